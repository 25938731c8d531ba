import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration, money, percent } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { stackedBar } from '../widgets.js';
import { outcomeClass, outcomeIcon, outcomeWord } from '../words.js';
import { OUTCOMES } from './run-model.js';

/** The figures of a run; the outcomes are filters. */
export function runFigures(view) {
	const { run, counts, steps, savedMs, wall } = view.model;
	const ended = steps.length - (counts.running ?? 0);
	const { tokensSpent, tokensSaved } = run;
	return html`<dl class="figures one-run">
		<div class="steps">
			<dt>${count(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}</dt>
			<dd>${outcomes(view)}</dd>
		</div>
		<div><dt>replayed</dt><dd>${ended === 0 ? '–' : percent((counts.replayed ?? 0) / ended)}</dd></div>
		<div><dt>time${saved(savedMs > 0, `${duration(savedMs)} avoided`)}</dt><dd>${duration(wall)}</dd></div>
		<div><dt>tokens${saved(tokensSaved > 0, `${count(tokensSaved)} saved`)}</dt><dd>${count(tokensSpent)}</dd></div>
		${cost(run)}
	</dl>`;
}

function outcomes({ model: { counts }, outcome, onOutcome }) {
	const there = OUTCOMES.filter((name) => counts[name] > 0);
	return html`${stackedBar(counts)}<span class="outcome-filters" role="group" aria-label="Show only">${
		there.map((name) => filter(name, counts[name], outcome === name, onOutcome))}</span>`;
}

function filter(name, number, pressed, onOutcome) {
	const outcome = name.toUpperCase();
	return html`<button type="button" class="outcome-filter ${outcomeClass(outcome)}" aria-pressed=${pressed}
		@click=${() => onOutcome(pressed ? undefined : name)}>${icon(outcomeIcon(outcome), 11)}${count(number)} ${
		outcomeWord(outcome).toLowerCase()}</button>`;
}

function cost({ costSpent, costSaved, tokensSpent, unpricedModels = [] }) {
	const unpriced = unpricedModels.length > 0;
	const title = unpriced ? `No price is known of ${unpricedModels.map((name) => oneLine(name)).join(', ')}` : nothing;
	return html`<div><dt title=${title}>cost${saved(costSaved > 0, `${money(costSaved)} saved`)}${
		unpriced ? ', not all is priced' : nothing}</dt>
		<dd>${costSpent === undefined && tokensSpent === 0 ? '$0' : money(costSpent)}</dd></div>`;
}

function saved(some, text) {
	return some ? html`, <span class="saved">${text}</span>` : nothing;
}
