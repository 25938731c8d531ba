import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count } from '../format.js';
import { icon } from '../icons.js';
import { oneLine, visible } from '../text.js';
import { copyButton, howToShowValues, relativeTime } from '../widgets.js';
import { wholeValue } from './node-details.js';
import './value-element.js';

// Start and duration are measured one after the other
const TOLERANCE_MS = 2000;

// Contents by node, so that the element sees the same one again after each rendering
const contents = new WeakMap();

/** What a step gave; of one that failed its error. */
export function artifactTab(view) {
	const { step, node, session } = view;
	if (step.outcome === 'FAILED') {
		return error(step.error ?? node.error, session);
	}
	return html`${newer(view)}${hash(node.artifactId)}${value(view, 'artifact', node.artifactId
		? 'The store has no payload for it.' : 'It has no artifact.')}`;
}

/** What a step was given, and the models that it called. */
export function inputsTab(view) {
	const models = view.step.models ?? view.node.models ?? [];
	return html`${value(view, 'inputs', 'Its inputs are not recorded.')}
		${models.length > 0 ? modelCalls(models) : nothing}`;
}

function modelCalls(models) {
	return html`<h3>Model calls</h3><table class="components">
		<thead><tr>
			<th scope="col">Model</th>
			<th scope="col">Calls</th>
			<th scope="col">Tokens in</th>
			<th scope="col">Of them cached</th>
			<th scope="col">Tokens out</th>
		</tr></thead>
		<tbody>${models.map((model) => html`<tr>
			<th scope="row" class="break">${oneLine(model.model)}</th>
			<td>${count(model.calls)}</td>
			<td>${count(model.inputTokens)}</td>
			<td>${count(model.cachedInputTokens)}</td>
			<td>${count(model.outputTokens)}</td>
		</tr>`)}</tbody>
	</table>`;
}

// A node has one result: what it gave in a run may have been replaced since
function newer({ step, node, model }) {
	const ended = model && step.startedAt ? Date.parse(step.startedAt) + step.durationMs : Infinity;
	if (!(Date.parse(node.executedAt) > ended + TOLERANCE_MS)) {
		return nothing;
	}
	return html`<p class="note">${icon('clock', 13)}<span>It was executed again after this run, ${
		relativeTime(node.executedAt)}: this is the newer result.</span></p>`;
}

function error(message, session) {
	if (message) {
		return html`<pre class="code">${visible(message)}</pre>`;
	}
	return session.values ? html`<p class="muted">The message of the exception is not known.</p>` : hidden(session);
}

function hash(artifactId) {
	return artifactId ? html`<p class="muted hash">Hash <code>${artifactId.slice(0, 16)}…</code>${
		copyButton(artifactId, 'Copy the hash of the artifact')}</p>` : nothing;
}

function value({ node, session }, name, missing) {
	if (!session.values) {
		return hidden(session);
	}
	const content = contentOf(node, name);
	return content ? html`<musubito-value .content=${content} .name=${`${node.operation}-${name}`}></musubito-value>`
		: html`<p class="muted">${missing}</p>`;
}

function hidden(session) {
	return html`<p class="notice">${icon('blocked', 14)}<span>Values are hidden, hashes are shown. ${
		howToShowValues(session)}</span></p>`;
}

function contentOf(node, name) {
	if (!contents.has(node)) {
		contents.set(node, {});
	}
	const known = contents.get(node);
	known[name] ??= name in node ? { value: node[name] } : `${name}Start` in node ? {
		start: node[`${name}Start`], length: node[`${name}Length`], load: () => wholeValue(node.nodeId, name),
	} : undefined;
	return known[name];
}
