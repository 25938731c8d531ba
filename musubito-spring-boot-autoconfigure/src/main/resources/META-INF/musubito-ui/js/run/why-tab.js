import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { oneLine, visible } from '../text.js';
import { howToShowValues, relativeTime } from '../widgets.js';
import { outcomeClass, outcomeIcon, reasonWord } from '../words.js';
import { componentsTable } from './components-table.js';
import { lineDifference, valueDifferences } from './differences.js';
import { effectState } from './effect.js';
import { whySentence } from './why-sentence.js';

/** Why a step ran or was replayed: a sentence, then what its identity is made of, before and now. */
export function whyTab(view) {
	const { step, node } = view;
	const why = step.why ?? (step.filter === 'replayed' ? undefined : node.why);
	const difference = why?.baselineNodeId ? view.details.difference(why.baselineNodeId, view.nodeId) : undefined;
	return html`${verdict(view, why)}
		${effectState(node.effect)}
		${node.claim ? claim(node.claim) : nothing}
		${step.instance ? elsewhere(step.instance) : nothing}
		${step.notDispatchable ? here(step.notDispatchable) : nothing}
		${step.manual ? byHand(step.manual) : nothing}
		${step.filter === 'replayed' ? replayed(view) : nothing}
		${step.outcome === 'BLOCKED' ? blocked(view) : nothing}
		${componentsTable(view, why, difference)}
		${difference && !difference.failure ? differences(view, difference) : nothing}`;
}

function verdict(view, why) {
	const { step } = view;
	return html`<div class="verdict ${outcomeClass(step.outcome)}">${icon(outcomeIcon(step.outcome))}<div>
		<p class="sentence">${whySentence(step, why)}</p>
		${why?.rootCauseNodeId ? rootCause(view, why) : nothing}
		${step.outcome === 'FAILED' ? html`<p class="break error">${errorOf(view)}</p>` : nothing}
	</div></div>`;
}

function errorOf({ step, node, session }) {
	const error = step.error ?? node.error;
	return error ? visible(error) : howToShowError(session);
}

function howToShowError(session) {
	return session.values ? 'The message of the exception is not known.'
		: html`The message of the exception is hidden. ${howToShowValues(session)}`;
}

// Only a change upstream has its cause elsewhere
function rootCause({ model, link }, { rootCauseNodeId: id, changes }) {
	const step = model?.step(id);
	if (!step) {
		// '… ← configuration changed: resource prompts/draft.st'
		const cause = changes?.find((change) => change.after?.includes(':'))?.after;
		return html`<p>Root cause: <a class="mono" href=${address(['steps', id])}>${shortId(id)}</a>${
			cause ? ` (${oneLine(cause)})` : nothing}</p>`;
	}
	return html`<p>Root cause: <a href=${link(id)}>${oneLine(step.name, 80)}</a>${
		step.why ? html` (${shortReason(step.why)})` : nothing}</p>`;
}

// 'configuration changed: resource prompts/draft.st'
function shortReason({ reason, changes }) {
	const component = changes?.[0]?.component;
	return html`${reasonWord(reason).toLowerCase()}${component ? html`: <code>${oneLine(component)}</code>` : nothing}`;
}

function claim({ owner, since }) {
	return html`<p class="note">${icon('running', 13)}<span>Process <code>${oneLine(owner)}</code> is executing it since
		${relativeTime(since)}.</span></p>`;
}

function elsewhere(instance) {
	return html`<p class="note">${icon('executed', 13)}<span>Process <code>${
		oneLine(instance)}</code> executed it for this run.</span></p>`;
}

function here(reason) {
	return html`<p class="note">${icon('blocked', 13)}<span>No other process was asked to execute it: ${
		oneLine(reason)}.</span></p>`;
}

function byHand({ by, at }) {
	return html`<p class="note">${icon('manual', 13)}<span>Given by <b>${oneLine(by)}</b> ${
		relativeTime(at)}.</span></p>`;
}

// Which run made the result that was replayed
function replayed({ step, node }) {
	const { origin, why, producerNodeId } = node;
	const at = origin?.at ?? node.executedAt;
	return html`<p class="note">${icon('clock', 13)}<span>
		Its result was made ${at ? relativeTime(at) : 'before'}${
		origin?.runId ? madeBy(origin, producerNodeId) : nothing}${
		producerNodeId && producerNodeId !== node.nodeId ? equalTo(producerNodeId) : nothing}, and is valid until ${
		node.expiresAt ? 'it expires' : 'something that it depends on changes'}.
		${step.outcome === 'SERVED_STALE' ? 'It had expired already and was given all the same.' : nothing}
		${why ? html`It was executed then: ${shortReason(why)}.` : nothing}</span></p>`;
}

function madeBy({ runId, pipeline }, nodeId) {
	return html` by run <a href=${address(['runs', runId], { step: nodeId })}>${oneLine(pipeline ?? '', 60)}
		${shortId(runId)}</a>`;
}

function equalTo(nodeId) {
	return html`, by the equal computation <a class="mono" href=${address(['steps', nodeId])}>${shortId(nodeId)}</a>`;
}

function blocked({ node, model, link }) {
	const failed = (node.upstream ?? []).map((id) => model?.step(id)).filter((step) => step?.filter === 'failed');
	const names = failed.map((step, at) => html`${at > 0 ? ', ' : ''}<a href=${link(step.nodeId)}>${
		oneLine(step.name, 80)}</a>`);
	return failed.length === 0 ? nothing : html`<p class="note">${icon('failed', 13)}<span>It needs ${names}, which
		failed.</span></p>`;
}

function differences({ session }, { resources = [], inputs, output }) {
	const changed = resources.filter(({ lines }) => lines?.some(({ kind }) => kind !== 'SAME'));
	return html`${changed.length > 0 ? html`<h3>What changed in the text</h3>${changed.map(lineDifference)}` : nothing}
		${section('What changed in the inputs', inputs)}
		${section('What changed in the result', output)}
		${session.values ? nothing : html`<p class="muted">The texts are hidden. ${howToShowValues(session)}</p>`}`;
}

function section(title, difference) {
	if (!(difference?.changes?.length > 0) && !difference?.note) {
		return nothing;
	}
	return html`<h3>${title}</h3>${valueDifferences(difference.changes ?? [])}${difference.note
		? html`<p class="muted">${oneLine(difference.note)}</p>` : nothing}`;
}
