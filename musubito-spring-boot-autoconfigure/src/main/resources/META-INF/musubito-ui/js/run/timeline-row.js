import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration } from '../format.js';
import { icon } from '../icons.js';
import { styles } from '../styles.js';
import { oneLine } from '../text.js';
import { outcomeClass, outcomeIcon, outcomeWord, plural, typeIcon } from '../words.js';
import { OUTCOMES, stepTitle } from './run-model.js';

/** A row of the timeline: its name, its bar, what it cost and what it saved. */
export function rowTemplate(row, view) {
	const title = row.step ? stepTitle(row.step, view.critical) : fanOutTitle(row);
	const kind = row.step ? outcomeClass(row.step.outcome) : 'fan-out';
	const marks = `${view.selected ? 'selected' : ''} ${view.active ? 'active' : ''}`;
	return html`<div id="row-${row.key}" class="timeline-columns row level-${row.level} ${kind} ${marks}"
		role="treeitem" aria-level=${row.level} aria-posinset=${view.position} aria-setsize=${view.size}
		aria-selected=${view.selected} aria-expanded=${row.steps ? Boolean(row.open) : nothing} title=${title}
		${styles({ top: `${view.top}px` })} @click=${view.onClick}>
		<span class="visually-hidden">${title}</span>
		${row.step ? stepCells(row, view) : fanOutCells(row, view)}
		<span class="number" aria-hidden="true">${row.spent ? count(row.spent) : ''}</span>
		<span class="number saved" aria-hidden="true">${row.saved ? count(row.saved) : ''}</span></div>`;
}

function stepCells({ step }, { ghosts, critical, axis }) {
	const ghost = ghosts && step.filter === 'replayed' && step.savedMs > 0;
	const length = ghost ? Math.max(step.durationMs, step.savedMs) : step.durationMs ?? 0;
	return html`<span class="name" aria-hidden="true">${icon(outcomeIcon(step.outcome), 12)}${
			icon(typeIcon(step.type), 13)}<span>${oneLine(step.name)}</span></span>
		<span class="track" aria-hidden="true"><span class="bars">
			${ghost ? html`<b class="ghost" ${place(step.start, step.savedMs, axis)}></b>` : nothing}
			${step.outcome === 'BLOCKED' ? nothing
				: html`<b class="bar ${critical ? 'critical' : ''}" ${place(step.start, step.durationMs, axis)}></b>`}
			<em ${textPlace(step.start, length, axis)}>${stepText(step, ghost)}</em>
		</span></span>`;
}

function stepText(step, ghost) {
	if (step.outcome === 'BLOCKED') {
		return 'not run';
	}
	if (step.outcome === 'RUNNING') {
		return step.waiting ? `running, ${plural(step.waiting, 'caller')} waiting` : 'running';
	}
	return html`${duration(step.durationMs)}${ghost ? html` <s>${duration(step.savedMs)}</s>` : nothing}`;
}

function fanOutCells(row, { ghosts, critical, axis }) {
	const ghost = ghosts && row.ghostEnd > row.end ? row.ghostEnd - row.start : 0;
	return html`<span class="name" aria-hidden="true">${icon(row.open ? 'down' : 'right', 12)}${
			icon(typeIcon(row.type), 13)}<span>${oneLine(row.operation, 80)}</span><span class="times">×${
			count(row.steps.length)}</span></span>
		<span class="track" aria-hidden="true"><span class="bars">
			${ghost ? html`<b class="ghost" ${place(row.start, ghost, axis)}></b>` : nothing}
			<b class="bar parts ${critical ? 'critical' : ''}" ${place(row.start, row.durationMs, axis)}>${
				parts(row)}</b>
			<em ${textPlace(row.start, Math.max(row.durationMs, ghost), axis)}>${duration(row.durationMs)}</em>
		</span></span>`;
}

function parts({ counts }) {
	return OUTCOMES.filter((outcome) => counts[outcome]).map((outcome) => html`<i class="is-${outcome}"
		${styles({ 'flex-grow': String(counts[outcome]) })}></i>`);
}

function fanOutTitle(row) {
	const words = OUTCOMES.filter((outcome) => row.counts[outcome])
		.map((outcome) => `${row.counts[outcome]} ${outcomeWord(outcome.toUpperCase()).toLowerCase()}`);
	return `${oneLine(row.operation)}, ${row.steps.length} steps: ${words.join(', ')}`;
}

function place(start, length, axis) {
	return styles({ left: `${start / axis * 100}%`, width: `${length / axis * 100}%` });
}

function textPlace(start, length, axis) {
	return styles({ left: `${(start + length) / axis * 100}%` });
}
