import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration, money, percent } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { stackedBar } from '../widgets.js';
import { outcomeClass, outcomeIcon, outcomeWord } from '../words.js';
import { OUTCOMES } from './run-model.js';

/** The figures of a run; the outcomes are filters. */
export function runFigures({ model, outcome, onOutcome }) {
	const { run, counts, steps } = model;
	const ended = steps.length - (counts.running ?? 0);
	return html`<dl class="figures one-run"><div class="steps"><dt>${count(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}</dt><dd>${
			stackedBar(counts)}<span class="outcome-filters" role="group" aria-label="Show only">${OUTCOMES.filter((name) => counts[name] > 0)
			.map((name) => filterChip(name, counts[name], outcome === name, onOutcome))}</span></dd></div>
		<div><dt>replayed</dt><dd>${ended === 0 ? '–' : percent((counts.replayed ?? 0) / ended)}</dd></div>
		<div><dt>time${saved(model.savedMs > 0, html`${duration(model.savedMs)} avoided`)}</dt><dd>${duration(model.wall)}</dd></div>
		<div><dt>tokens${saved(run.tokensSaved > 0, html`${count(run.tokensSaved)} saved`)}</dt><dd>${count(run.tokensSpent)}</dd></div>
		<div><dt title=${run.unpricedModels?.length > 0 ? `No price is known of ${run.unpricedModels.map((name) => oneLine(name)).join(', ')}` : nothing}>cost${
			saved(run.costSaved > 0, html`${money(run.costSaved)} saved`)}${run.unpricedModels?.length > 0
			? ', not all is priced' : nothing}</dt><dd>${run.costSpent === undefined && run.tokensSpent === 0 ? '$0' : money(run.costSpent)}</dd></div></dl>`;
}

function saved(some, text) {
	return some ? html`, <span class="saved">${text}</span>` : nothing;
}

function filterChip(name, number, pressed, onOutcome) {
	const outcome = name.toUpperCase();
	return html`<button type="button" class="outcome-filter ${outcomeClass(outcome)}" aria-pressed=${pressed}
		@click=${() => onOutcome(pressed ? undefined : name)}>${icon(outcomeIcon(outcome), 11)}${count(number)} ${
		outcomeWord(outcome).toLowerCase()}</button>`;
}
