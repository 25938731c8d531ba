import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { bytes } from '../format.js';
import { visible } from '../text.js';

const SLICE = 20_000;

/**
 * <musubito-text .text>: plain text, a slice of it at first, and more of it on demand. Each slice is an element of its
 * own that the browser lays out only when it comes into view, so that megabytes don't stop the page.
 */
class TextElement extends HTMLElement {

	#text = '';
	#shown = 0;

	set text(text) {
		if (this.#text !== text) {
			this.#text = text;
			this.#shown = endOf(text, SLICE);
			this.#render();
		}
	}

	#render() {
		const slices = [];
		for (let from = 0; from < this.#shown;) {
			const to = endOf(this.#text, Math.min(from + SLICE, this.#shown));
			slices.push(this.#text.slice(from, to));
			from = to;
		}
		const left = this.#text.length - this.#shown;
		render(html`<div class="code text">${slices.map((slice) => html`<span class="slice">${visible(slice)}</span>`)}</div>${
			left > 0 ? html`<p class="more"><span class="muted">${bytes(left)} more</span>
			<button class="link-button" type="button" @click=${() => this.#show(this.#shown + 5 * SLICE)}>Show more</button>
			<button class="link-button" type="button" @click=${() => this.#show(this.#text.length)}>Show all ${
			bytes(this.#text.length)}</button></p>` : nothing}`, this);
	}

	#show(characters) {
		this.#shown = endOf(this.#text, characters);
		this.#render();
	}

}

// At the end of a line where there is one near, and never between the halves of a character
function endOf(text, wanted) {
	if (wanted >= text.length) {
		return text.length;
	}
	const line = text.lastIndexOf('\n', wanted) + 1;
	const end = line > wanted - 2000 && line > 0 ? line : wanted;
	const code = text.charCodeAt(end - 1);
	return code >= 0xd800 && code < 0xdc00 ? end + 1 : end;
}

customElements.define('musubito-text', TextElement);
