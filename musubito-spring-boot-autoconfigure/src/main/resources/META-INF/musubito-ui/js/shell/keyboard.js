import { html } from '../../vendor/lit-html/lit-html.js';
import { dialog } from '../dialogs.js';
import { SECTIONS } from './views.js';

// 'g' waits so long for the key that says where to
const CHORD_MS = 1500;

const KEYS = [
	['/', 'Search'],
	...SECTIONS.map((section) => [`g then ${section.key}`, section.label]),
	['t', 'Light or dark'],
	['?', 'This help'],
	['Esc', 'Close, or clear the selection'],
];

/**
 * The keys that work on every page. Keys with Ctrl, Alt or Meta belong to the browser, keys in a field to the field.
 */
export class Keyboard {

	#actions;
	#chordUntil = 0;

	/** Actions: { search, go(section), help, theme, page(event) }; page is given every other key. */
	constructor(actions) {
		this.#actions = actions;
		document.addEventListener('keydown', (event) => this.#pressed(event));
	}

	#pressed(event) {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) {
			return;
		}
		if (this.#follow(event)) {
			event.preventDefault();
		}
		else {
			this.#actions.page(event);
		}
	}

	#follow(event) {
		const section = SECTIONS.find(({ key }) => key === event.key);
		if (section && Date.now() < this.#chordUntil) {
			this.#chordUntil = 0;
			this.#actions.go(section.id);
			return true;
		}
		this.#chordUntil = event.key === 'g' ? Date.now() + CHORD_MS : 0;
		switch (event.key) {
			case 'g': return true;
			case '/': return this.#actions.search();
			case '?': return this.#actions.help();
			case 't': return this.#actions.theme();
			default: return false;
		}
	}

}

function isField(element) {
	return element.isContentEditable || /^(textarea|select)$/i.test(element.tagName)
		|| element.tagName === 'INPUT' && !/^(checkbox|radio|button)$/.test(element.type);
}

/** The help for the keys, with those of the page: [['j k', 'Next and previous step']]. */
export function keyboardHelp(ofPage, onClose) {
	return dialog({ title: 'Keyboard', onClose, body: html`<dl class="keys">${[...KEYS, ...ofPage].map(([keys, text]) =>
		html`<div><dt>${keys.split(' ').map((key) => /^(then|or|to)$/.test(key) ? ` ${key} ` : html`<kbd>${key}</kbd> `)}</dt>
			<dd>${text}</dd></div>`)}</dl>` });
}
