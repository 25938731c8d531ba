import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { howToShowValues } from '../widgets.js';

const KEY = 'musubito-notices-closed';

/** What the caller may not see or do, and how to change it: told once, until it is closed or asked for again. */
export class Notices {

	#requestRender;
	#closed = wasClosed();

	constructor(requestRender) {
		this.#requestRender = requestRender;
	}

	/** What is restricted, in a word each, for the header; a click tells it again. */
	tags(session) {
		const words = [session.writable ? '' : 'read-only', session.values ? '' : 'values hidden'].filter(Boolean);
		return words.length === 0 ? nothing : html`<button class="tag" type="button" aria-expanded=${!this.#closed}
			aria-controls="notices" @click=${() => this.#set(!this.#closed)}>${words.join(', ')}</button>`;
	}

	template(session, answers) {
		return html`<div class="notices" id="notices" role="region" aria-label="Notices">${
			answers ? nothing : silence()}${
			!session || this.#closed || session.writable && session.values ? nothing : this.#restrictions(session)}</div>`;
	}

	#restrictions(session) {
		return html`<div class="notice">${icon('blocked', 14)}<span>${session.writable ? nothing : readOnly()} ${
			session.values ? nothing : html`Values are hidden, hashes are shown. ${howToShowValues(session)}`}</span>
			<button class="icon-button" type="button" aria-label="Close the notice" @click=${() => this.#set(true)}>${
			icon('failed', 12)}</button></div>`;
	}

	#set(closed) {
		this.#closed = closed;
		try {
			sessionStorage.setItem(KEY, closed ? '1' : '');
		}
		catch {
			// It is told again on the next visit
		}
		this.#requestRender();
	}

}

function wasClosed() {
	try {
		return sessionStorage.getItem(KEY) === '1';
	}
	catch {
		return false;
	}
}

function readOnly() {
	return html`Read-only: actions are not shown. To act from here, set
		<code>management.endpoint.musubito.access</code> to <code>unrestricted</code>.`;
}

function silence() {
	return html`<div class="notice is-failed" role="alert">${icon('failed', 14)}<span>The application does not answer.
		Is it running? What is shown is what was known before; this goes on by itself when it answers again.</span></div>`;
}
