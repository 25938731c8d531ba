import { html, render } from '../vendor/lit-html/lit-html.js';
import { getSession } from './api.js';

const app = document.getElementById('app');
render(html`<h1>${(await getSession()).application ?? 'musubito'}</h1>`, app);
