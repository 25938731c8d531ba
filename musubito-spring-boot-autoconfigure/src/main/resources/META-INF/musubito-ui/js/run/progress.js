import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { plural } from '../words.js';
import { span } from './ttl.js';

const MOST = 6;

/** How far a run is that is still going on. */
export function runProgress({ model, link }) {
	const { run, wall } = model;
	const done = run.steps.length;
	const { expected, fanOuts = [], running = [] } = run.progress ?? {};
	return html`<section class="run-progress" aria-label="Progress"><div class="progress-steps">
		<label><span>${expected ? html`${count(done)} of about ${count(Math.max(expected.steps, done))} steps` : `${plural(done, 'step')} done`}${
			remainingText(expected, done, wall)}</span>${expected
			? html`<progress max=${Math.max(expected.steps, done, 1)} value=${done}></progress>` : html`<progress></progress>`}</label>
		${fanOuts.map((fanOut) => html`<label><span>${oneLine(fanOut.operation ?? 'fan-out', 60)}: ${count(fanOut.done)} of ${
			count(fanOut.of)} items</span><progress max=${Math.max(fanOut.of, 1)} value=${fanOut.done}></progress></label>`)}</div>
		${running.length > 0 ? html`<p>${icon('running', 13)} Running now: ${running.slice(0, MOST).map((one, at) => html`${at > 0 ? ', ' : ''}<a
			href=${link(one.nodeId)}>${oneLine(one.operation, 60)}</a> ${duration(Math.max(0, Date.now() - Date.parse(one.since)))}`)}${
			running.length > MOST ? ` and ${count(running.length - MOST)} more` : nothing}</p>` : nothing}</section>`;
}

// Replays make a run shorter than the last one: what is left goes by the steps that are left, and is never exact
function remainingText(expected, done, wall) {
	if (!expected?.durationMs || expected.steps <= done) {
		return nothing;
	}
	const byTime = expected.durationMs - wall;
	const bySteps = expected.durationMs * (expected.steps - done) / expected.steps;
	return html` <span class="muted">· about ${span(Math.max(1000, byTime > 0 ? Math.min(byTime, bySteps) : bySteps))} left</span>`;
}
