import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count } from '../format.js';
import { componentTable, lineDiff } from '../diffs.js';
import { moneyText } from '../runs/run-facts.js';
import { address } from '../shell/router.js';
import { oneLine, visible } from '../text.js';
import { causeChip } from '../widgets.js';
import { plural, reasonWord } from '../words.js';

const FEW = 8;

/** The root causes, each once, with the steps that it made run, those downstream of them, and what that cost. */
export function causeList(causes, { runs, prompts }) {
	return html`<section class="card" aria-labelledby="causes"><h2 id="causes">Root causes</h2>${causes.length === 0
		? html`<p class="muted">Nothing that steps are made of was changed between the two runs.</p>`
		: html`<ul class="root-causes">${causes.map((cause) => rootCause(cause, runs, prompts))}</ul>`}</section>`;
}

function rootCause(cause, runs, prompts) {
	const [{ component }] = cause.changes;
	const hasChanges = cause.changes.some(({ before, after }) => before != null || after != null);
	return html`<li>
		<p class="cause-head">${causeChip({ reason: cause.reason, component: isComponent(cause) ? component : undefined })}${
			cause.changes.length > 1 ? html`<span class="muted">and ${plural(cause.changes.length - 1, 'more change')}</span>`
			: nothing}<span class="arrow" aria-hidden="true">→</span>${stepChips(cause.affected, cause.operations, runs)}${
			cause.downstream.length > 0 ? html`<span class="arrow" aria-hidden="true">→</span><span class="muted">${
			plural(cause.downstream.length, 'downstream step')}:</span>${stepChips(cause.downstream, [], runs)}` : nothing}</p>
		${cause.steps > 0 ? html`<p class="muted">${plural(cause.steps, 'step')} of B ran for it: ${
			count(cause.tokens)} tokens, ${moneyText(cause.cost ?? (cause.tokens ? undefined : 0))}</p>` : nothing}
		${hasChanges ? componentTable(cause.changes, { before: 'A', after: 'B', caption: reasonWord(cause.reason) })
			: nothing}
		${prompts.get(cause)?.map(({ name, lines }) => html`<h3 class="resource mono break">${visible(name)}</h3>${
			lineDiff(lines)}`) ?? nothing}
	</li>`;
}

// Where no component changed, the 'component' says in words what the reason says
function isComponent({ reason }) {
	return /_CHANGED$/.test(reason);
}

function stepChips(steps, operations, { before, after }) {
	if (steps.length === 0) {
		return operations.map((name) => html`<span class="chip">${oneLine(name, 60)}</span>`);
	}
	return html`${steps.slice(0, FEW).map((step) => html`<a class="chip" href=${step.after
		? address(['runs', after], { step: step.after.nodeId }) : address(['runs', before], { step: step.before.nodeId })}>${
		oneLine(step.position, 60)}</a>`)}${steps.length > FEW ? html`<span class="muted">and ${
		steps.length - FEW} more</span>` : nothing}`;
}
