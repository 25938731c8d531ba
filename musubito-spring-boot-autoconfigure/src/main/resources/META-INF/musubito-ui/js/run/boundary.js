import { html } from '../../vendor/lit-html/lit-html.js';
import { visible } from '../text.js';

const MOST = 300;
const KINDS = {
	surroundings: 'Surroundings: the clock, files, the network and their like',
	state: 'Fields whose value does not count',
	reflection: 'Reflection',
	unresolved: 'Methods of which no implementation was found',
	advice: 'Advice of libraries',
	external: 'Calls of libraries',
};

/** What the code of a step reaches and its fingerprint doesn't cover. */
export function boundaryList(boundary) {
	const kinds = Object.entries(KINDS).map(([kind, label]) => ({ label, entries: boundary?.[kind] ?? [] }))
		.filter(({ entries }) => entries.length > 0);
	return kinds.length === 0 ? html`<p class="muted">Nothing.</p>` : kinds.map(kindList);
}

function kindList({ label, entries }) {
	return html`<details class="boundary">
		<summary>${label} <span class="muted">${entries.length}</span></summary>
		<ul class="mono">${entries.slice(0, MOST).map((entry) => html`<li class="break">${visible(entry)}</li>`)}</ul>
	</details>`;
}
