import { html, nothing, svg } from '../vendor/lit-html/lit-html.js';
import { duration } from './format.js';
import { styles } from './styles.js';

// The plot is stretched to the room that it has, 100 by 100 units; strokes and text keep their size

const GAP = 0.28;

/**
 * Columns of values on top of each other. Series: [{ label, className }], from the ground up; points: [{ label, title,
 * values }], with a value for each series; format makes a text of a value.
 */
export function columnsChart({ label, series, points, format, height = 150 }) {
	const largest = Math.max(0, ...points.map((point) => sum(point.values)));
	const top = format === duration ? durationTop(largest) : niceTop(largest);
	const width = 100 / Math.max(1, points.length);
	return chart({ label, series, points, top, format, height, plot: points.map((point, at) =>
		column(point, at * width + width * GAP / 2, width * (1 - GAP), top, series)) });
}

/** A line of one value per point, undefined where there is none: the line has a gap there. */
export function lineChart({ label, series, points, top, format, height = 150 }) {
	const [{ className }] = series;
	const places = points.map(({ values: [value] }, at) => value == null ? undefined
		: { x: (at + 0.5) * 100 / points.length, y: 100 - value / top * 100 });
	return chart({ label, series, points, top, format, height, plot: [
		svg`<path class="line ${className}" vector-effect="non-scaling-stroke" d=${linePath(places)}></path>`,
		...places.filter(Boolean).map(({ x, y }) =>
			svg`<path class="dot ${className}" vector-effect="non-scaling-stroke" d=${`M${x} ${y}h0`}></path>`)] });
}

/** Small columns without axes, for a row of figures; the numbers have to stand elsewhere too. */
export function sparkColumns({ label, series, points }) {
	const top = Math.max(1, ...points.map((point) => sum(point.values)));
	const width = 100 / Math.max(1, points.length);
	return html`<svg class="spark" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${label}>${
		points.map((point, at) => svg`<g>${column(point, at * width + width * GAP / 2, width * (1 - GAP), top, series)}${
			hover(point, at, width)}</g>`)}</svg>`;
}

/** The colours of a chart and what they stand for. */
export function legend(series) {
	return html`<ul class="chart-legend">${series.map((one) => html`<li><i class=${one.className}></i>${one.label}</li>`)}
	</ul>`;
}

/** The same as a table, for who can't see the chart or wants the numbers. */
export function chartTable({ label, series, points, format }) {
	const shown = points.filter((point) => point.values.some((value) => value));
	return html`<details class="chart-table"><summary>As a table</summary><div class="scroll-x"
		tabindex="0" role="group" aria-label=${label}><table class="table plain">
		<caption class="visually-hidden">${label}</caption>
		<thead><tr><th scope="col">When</th>${series.map((one) => html`<th scope="col" class="number">${one.label}</th>`)
		}</tr></thead>
		<tbody>${shown.map((point) => html`<tr><th scope="row">${point.label}</th>${point.values.map((value) =>
			html`<td class="number">${value == null ? '–' : format(value)}</td>`)}</tr>`)}${
			shown.length === 0 ? html`<tr><td colspan=${series.length + 1} class="muted">Nothing in this time</td></tr>`
			: nothing}</tbody></table></div></details>`;
}

function chart({ label, series, points, top, format, height, plot }) {
	const width = 100 / Math.max(1, points.length);
	return html`<figure class="chart">
		<div class="chart-area" ${styles({ height: `${height}px` })}>
			<div class="chart-scale" aria-hidden="true">${[1, 0.5, 0].map((part) => html`<span>${format(top * part)}</span>`)
			}</div>
			<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${label}>
				${[0, 50, 100].map((y) => svg`<line class="grid" x1="0" x2="100" y1=${y} y2=${y}
					vector-effect="non-scaling-stroke"></line>`)}
				${plot}
				${points.map((point, at) => hover(point, at, width))}
			</svg>
		</div>
		<div class="chart-times" aria-hidden="true">${timeLabels(points).map((text) => html`<span>${text}</span>`)}</div>
		${chartTable({ label, series, points, format })}
	</figure>`;
}

function column(point, x, width, top, series) {
	let y = 100;
	return point.values.map((value, at) => {
		// What is there at all is seen, however small
		const height = value > 0 ? Math.max(value / top * 100, 1) : 0;
		y -= height;
		return height === 0 ? nothing
			: svg`<rect class=${series[at].className} x=${x} y=${y} width=${width} height=${height}></rect>`;
	});
}

function hover(point, at, width) {
	return svg`<rect class="hover" x=${at * width} y="0" width=${width} height="100"><title>${point.title}</title></rect>`;
}

function linePath(places) {
	return places.map((place, at) => place && `${at > 0 && places[at - 1] ? 'L' : 'M'}${place.x} ${place.y}`)
		.filter(Boolean).join('');
}

// The first, the last and one between them
function timeLabels(points) {
	return points.length < 3 ? points.map(({ label }) => label)
		: [0, Math.floor((points.length - 1) / 2), points.length - 1].map((at) => points[at].label);
}

// A scale ends at 1, 2 or 5 and zeros
function niceTop(largest) {
	if (largest <= 0) {
		return 1;
	}
	const size = 10 ** Math.floor(Math.log10(largest));
	return size * [1, 2, 5, 10].find((factor) => factor * size >= largest);
}

// That of a time at as many seconds, minutes or hours
function durationTop(milliseconds) {
	const unit = [1000, 60_000, 3_600_000].findLast((size) => milliseconds >= size) ?? 1;
	const top = unit * ([1, 2, 4, 10, 20, 30, 60].find((factor) => factor * unit >= milliseconds) ?? 0);
	return top || niceTop(milliseconds / 3_600_000) * 3_600_000;
}

function sum(values) {
	return values.reduce((total, value) => total + (value ?? 0), 0);
}
