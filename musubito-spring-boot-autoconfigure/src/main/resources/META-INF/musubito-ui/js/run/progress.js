import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { plural } from '../words.js';
import { span } from './ttl.js';

const MOST = 6;

/** How far a run is that is still going on. */
export function runProgress({ model, link }) {
	const { expected, fanOuts = [], running = [] } = model.run.progress ?? {};
	return html`<section class="run-progress" aria-label="Progress">
		<div class="progress-steps">${stepsDone(model, expected)}${fanOuts.map(itemsDone)}</div>
		${running.length > 0 ? runningNow(running, link) : nothing}
	</section>`;
}

function stepsDone({ run, wall }, expected) {
	const done = run.steps.length;
	if (!expected) {
		return html`<label><span>${plural(done, 'step')} done</span><progress></progress></label>`;
	}
	const all = Math.max(expected.steps, done);
	return html`<label>
		<span>${count(done)} of about ${count(all)} steps ${remainingText(expected, done, wall)}</span>
		<progress max=${Math.max(all, 1)} value=${done}></progress>
	</label>`;
}

function itemsDone({ operation, done, of }) {
	return html`<label>
		<span>${oneLine(operation ?? 'fan-out', 60)}: ${count(done)} of ${count(of)} items</span>
		<progress max=${Math.max(of, 1)} value=${done}></progress>
	</label>`;
}

function runningNow(running, link) {
	const one = ({ nodeId, operation, since }) => html`<a href=${link(nodeId)}>${oneLine(operation, 60)}</a> ${
		duration(Math.max(0, Date.now() - Date.parse(since)))}`;
	return html`<p>${icon('running', 13)} Running now: ${running.slice(0, MOST).map((each, at) =>
		html`${at > 0 ? ', ' : ''}${one(each)}`)}${running.length > MOST
		? ` and ${count(running.length - MOST)} more` : nothing}</p>`;
}

// Replays make a run shorter than the last one: what is left goes by the steps that are left, and is never exact
function remainingText(expected, done, wall) {
	if (!expected?.durationMs || expected.steps <= done) {
		return nothing;
	}
	const bySteps = expected.durationMs * (expected.steps - done) / expected.steps;
	const byTime = expected.durationMs - wall;
	const left = byTime > 0 ? Math.min(byTime, bySteps) : bySteps;
	return html`<span class="muted">· about ${span(Math.max(1000, left))} left</span>`;
}
