import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration, money, shortId } from '../format.js';
import { icon } from '../icons.js';
import { oneLine, visible } from '../text.js';
import { outcomeBadge, relativeTime, typeBadge } from '../widgets.js';
import { typeWord } from '../words.js';

const MOST_ROWS = 50;

const NODE_ID = /^[0-9a-f]{64}$/;

/** The selected step in short, with the link to all of it; details is what the endpoint says of the node alone, if known. */
export function stepCard(node, details, edges, close) {
	const upstream = edges.filter((edge) => edge.to === node.id).length;
	const downstream = edges.filter((edge) => edge.from === node.id).length;
	return html`<section class="store-card" aria-label="Selected step">
		<div class="store-card-head">${typeBadge(node.type, 18)}<h2 class="break">${visible(node.operation)}</h2>
			<button type="button" class="icon-button" aria-label="Clear the selection" title="Clear the selection (Esc)"
				@click=${close}>${icon('failed', 14)}</button></div>
		<p class="muted">${typeWord(node.type)} · <span class="mono">${shortId(node.id)}</span></p>
		<dl>
			${fact('Status', outcomeBadge(node.outcome.toUpperCase()))}
			${fact('Executed', relativeTime(node.executedAt))}
			${fact('Duration', duration(node.durationMs))}
			${node.tokens ? fact('Tokens', count(node.tokens)) : nothing}
			${details?.cost === undefined ? nothing : fact('Cost', money(details.cost))}
			${details?.expiresAt ? fact('Expires', html`<time datetime=${details.expiresAt}>${
				new Date(details.expiresAt).toLocaleString()}</time>`) : nothing}
			${fact('Depends on', count(upstream))}
			${fact('Used by', count(downstream))}
		</dl>
		<a class="button primary" href="#/steps/${node.id}">Open the step</a>
	</section>`;
}

function fact(name, value) {
	return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** The steps that are looked for, the newest first. */
export function resultList(matches, filter, { addressOf, selected }) {
	const newest = matches.slice(-MOST_ROWS).reverse();
	return html`<section aria-label="Found steps">
		<h2>${filter.active ? `${count(matches.length)} found` : 'Newest steps'}</h2>
		${newest.length === 0 ? nothingFound(filter) : html`<ul>${newest.map((node) => html`<li><a href=${addressOf(node)}
			aria-current=${node.id === selected ? 'true' : nothing}>${typeBadge(node.type, 13)}<span
			class="name">${oneLine(node.operation, 80)}</span>${outcomeBadge(node.outcome.toUpperCase())}<span class="muted"><span
			class="mono">${shortId(node.id)}</span> · ${relativeTime(node.executedAt)}</span></a></li>`)}</ul>`}
		${matches.length > newest.length ? html`<p class="muted">${count(matches.length - newest.length)} older ones are in the
			graph. Search or filter to see them here.</p>` : nothing}</section>`;
}

function nothingFound(filter) {
	return NODE_ID.test(filter.text) ? html`<p>The step is not among those that are shown.
		<a href="#/steps/${filter.text}">Open it</a></p>` : html`<p class="muted">No step is like this.</p>`;
}
