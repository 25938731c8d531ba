import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { componentTable, lineDiff, valueDiff } from '../diffs.js';
import { count, duration, money } from '../format.js';
import { icon } from '../icons.js';
import { isNarrow } from '../narrow.js';
import { address } from '../shell/router.js';
import { styles } from '../styles.js';
import { visible } from '../text.js';
import { hiddenValuesNotice, outcomeBadge } from '../widgets.js';
import { plural } from '../words.js';
import { tokensOf } from './comparison.js';

const FEW = 100;

/** Steps of two runs in a table; each can be opened to see what differs. See ComparePage for what `view` has. */
export function stepSection({ id, title, steps, view }) {
	if (steps.length === 0) {
		return nothing;
	}
	const all = view.isOpen(`all:${id}`);
	const shown = all ? steps : steps.slice(0, FEW);
	const longest = steps.flatMap(({ before, after }) => [before, after]).filter(Boolean)
		.reduce((most, { durationMs }) => Math.max(most, durationMs), 1);
	return html`<section class="card" aria-labelledby=${`steps-${id}`}>
		<h2 id=${`steps-${id}`}>${title} <span class="muted">${count(steps.length)}</span></h2>
		${isNarrow() ? list(shown, longest, view) : table(shown, longest, view)}
		${shown.length < steps.length ? html`<p class="more-line"><button class="button" type="button"
			@click=${() => view.toggle(`all:${id}`)}>Show ${plural(steps.length - shown.length, 'more step')}</button></p>`
			: nothing}
	</section>`;
}

function table(steps, longest, view) {
	return html`<div class="scroll-x"><table class="table plain compared">
		<thead><tr><th scope="col">Step</th><th scope="col">A</th><th scope="col">B</th>
			<th scope="col" class="durations">Time, A above B</th><th scope="col" class="number">Tokens</th>
			<th scope="col" class="number">Cost</th><th scope="col">Artifact</th></tr></thead>
		${repeat(steps, ({ position }) => position, (step) => html`<tbody>${row(step, longest, view)}${
			view.isOpen(step.position) ? html`<tr class="detail"><td colspan="7">${detail(step, view)}</td></tr>`
			: nothing}</tbody>`)}
	</table></div>`;
}

// The same for phones
function list(steps, longest, view) {
	return html`<ul class="compared-list">${repeat(steps, ({ position }) => position, (step) => html`<li>
		${expandButton(step, view)}
		<p>A ${stepOutcome(step.before)} B ${stepOutcome(step.after)}</p>
		<div class="durations">${durationBar(step.before, longest)}${durationBar(step.after, longest)}</div>
		<p>Tokens ${difference(tokensOf(step.before), tokensOf(step.after), count)} · cost ${
			costDifference(step.before, step.after)} · artifact ${artifactWord(step)}</p>
		${view.isOpen(step.position) ? html`<div class="detail">${detail(step, view)}</div>` : nothing}</li>`)}</ul>`;
}

function expandButton({ position }, view) {
	const open = view.isOpen(position);
	return html`<button type="button" class="expand" aria-expanded=${open} @click=${() => view.toggle(position)}>${
		icon(open ? 'down' : 'right', 12)}<span class="break">${visible(position)}</span></button>`;
}

function row(step, longest, view) {
	const { before, after } = step;
	return html`<tr>
		<th scope="row">${expandButton(step, view)}</th>
		<td>${stepOutcome(before)}</td>
		<td>${stepOutcome(after)}</td>
		<td class="durations">${durationBar(before, longest)}${durationBar(after, longest)}</td>
		<td class="number">${difference(tokensOf(before), tokensOf(after), count)}</td>
		<td class="number">${costDifference(before, after)}</td>
		<td>${artifactWord(step)}</td>
	</tr>`;
}

function stepOutcome(step) {
	if (!step) {
		return html`<span class="muted">not there</span>`;
	}
	return step.sequence === 0 ? html`<span class="muted" title="The step around it was replayed">not called</span>`
		: outcomeBadge(step.outcome);
}

function durationBar(step, longest) {
	return step && step.sequence > 0 ? html`<span class="duration is-${step.outcome.toLowerCase()}"><i ${
		styles({ width: `${step.durationMs / longest * 100}%` })}></i><span>${duration(step.durationMs)}</span></span>`
		: html`<span class="duration"><span class="muted">–</span></span>`;
}

function difference(before, after, format) {
	return before === after ? html`<span class="muted">${after === 0 ? '0' : '='}</span>`
		: `${after > before ? '+' : '−'}${format(Math.abs(after - before))}`;
}

function costDifference(before, after) {
	if (before?.cost == null && after?.cost == null) {
		return html`<span class="muted">${tokensOf(before) + tokensOf(after) === 0 ? '$0' : '–'}</span>`;
	}
	return difference(before?.cost ?? 0, after?.cost ?? 0, money);
}

function artifactWord({ output, before, after }) {
	if (output) {
		return html`<b>changed</b>`;
	}
	const word = !before || !after ? '–' : [before, after].some(({ outcome }) => outcome === 'FAILED'
		|| outcome === 'BLOCKED') ? 'missing' : 'equal';
	return html`<span class="muted">${word}</span>`;
}

function detail(step, view) {
	const { changes, output, error, before, after } = step;
	const isSilent = changes.length === 0 && !output && !error;
	return html`${error ? html`<h3>Failure</h3><pre class="code">${visible(error)}</pre>` : nothing}
		${changes.length > 0 ? html`<h3>What it was made of</h3>${componentTable(changes, { before: 'A', after: 'B' })}`
			: nothing}
		${texts(view.texts(step))}
		${output ? html`<h3>Artifact</h3>${hiddenValuesNotice(view.session)}${output.changes ? valueDiff(output, {
			all: view.isOpen(`output:${step.position}`), onMore: () => view.toggle(`output:${step.position}`) })
			: html`<p class="mono break"><del>${output.beforeArtifactId}</del> → <ins>${output.afterArtifactId}</ins></p>`}`
			: nothing}
		${isSilent ? html`<p class="muted">${same(step)}</p>` : nothing}
		<p class="detail-links">${before?.nodeId ? html`<a href=${address(['runs', view.runs.before],
			{ step: before.nodeId })}>Step in A</a>` : nothing} ${after?.nodeId ? html`<a href=${address(
			['runs', view.runs.after], { step: after.nodeId })}>Step in B</a>` : nothing}</p>`;
}

function texts(resources) {
	return resources?.length > 0 ? resources.map(({ name, lines }) => html`<h3 class="resource mono break">${
		visible(name)}</h3>${lineDiff(lines)}`) : nothing;
}

function same({ difference: kind, before, after }) {
	switch (kind) {
		case 'ADDED': return 'Only B called this step.';
		case 'REMOVED': return 'Only A called this step.';
		case 'SAME': return 'Nothing differs.';
		default: return before?.outcome === 'EXECUTED' && after?.outcome !== 'EXECUTED'
			? 'A executed it, B took that result.' : 'The result is the same.';
	}
}
