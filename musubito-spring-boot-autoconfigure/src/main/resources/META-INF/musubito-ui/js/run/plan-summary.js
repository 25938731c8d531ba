import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration, money } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { plural, reasonWord } from '../words.js';
import { tokenSum } from './run-model.js';

const MOST = 8;

/** What a plan comes to, in the dialog before it is done. */
export function planSummary(plan) {
	const { runs, mayRun, replays } = plan;
	const some = runs.steps + mayRun.steps > 0;
	return html`<p class="estimate">${icon('bolt', 14)}<span>${
			some ? whatRuns(plan) : whatReplaysAlone(replays)}</span></p>
		${runs.steps > 0 ? operations(plan) : nothing}
		${some && replays.steps > 0 ? whatReplays(replays) : nothing}
		${plan.complete ? nothing : html`<p class="muted">${unknownPart(plan)}</p>`}`;
}

function whatRuns({ runs, mayRun }) {
	return html`<b>${plural(runs.steps, 'step')}</b> ${runs.steps === 1 ? 'runs' : 'run'}: about <b>${
		estimate(runs)}</b>. ${mayRun.steps > 0 ? html`Up to ${plural(mayRun.steps, 'more step')} may run,
		depending on results: about ${estimate(mayRun)} more.` : nothing}`;
}

function whatReplaysAlone({ steps }) {
	return html`<b>Nothing would run</b>: all ${plural(steps, 'step')} would be replayed.`;
}

function whatReplays(replays) {
	return html`<p class="muted">${plural(replays.steps, 'step')} ${replays.steps === 1 ? 'is' : 'are'} replayed, which
		saves about ${estimate(replays)}.</p>`;
}

function operations(plan) {
	return html`<ul class="affected">${byOperation(plan, 'RUNS').map(([operation, steps]) => html`<li>
		${oneLine(operation, 80)} ${steps > 1 ? html`<span class="muted">× ${steps}</span>` : nothing}</li>`)}</ul>`;
}

/** Time, tokens and money of some steps, as they were the last time. */
export function estimate({ durationMs, tokens, cost }) {
	return [
		duration(durationMs),
		tokens && `${count(tokenSum(tokens))} tokens`,
		cost !== undefined && money(cost),
	].filter(Boolean).join(', ');
}

/** Why a plan doesn't say everything. */
export function unknownPart({ why }) {
	const component = why?.changes?.[0]?.component;
	const what = component ? html`, <code>${oneLine(component, 120)}</code>` : nothing;
	return html`Not all steps are known: more may run than are listed.${why ? html` What is not followed any further: ${
		reasonWord(why.reason).toLowerCase()}${what}.` : nothing}`;
}

function byOperation({ steps }, outcome) {
	const counts = new Map();
	for (const step of steps.filter((one) => one.outcome === outcome)) {
		counts.set(step.operation, (counts.get(step.operation) ?? 0) + 1);
	}
	return [...counts].slice(0, MOST);
}
