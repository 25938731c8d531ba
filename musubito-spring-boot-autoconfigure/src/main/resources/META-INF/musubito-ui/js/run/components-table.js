import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { oneLine, visible } from '../text.js';
import { plural } from '../words.js';

const KIND = /^(resource|property|code|model|tool|input|upstream|state)[ .](.+)$/s;

// As long as the start of a hash
const SHORT = 12;
const MANY = 12;

/**
 * What the identity of a step is made of, before and now: what changed first, what is the same below it and folded.
 * Without a baseline there is nothing before.
 */
export function componentsTable({ node }, why, difference) {
	const rows = rowsOf(node, why, difference);
	if (rows.length === 0) {
		return nothing;
	}
	if (!why?.baselineNodeId) {
		return folded(`What identifies it: ${plural(rows.length, 'component')}`, rows, rows.length <= MANY);
	}
	const changed = rows.filter((row) => row.changed);
	const same = rows.filter((row) => !row.changed);
	const words = `${plural(same.length, 'component')} ${same.length === 1 ? 'is' : 'are'} the same`;
	return html`${changed.length > 0 ? changedTable(changed, rows.length) : nothing}
		${same.length > 0 ? folded(words, same, false) : nothing}`;
}

// An answer that is still awaited, or an endpoint without differences: the explanation says what changed
function rowsOf(node, why, difference) {
	if (difference?.components) {
		return difference.components;
	}
	const changes = (why?.changes ?? []).map((change) => ({ ...change, changed: true }));
	const names = new Set(changes.map(({ component }) => component));
	const others = (node.components ?? []).filter(({ component }) => !names.has(component));
	return [...changes, ...others.map(({ component, value }) => ({ component, after: value, changed: false }))];
}

function changedTable(changed, all) {
	return html`<table class="components">
		<caption>${changed.length} of ${plural(all, 'component')} changed</caption>
		<thead><tr><th scope="col">Component</th><th scope="col">Before</th><th scope="col">Now</th></tr></thead>
		<tbody>${changed.map(({ component, before, after }) => html`<tr class="changed">
			<th scope="row"><span class="mark">${icon('bolt', 11)} changed</span> ${componentCell(component)}</th>
			<td class="mono before">${value(before)}</td>
			<td class="mono after">${value(after)}</td></tr>`)}</tbody>
	</table>`;
}

function folded(summary, rows, open) {
	return html`<details class="same-components" ?open=${open}><summary>${summary}</summary>
		<table class="components"><tbody>${rows.map(({ component, before, after }) => html`<tr>
			<th scope="row">${componentCell(component)}</th>
			<td class="mono">${value(after ?? before)}</td></tr>`)}</tbody></table></details>`;
}

function componentCell(component) {
	const [, kind, name] = KIND.exec(component) ?? [undefined, '', component];
	return html`${kind ? html`<span class="kind">${kind}</span>` : nothing}
		<span class="break">${visible(name)}</span>`;
}

function value(text) {
	if (text === undefined || text === null) {
		return html`<span class="muted" title="There was none, or it is not shown">–</span>`;
	}
	const short = text.length <= SHORT ? 'short' : '';
	return html`<span class=${short} title=${oneLine(text, 1000)}>${oneLine(text, 90)}</span>`;
}
