import { html } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { icon } from '../icons.js';
import { visible } from '../text.js';

const SECONDS = 6;

/** Short messages in the corner: news go by themselves, errors stay until they are closed. */
export class Toasts {

	#messages = [];
	#next = 0;
	#requestRender;

	constructor(requestRender) {
		this.#requestRender = requestRender;
	}

	/** Says something; a link may lead on: { label, href }. */
	show(text, { link, error = false } = {}) {
		if (this.#messages.some((message) => message.text === text)) {
			return;
		}
		const message = { id: this.#next++, text, link, error };
		this.#messages = [...this.#messages.slice(-3), message];
		this.#requestRender();
		if (!error) {
			setTimeout(() => this.#close(message), SECONDS * 1000);
		}
	}

	#close(message) {
		this.#messages = this.#messages.filter((other) => other !== message);
		this.#requestRender();
	}

	template() {
		return html`<div class="toasts" role="log" aria-label="Messages">${repeat(this.#messages,
			(message) => message.id, (message) => html`<div class="toast ${message.error ? 'is-failed' : ''}"
			role=${message.error ? 'alert' : 'status'}>${icon(message.error ? 'failed' : 'check', 14)}<span
			class="grow break">${visible(message.text)} ${message.link
			? html`<a href=${message.link.href}>${message.link.label}</a>` : ''}</span><button class="icon-button"
			type="button" aria-label="Close the message" @click=${() => this.#close(message)}>${
			icon('failed', 12)}</button></div>`)}</div>`;
	}

}
