import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { count, dateTime, duration, money, percent } from '../format.js';
import { charts } from '../metrics/charts.js';
import { hitRatio, totals } from '../metrics/figures.js';
import { limitsCard } from '../metrics/limits.js';
import { causeBars, stepTable, storeCard } from '../metrics/tables.js';
import { download, emptyState, errorState, exportMenu, loading, segmented } from '../widgets.js';
import { plural } from '../words.js';

const PERIODS = [
	{ value: '24h', label: '24 hours' },
	{ value: '7d', label: '7 days' },
	{ value: '30d', label: '30 days' },
];
const POLL_MS = 15_000;

/** What replay saved over time, why steps ran, which are dear, and how large the store has become. */
export class MetricsPage {

	#context;
	#query;
	#metrics;
	#shownPeriod;
	#error;

	constructor(context) {
		this.#context = context;
	}

	enter({ query }) {
		this.#query = query;
		this.#load();
		this.#context.poll(() => this.#read(), POLL_MS);
	}

	update({ query }) {
		this.#query = query;
		if (this.#shownPeriod !== this.#period()) {
			this.#load();
		}
	}

	leave() {
	}

	#period() {
		const given = this.#query.get('period');
		return PERIODS.some(({ value }) => value === given) ? given : '24h';
	}

	async #load() {
		this.#error = undefined;
		try {
			await this.#read();
		}
		catch (error) {
			this.#error = error;
		}
		this.#context.requestRender();
	}

	async #read() {
		const period = this.#period();
		const metrics = await get('metrics', { period });
		if (period === this.#period()) {
			this.#metrics = metrics;
			this.#shownPeriod = period;
			this.#error = undefined;
			this.#context.requestRender();
		}
	}

	#set(parameters) {
		const query = { ...Object.fromEntries(this.#query), ...parameters };
		this.#context.navigate(['metrics'], query, { replace: !('period' in parameters) });
	}

	template() {
		if (this.#error) {
			return html`<div class="page">${this.#head()}${errorState(this.#error, () => this.#load())}</div>`;
		}
		return this.#metrics ? html`<div class="page metrics" aria-busy=${this.#shownPeriod !== this.#period()}>
			${this.#head()}${this.#body()}</div>` : loading();
	}

	#head() {
		return html`<div class="page-head"><div><h1>Metrics</h1>${this.#metrics ? html`<p class="muted">${
			dateTime(this.#metrics.from)} to ${dateTime(this.#metrics.to)}</p>` : nothing}</div>
			<div class="actions">${segmented({ label: 'Period', options: PERIODS, selected: this.#period(),
				onSelect: (period) => this.#set({ period }) })}${this.#metrics ? exportMenu([{ label: 'JSON',
				onClick: () => download(`metrics-${this.#shownPeriod}.json`, JSON.stringify(this.#metrics, undefined, '\t')) }])
				: nothing}</div></div>`;
	}

	#body() {
		const metrics = this.#metrics;
		const sums = totals(metrics.buckets);
		const calls = sums.replayed + sums.executed + sums.failed;
		const costs = sums.costSpent != null || sums.costSaved != null;
		if (calls === 0) {
			return html`${emptyState('No step was called in this time', html`<p>Call a pipeline, or look at a longer time.</p>`,
				'clock')}<div class="cards">${limits(metrics)}${metrics.store ? storeCard(metrics.store) : nothing}</div>`;
		}
		return html`${figures(sums, calls, costs)}
			${stepTable(metrics.steps ?? [], { costs, by: this.#query.get('sort') ?? undefined,
				ascending: this.#query.get('order') === 'up',
				onSort: (sort, ascending) => this.#set({ sort, order: ascending ? 'up' : '' }) })}
			<div class="cards">${charts(metrics, { costs })}${causeBars(metrics.causes ?? [])}${limits(metrics)}${
				metrics.store ? storeCard(metrics.store) : nothing}</div>`;
	}

}

function limits({ limits: known = [] }) {
	return known.length > 0 ? limitsCard(known) : nothing;
}

function figures(sums, calls, costs) {
	return html`<dl class="figures">
		<div><dt>of ${plural(count(calls), 'call')} replayed</dt><dd>${percent(hitRatio(sums))}</dd></div>
		<div><dt>tokens saved, ${count(sums.tokensSpent)} spent</dt><dd class="saved">${count(sums.tokensSaved)}</dd></div>
		${costs ? html`<div><dt>saved, ${money(sums.costSpent ?? 0)} spent</dt><dd class="saved">${
			money(sums.costSaved ?? 0)}</dd></div>` : nothing}
		<div><dt>of waiting saved</dt><dd class="saved">${duration(sums.timeSavedMs)}</dd></div>
		<div><dt>executed, ${count(sums.failed)} of them failed</dt><dd>${count(sums.executed + sums.failed)}</dd></div>
	</dl>`;
}
