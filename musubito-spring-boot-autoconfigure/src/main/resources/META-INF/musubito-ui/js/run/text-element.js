import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { bytes } from '../format.js';
import { visible } from '../text.js';

const SLICE = 20_000;
const MORE = 100_000;
const SLICES_PER_FRAME = 5;

/**
 * <musubito-text .text>: plain text, a slice of it at first, and more of it on demand. Slices come a few at a time, and
 * the browser lays one out only when it comes into view, so that megabytes don't stop the page.
 */
class TextElement extends HTMLElement {

	#text = '';
	#slices = [];
	#shown = 0;
	#wanted = 0;
	#frame;

	set text(text) {
		if (this.#text !== text) {
			this.#text = text;
			this.#slices = [];
			this.#shown = 0;
			this.#show(Math.min(SLICE, text.length));
		}
	}

	disconnectedCallback() {
		cancelAnimationFrame(this.#frame);
	}

	#show(characters) {
		this.#wanted = Math.min(characters, this.#text.length);
		cancelAnimationFrame(this.#frame);
		this.#add();
	}

	#add() {
		for (let added = 0; added < SLICES_PER_FRAME && this.#shown < this.#wanted; added++) {
			const end = endOf(this.#text, this.#shown + SLICE);
			this.#slices.push(visible(this.#text.slice(this.#shown, end)));
			this.#shown = end;
		}
		this.#render();
		if (this.#shown < this.#wanted) {
			this.#frame = requestAnimationFrame(() => this.#add());
		}
	}

	#render() {
		const left = this.#text.length - this.#shown;
		render(html`<div class="code text">${this.#slices.map((slice) => html`<span
			class="slice">${slice}</span>`)}</div>${
			left > 0 ? html`<p class="more"><span class="muted">${bytes(left)} more</span>
			<button class="link-button" type="button" @click=${() => this.#show(this.#shown + MORE)}>Show more</button>
			<button class="link-button" type="button" @click=${() => this.#show(this.#text.length)}>Show all ${
			bytes(this.#text.length)}</button></p>` : nothing}`, this);
	}

}

// At the end of a line or of a word where there is one near, and never between the halves of a character
function endOf(text, wanted) {
	if (wanted >= text.length) {
		return text.length;
	}
	const end = after('\n', text, wanted, 2000) ?? after(' ', text, wanted, 200) ?? wanted;
	const code = text.charCodeAt(end - 1);
	return code >= 0xd800 && code < 0xdc00 ? end + 1 : end;
}

function after(character, text, wanted, distance) {
	const at = text.lastIndexOf(character, wanted - 1);
	return at > wanted - distance ? at + 1 : undefined;
}

customElements.define('musubito-text', TextElement);
