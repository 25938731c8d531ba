import { App } from './shell/app.js';

new App(document.getElementById('app'), document.getElementById('live-region')).start();
