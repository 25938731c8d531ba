import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { isNarrow } from './narrow.js';
import { visible } from './text.js';
import { componentParts, plural } from './words.js';

// Differences are computed by the endpoint; this shows them. That something was removed or added is said to screen
// readers too, which don't tell <del> and <ins>.

const FEW = 20;

/** Which words of a text changed, in their order: [{ kind: SAME | REMOVED | ADDED, text }]. */
export function wordDiff(words) {
	return html`<div class="diff">${words.map(({ kind, text }) => kind === 'SAME' ? visible(text)
		: kind === 'REMOVED' ? removed(text) : added(text))}</div>`;
}

/** Which lines of a text changed: [{ kind, text }]; unchanged lines far from a change are left out. */
export function lineDiff(lines, context = 3) {
	return html`<div class="diff lines">${hunks(lines, context).map((line) => line === GAP
		? html`<span class="line gap">…</span>` : html`<span class="line ${line.kind.toLowerCase()}">${
			SIGNS[line.kind]} ${line.kind === 'SAME' ? nothing : html`<span class="visually-hidden">${
			line.kind.toLowerCase()}: </span>`}${visible(line.text)}</span>`)}</div>`;
}

const GAP = Symbol('gap');
const SIGNS = { SAME: '\u00a0', REMOVED: '−', ADDED: '+' };

function hunks(lines, context) {
	const near = new Set();
	lines.forEach(({ kind }, at) => {
		for (let other = at - context; kind !== 'SAME' && other <= at + context; other++) {
			near.add(other);
		}
	});
	return lines.flatMap((line, at) => near.has(at) ? [line] : near.has(at - 1) || at === 0 ? [GAP] : []);
}

/** Where two JSON values differ: [{ path, before?, after?, words[] }]; note says why that is not all. */
export function valueDiff({ changes = [], note }, { onMore, all = false } = {}) {
	const shown = all ? changes : changes.slice(0, FEW);
	return html`<div class="value-diff">${shown.map(valueChange)}${shown.length < changes.length
		? html`<button type="button" class="button" @click=${onMore}>Show ${
			plural(changes.length - shown.length, 'more place')}</button>` : nothing}${
		note ? html`<p class="muted">${visible(note)}</p>` : nothing}</div>`;
}

function valueChange({ path, before, after, words }) {
	return html`<div class="value-change"><code class="path break">${visible(path)}</code>${words?.length > 0
		? wordDiff(words) : fromTo({ before, after })}</div>`;
}

function fromTo({ before, after }) {
	return html`<div class="diff">${before == null ? nothing : removed(before)}${
		before == null || after == null ? nothing : ' → '}${after == null ? nothing : added(after)}</div>`;
}

/** What an identity was made of before and is made of now: [{ component, before?, after? }]. */
export function componentTable(changes, { before = 'Before', after = 'Now', caption = 'What changed' } = {}) {
	if (isNarrow()) {
		return html`<ul class="value-diff" aria-label=${caption}>${changes.map((change) => html`<li class="value-change">
			<p>${componentText(change.component)}</p>${fromTo(change)}</li>`)}</ul>`;
	}
	return html`<div class="scroll-x"><table class="table plain component-changes">
		<caption class="visually-hidden">${caption}</caption>
		<thead><tr><th scope="col">Component</th><th scope="col">${before}</th><th scope="col">${after}</th></tr></thead>
		<tbody>${changes.map((change) => html`<tr><th scope="row">${componentText(change.component)}</th>
			<td class="mono">${change.before == null ? html`<span class="muted">–</span>` : removed(change.before)}</td>
			<td class="mono">${change.after == null ? html`<span class="muted">–</span>` : added(change.after)}</td></tr>`)}
		</tbody></table></div>`;
}

/** A component in full: its kind, then its name. */
export function componentText(component) {
	const { kind, name } = componentParts(component);
	return html`${kind ? html`<span class="muted">${kind}</span> ` : nothing}<span class="mono break">${
		visible(name)}</span>`;
}

function removed(text) {
	return html`<del><span class="visually-hidden">removed: </span>${visible(text)}</del>`;
}

function added(text) {
	return html`<ins><span class="visually-hidden">added: </span>${visible(text)}</ins>`;
}
