import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { count } from '../format.js';
import { styles } from '../styles.js';
import { visible } from '../text.js';
import { isContainer } from './json-text.js';

const OPEN_DEPTH = 2;
const FEW = 20;
const PAGE = 100;
const MORE = 300;
const LONG_TEXT = 400;
const DEEPEST_INDENT = 16;

/**
 * <musubito-json .value>: a tree of a JSON value. Only what is open has rows, of long lists the first ones, and of long
 * texts the first characters; the rows stand one below the other, so that depth costs nothing.
 */
class JsonElement extends HTMLElement {

	#value;
	#open = new Map();
	#limits = new Map();
	#whole = new Set();

	set value(value) {
		if (this.#value !== value) {
			this.#value = value;
			this.#open.clear();
			this.#limits.clear();
			this.#whole.clear();
			this.#render();
		}
	}

	#render() {
		render(html`<div class="json">${this.#rows().map((row) => this.#row(row))}</div>`, this);
	}

	// A stack instead of recursion: the value may be thousands of levels deep
	#rows() {
		const rows = [];
		const todo = [{ path: '$', value: this.#value, depth: 0, siblings: 1, comma: false }];
		while (todo.length > 0) {
			const row = todo.pop();
			rows.push(row);
			if (!row.kind && isContainer(row.value)) {
				row.size = Object.keys(row.value).length;
				row.open = row.size > 0 && this.#isOpen(row);
				if (row.open) {
					this.#pushEntries(row, todo);
				}
			}
		}
		return rows;
	}

	#isOpen({ path, depth, siblings }) {
		return this.#open.get(path) ?? (depth < OPEN_DEPTH && siblings <= FEW);
	}

	#pushEntries(row, todo) {
		const array = Array.isArray(row.value);
		const keys = Object.keys(row.value);
		const limit = this.#limits.get(row.path) ?? PAGE;
		todo.push({ kind: 'end', depth: row.depth, text: array ? ']' : '}', comma: row.comma });
		if (keys.length > limit) {
			todo.push({ kind: 'more', depth: row.depth + 1, path: row.path, left: keys.length - limit, limit });
		}
		for (let at = Math.min(keys.length, limit) - 1; at >= 0; at--) {
			todo.push({
				path: `${row.path}/${keys[at]}`, key: array ? undefined : keys[at], index: array ? at : undefined,
				value: row.value[keys[at]], depth: row.depth + 1, siblings: keys.length, comma: at < keys.length - 1,
			});
		}
	}

	#row(row) {
		const indent = styles({ '--depth': String(Math.min(row.depth, DEEPEST_INDENT)) });
		if (row.kind === 'end') {
			return html`<div class="json-row" ${indent}>${row.text}${row.comma ? ',' : ''}</div>`;
		}
		if (row.kind === 'more') {
			const text = `show ${count(Math.min(MORE, row.left))} more of ${count(row.left)}`;
			return html`<div class="json-row" ${indent}><button class="link-button" type="button"
				@click=${() => this.#more(row)}>${text}</button></div>`;
		}
		// No white space between the parts: it would be shown
		return html`<div class="json-row" ${indent}>${row.depth > DEEPEST_INDENT ? level(row) : nothing}${
			isContainer(row.value) ? this.#container(row) : html`${name(row)}${this.#scalar(row)}`}${
			row.open || !row.comma ? '' : ','}</div>`;
	}

	#container(row) {
		const [open, close] = Array.isArray(row.value) ? '[]' : '{}';
		if (row.size === 0) {
			return html`${name(row)}${open}${close}`;
		}
		const size = `${count(row.size)} ${Array.isArray(row.value) ? 'items' : 'entries'}`;
		return html`<button class="fold" type="button" aria-expanded=${row.open}
			aria-label="${visible(row.key ?? row.index ?? 'the value')}, ${size}"
			@click=${() => this.#toggle(row)}></button>${name(row)}${open}${
			row.open ? nothing : html`<span class="muted"> ${size} </span>${close}`}`;
	}

	#scalar({ path, value }) {
		if (typeof value === 'string' && value.length > LONG_TEXT && !this.#whole.has(path)) {
			const start = JSON.stringify(value.slice(0, LONG_TEXT)).slice(0, -1);
			const text = `show all ${count(value.length)} characters`;
			return html`<span class="is-string">${visible(start)}…</span> <button class="link-button" type="button"
				@click=${() => this.#showWhole(path)}>${text}</button>`;
		}
		const text = typeof value === 'string' && value.length > 200_000
			? html`<musubito-text .text=${value}></musubito-text>` : visible(JSON.stringify(value));
		return html`<span class="is-${value === null ? 'null' : typeof value}">${text}</span>`;
	}

	#toggle(row) {
		this.#open.set(row.path, !row.open);
		this.#render();
	}

	#more({ path, limit }) {
		this.#limits.set(path, limit + MORE);
		this.#render();
	}

	#showWhole(path) {
		this.#whole.add(path);
		this.#render();
	}

}

// Indentation ends somewhere; the level goes on
function level({ depth }) {
	return html`<span class="depth" title="Level ${depth}">${depth}</span>`;
}

function name({ key }) {
	return key === undefined ? nothing : html`<span class="key">${visible(JSON.stringify(key))}</span>: `;
}

customElements.define('musubito-json', JsonElement);
