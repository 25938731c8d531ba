import { html } from '../../vendor/lit-html/lit-html.js';
import { legend, sparkColumns } from '../chart.js';
import { count, dateTime, duration, percent } from '../format.js';
import { visible } from '../text.js';
import { moneyText } from './run-facts.js';

const CHARTED_RUNS = 40;

const SERIES = [{ label: 'saved', className: 'is-replayed' }, { label: 'spent', className: 'is-executed' }];

/** What replay has saved in all, and the tokens of the latest runs. */
export function runFigures({ cache }, runs) {
	const points = runs.slice(0, CHARTED_RUNS).toReversed().map((run) => ({
		title: `${visible(run.pipeline)}, ${dateTime(run.startedAt)}: ${count(run.tokensSaved ?? 0)} tokens saved, ${
			count(run.tokensSpent ?? 0)} spent`,
		values: [run.tokensSaved ?? 0, run.tokensSpent ?? 0],
	}));
	return html`<dl class="figures run-figures">
		<div><dt>of ${count(cache.requests)} calls replayed</dt><dd>${percent(cache.hitRatio)}</dd></div>
		<div><dt>tokens saved, ${count(cache.tokensSpent)} spent</dt><dd class="saved">${count(cache.tokensSaved)}</dd></div>
		<div><dt>saved, ${moneyText(cache.costSpent ?? (cache.tokensSpent ? undefined : 0), cache.unpricedModels)} spent</dt>
			<dd class="saved">${moneyText(cache.costSaved ?? (cache.tokensSaved ? undefined : 0))}</dd></div>
		<div><dt>of waiting saved</dt><dd class="saved">${duration(cache.timeSavedMs)}</dd></div>
		<div class="wide"><dt>${legend(SERIES)}<span>tokens of the latest runs</span></dt><dd>${sparkColumns({
			label: `Tokens saved and spent in the latest ${points.length} runs; the table has the numbers`,
			series: SERIES, points })}</dd></div>
	</dl>`;
}
