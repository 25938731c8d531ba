import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { causeChip } from '../widgets.js';
import { plural } from '../words.js';

const MOST = 4;

/** What changed since the previous run, and what failed, each with what followed from it. */
export function runCauses({ model, link, onFailed }) {
	const causes = model.run.causes ?? [];
	const failed = model.steps.filter((step) => step.filter === 'failed');
	if (causes.length === 0 && failed.length === 0 && model.running) {
		return nothing;
	}
	return html`<div class="run-causes"><h2>What changed</h2>
		${causes.length === 0 ? nothingChanged(model) : changed(causes, model)}
		${failed.length > 0 ? failures(failed, model, link, onFailed) : nothing}
	</div>`;
}

function nothingChanged({ counts }) {
	return html`<span class="muted">Nothing: ${counts.executed ? 'what ran, ran for other reasons'
		: 'all that was asked for was replayed'}.</span>`;
}

function changed(causes, model) {
	return html`${causes.slice(0, MOST).map(causeChip)}
		${causes.length > MOST ? html`<span class="muted">and ${causes.length - MOST} more</span>` : nothing}
		<span class="consequence">${consequence(causes, model)}</span>`;
}

function consequence(causes, { counts }) {
	const direct = causes.reduce((total, { steps }) => total + steps, 0);
	const ran = (counts.executed ?? 0) + (counts.failed ?? 0);
	return ran > direct ? `→ ${plural(direct, 'step')} → ${plural(ran - direct, 'step')} downstream ran too`
		: `→ ${plural(ran || direct, 'step')} ran`;
}

function failures(failed, { counts, run }, link, onFailed) {
	const groups = byOperation(failed);
	const message = oneLine(failed[0].error ?? run.error ?? '', 140);
	return html`<span class="separator"></span>
		${groups.slice(0, MOST).map((steps) => failure(steps, link, onFailed))}
		${groups.length > MOST ? html`<span class="muted">and ${groups.length - MOST} more</span>` : nothing}
		<span class="consequence">${message}${
			counts.blocked ? ` → ${plural(counts.blocked, 'step')} not run` : ''}</span>`;
}

// One step is gone to, several are shown
function failure(steps, link, onFailed) {
	return steps.length === 1
		? html`<a class="cause kind-failed" href=${link(steps[0].nodeId)}>${failedChip(steps[0].name)}</a>`
		: html`<button class="cause kind-failed" type="button" title="Show what failed" @click=${onFailed}>${
			failedChip(steps[0].operation)}<small>× ${count(steps.length)}</small></button>`;
}

function failedChip(name) {
	return html`<b>${icon('failed', 11)} Failed</b><span>${oneLine(name, 60)}</span>`;
}

function byOperation(steps) {
	const groups = new Map();
	for (const step of steps) {
		groups.set(step.operation, [...groups.get(step.operation) ?? [], step]);
	}
	return [...groups.values()];
}
