import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { count, shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { outcomeBadge, relativeTime } from '../widgets.js';
import { plural, typeIcon } from '../words.js';
import { boundaryList } from './boundary.js';

const MOST = 100;
/** Where the inputs came from, who used the result, and which code made it. */
export function lineageTab(view) {
	const { node } = view;
	return html`${producer(node)}
		${neighbours(view, 'Upstream', node.upstream ?? [], 'It depends on no other step.')}
		${neighbours(view, 'Downstream', node.downstream ?? [], 'No other step depends on it.')}
		${node.code ? code(node.code) : nothing}
		<p class="pane-links"><a href=${address(['graph'], { node: node.nodeId })}>${icon('route', 13)} Show in the
			store's graph</a></p>`;
}

function producer({ nodeId, producerNodeId }) {
	if (!producerNodeId || producerNodeId === nodeId) {
		return nothing;
	}
	const link = html`<a class="mono" href=${address(['steps', producerNodeId])}>${shortId(producerNodeId)}</a>`;
	return html`<p class="note">${icon('replayed', 13)}<span>Its result was produced by the equal computation ${
		link}.</span></p>`;
}

function neighbours(view, title, ids, none) {
	return html`<h3>${title} <span class="muted">${count(ids.length)}</span></h3>
		${ids.length === 0 ? html`<p class="muted">${none}</p>`
			: html`<ul class="lineage">${ids.slice(0, MOST).map((id) => html`<li>${neighbour(view, id)}</li>`)}</ul>`}
		${ids.length > MOST ? html`<p class="muted">and ${count(ids.length - MOST)} more</p>` : nothing}`;
}

// In a run the neighbours are known; others are named when the store has said what they are
function neighbour({ model, link, names }, id) {
	const step = model?.step(id);
	const node = step ?? model?.nodes.get(id) ?? names?.get(id);
	const name = node ? oneLine(node.name ?? node.operation, 80) : 'Step';
	return html`<a href=${step ? link(id) : address(['steps', id])}>
		${icon(typeIcon(node?.type), 14)}
		<span class="grow">${name} <span class="mono muted">${shortId(id)}</span></span>
		${step || !node ? nothing : relativeTime(node.executedAt)}
		${node ? outcomeBadge(step?.outcome ?? node.status) : nothing}</a>`;
}

function code({ fingerprint, current, parts, level, boundary }) {
	const now = current ? html`<span class="saved">${icon('check', 12)} the code that runs now</span>`
		: html`<span class="old">${icon('stale', 12)} other code runs now</span>`;
	return html`<h3>Code</h3>
		<dl class="pairs">
			<div><dt>Fingerprint</dt><dd><code>${fingerprint.slice(0, 16)}…</code> ${now}</dd></div>
			<div><dt>Followed</dt><dd>${plural(parts, 'method or class', 'methods and classes')}, level ${
				level.toLowerCase()}</dd></div>
		</dl>
		<p class="muted">The fingerprint ends at the boundary; what lies behind it does not count:</p>
		${boundaryList(boundary)}`;
}

/** What the neighbours of a node are, by their ids. */
export async function namesAround(nodeId) {
	const graph = await get('graph', { node: nodeId, direction: 'both', depth: 1, limit: 2000 });
	return new Map(graph.nodes.map((node) => [node.nodeId, node]));
}
