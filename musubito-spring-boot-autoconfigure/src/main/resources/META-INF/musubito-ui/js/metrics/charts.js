import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { columnsChart, legend, lineChart } from '../chart.js';
import { count, duration, money, percent } from '../format.js';
import { bucketLabel, hitRatio } from './figures.js';

const SAVED_SPENT = [{ label: 'saved', className: 'is-replayed' }, { label: 'spent', className: 'is-executed' }];

/** The four charts over time. */
export function charts({ buckets, bucketMs }, { costs }) {
	const times = buckets.map(({ at }) => bucketLabel(at, bucketMs));
	const card = (title, series, format, values) => columnsCard({ title, series, format,
		points: buckets.map((bucket, at) => ({ label: times[at], values: values(bucket) })) });
	return html`${hitRatioCard(buckets, times)}
		${card('Tokens', SAVED_SPENT, count, ({ tokensSaved, tokensSpent }) => [tokensSaved, tokensSpent])}
		${costs ? card('Cost', SAVED_SPENT, money, ({ costSaved, costSpent }) => [costSaved, costSpent]) : nothing}
		${card('Waiting time', SAVED_SPENT.slice(0, 1), duration, ({ timeSavedMs }) => [timeSavedMs])}`;
}

function hitRatioCard(buckets, times) {
	const series = [{ label: 'replayed', className: 'is-replayed' }];
	const points = buckets.map((bucket, at) => {
		const ratio = hitRatio(bucket);
		return {
			label: times[at],
			title: ratio == null ? `${times[at]}: no calls` : `${times[at]}: ${percent(ratio)} of ${
				count(bucket.replayed + bucket.executed + bucket.failed)} calls replayed`,
			values: [ratio],
		};
	});
	return html`<section class="card" aria-labelledby="hit-ratio"><h2 id="hit-ratio">Hit ratio</h2>${
		lineChart({ label: 'Part of the calls that were replayed, over time', series, points, top: 1, format: percent })}
	</section>`;
}

function columnsCard({ title, series, format, points }) {
	const id = title.toLowerCase().replace(' ', '-');
	const words = ({ values }) => values.map((value, of) => `${format(value ?? 0)} ${series[of].label}`).join(', ');
	return html`<section class="card" aria-labelledby=${id}><h2 id=${id}>${title} ${legend(series)}</h2>${columnsChart({
		label: `${title} ${series.map(({ label }) => label).join(' and ')}, over time`, series, format,
		points: points.map((point) => ({ ...point, title: `${point.label}: ${words(point)}` })) })}</section>`;
}
