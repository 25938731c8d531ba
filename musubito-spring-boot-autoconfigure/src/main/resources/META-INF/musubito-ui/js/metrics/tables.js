import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { bytes, count, duration, money, percent } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { styles } from '../styles.js';
import { visible } from '../text.js';
import { typeBadge } from '../widgets.js';
import { plural, reasonKind, reasonWord } from '../words.js';
import { hitRatio, sortSteps } from './figures.js';

// Asked first: which step is the dearest? Where no prices are known, the tokens say it
const COLUMNS = [
	{ id: 'step', label: 'Step', value: ({ operation }) => operation, text: true },
	{ id: 'cost', label: 'Cost', value: ({ costSpent, tokensSpent }) => costSpent ?? (tokensSpent ? undefined : 0),
		format: money },
	{ id: 'cost-saved', label: 'Saved', value: ({ costSaved, tokensSaved }) => costSaved ?? (tokensSaved ? undefined : 0),
		format: money, saved: true },
	{ id: 'tokens', label: 'Tokens', value: ({ tokensSpent }) => tokensSpent, format: count },
	{ id: 'tokens-saved', label: 'Saved', value: ({ tokensSaved }) => tokensSaved, format: count, saved: true },
	{ id: 'time', label: 'Time', value: ({ durationMs }) => durationMs, format: duration },
	{ id: 'time-saved', label: 'Saved', value: ({ timeSavedMs }) => timeSavedMs, format: duration, saved: true },
	{ id: 'executed', label: 'Executed', value: ({ executed }) => executed, format: count },
	{ id: 'replayed', label: 'Replayed', value: ({ replayed }) => replayed, format: count },
	{ id: 'failed', label: 'Failed', value: ({ failed }) => failed, format: count },
	{ id: 'ratio', label: 'Hit ratio', value: hitRatio, format: percent },
];

const SAVED_OF = { 'cost-saved': 'Cost', 'tokens-saved': 'Tokens', 'time-saved': 'Time' };

/** What each step cost and saved; a click on a heading sorts: sort is { by, ascending }, by one of the columns' ids. */
export function stepTable(steps, { by, ascending, onSort, costs }) {
	const columns = COLUMNS.filter(({ id }) => costs || !id.startsWith('cost'));
	const sorted = by ?? (costs ? 'cost' : 'tokens');
	const { value } = columns.find(({ id }) => id === sorted) ?? columns[0];
	return html`<section class="card wide" aria-labelledby="dearest"><h2 id="dearest">Dearest steps</h2>${
		steps.length === 0 ? html`<p class="muted">No step was called in this time.</p>` : html`<div class="scroll-x"><table
			class="table plain dearest">
			<thead><tr>${columns.map((column) => heading(column, sorted, ascending, onSort))}</tr></thead>
			<tbody>${sortSteps(steps, value, ascending).map((step) => html`<tr>${columns.map((column) =>
				cell(column, step))}</tr>`)}</tbody></table></div>`}</section>`;
}

function heading({ id, label, text }, sorted, ascending, onSort) {
	const isSorted = id === sorted;
	const mark = html`<span class="sort-mark ${isSorted && ascending ? 'up' : ''}">${
		isSorted ? icon('down', 10) : nothing}</span>`;
	const name = SAVED_OF[id] ? html`<span class="visually-hidden">${SAVED_OF[id]} </span>${label}` : label;
	return html`<th scope="col" class=${text ? '' : 'number'} aria-sort=${isSorted ? (ascending ? 'ascending'
		: 'descending') : nothing}><button type="button" @click=${() => onSort(id, isSorted ? !ascending : Boolean(text))}>${
		text ? html`${name} ${mark}` : html`${mark} ${name}`}</button></th>`;
}

function cell({ id, value, format, saved }, step) {
	if (id === 'step') {
		return html`<th scope="row">${typeBadge(step.type)} <a class="break" href=${address(['graph'],
			{ operation: step.operation })}>${visible(step.operation)}</a></th>`;
	}
	const known = value(step);
	return html`<td class="number ${saved ? 'saved' : ''}">${known == null ? '–' : format(known)}</td>`;
}

/** Why steps were executed, as bars: the part that each reason has in all. */
export function causeBars(causes) {
	const all = causes.reduce((sum, { steps }) => sum + steps, 0);
	return html`<section class="card" aria-labelledby="why"><h2 id="why">Why steps ran</h2>${all === 0
		? html`<p class="muted">No step was executed in this time.</p>`
		: html`<ul class="cause-bars">${causes.map(({ reason, steps }) => html`<li class="kind-${reasonKind(reason)}">
			<span>${reasonWord(reason)}</span><span class="track" aria-hidden="true"><i ${
				styles({ width: `${steps / causes[0].steps * 100}%` })}></i></span><b>${percent(steps / all)}</b>
			<span class="muted">${plural(count(steps), 'step')}</span></li>`)}</ul>`}</section>`;
}

/** How large the store is, and what would go if what nothing has used for some days were erased. */
export function storeCard({ sizeBytes, nodes, artifacts, artifactBytes, unused = [] }) {
	return html`<section class="card" aria-labelledby="store"><h2 id="store">Store</h2>
		<p>${bytes(sizeBytes)}: ${count(nodes)} nodes, ${count(artifacts)} artifacts${artifactBytes == null ? nothing
			: html` of ${bytes(artifactBytes)}`}.</p>
		${unused.length > 0 ? html`<table class="table plain unused">
			<caption>What retention would free</caption>
			<thead><tr><th scope="col">Not used for</th><th scope="col" class="number">Nodes</th><th scope="col"
				class="number">Artifacts</th><th scope="col" class="number">Of all</th></tr></thead>
			<tbody>${unused.map((row) => html`<tr><th scope="row">${plural(row.days, 'day')}</th><td class="number">${
				count(row.nodes)}</td><td class="number">${bytes(row.artifactBytes)}</td><td class="number">${
				artifactBytes ? percent(row.artifactBytes / artifactBytes) : '–'}</td></tr>`)}</tbody></table>` : nothing}
	</section>`;
}
