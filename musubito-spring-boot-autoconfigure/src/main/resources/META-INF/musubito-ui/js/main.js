import { App } from './shell/app.js';

const app = document.getElementById('app');

// The policy of a page itself can't say that no other page may show it, and have the user click in it
if (window.top === window.self) {
	new App(app, document.getElementById('live-region')).start();
} else {
	app.textContent = 'This page does not start within another one. Open it in a tab of its own.';
}
