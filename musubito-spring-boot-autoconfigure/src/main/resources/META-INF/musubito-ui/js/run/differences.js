import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { visible } from '../text.js';

const MOST_LINES = 400;

/** Lines of a text before and after: { name, lines[{ kind, text }] }. */
export function lineDifference({ name, lines }) {
	const more = lines.length - MOST_LINES;
	return html`<figure class="difference">
		<figcaption>${visible(name)} <span class="muted">${summary(lines)}</span></figcaption>
		<div class="diff lines" tabindex="0" role="group" aria-label="Difference of ${visible(name)}">${
			lines.slice(0, MOST_LINES).map(line)}${
			more > 0 ? html`<span class="line muted">… ${more} more lines</span>` : nothing}</div>
	</figure>`;
}

function line({ kind, text }) {
	switch (kind) {
		case 'ADDED': return html`<ins class="line added">${sign('+')}${visible(text)}</ins>`;
		case 'REMOVED': return html`<del class="line removed">${sign('−')}${visible(text)}</del>`;
		default: return html`<span class="line">${sign(' ')}${visible(text)}</span>`;
	}
}

// Elements say it to screen readers
function sign(character) {
	return html`<span aria-hidden="true">${character} </span>`;
}

function summary(lines) {
	const added = lines.filter(({ kind }) => kind === 'ADDED').length;
	const removed = lines.filter(({ kind }) => kind === 'REMOVED').length;
	return `${added} added, ${removed} removed`;
}

/** Where two JSON values differ: [{ path, before?, after?, words[] }]. */
export function valueDifferences(changes) {
	return changes.map((change) => html`<figure class="difference">
		<figcaption><code>${visible(change.path)}</code> <span class="muted">${wholeChange(change)}</span></figcaption>
		<div class="diff">${change.words?.length > 0 ? change.words.map(word) : both(change)}</div>
	</figure>`);
}

function wholeChange({ before, after }) {
	return before === undefined ? 'is new' : after === undefined ? 'is gone' : '';
}

function word({ kind, text }) {
	switch (kind) {
		case 'ADDED': return html`<ins>${visible(text)}</ins>`;
		case 'REMOVED': return html`<del>${visible(text)}</del>`;
		default: return html`<span>${visible(text)}</span>`;
	}
}

function both({ before, after }) {
	const arrow = before !== undefined && after !== undefined ? ' → ' : nothing;
	return html`${before === undefined ? nothing : html`<del>${visible(before)}</del>`}${arrow}${
		after === undefined ? nothing : html`<ins>${visible(after)}</ins>`}`;
}
