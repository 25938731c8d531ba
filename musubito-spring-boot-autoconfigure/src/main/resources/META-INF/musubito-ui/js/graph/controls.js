import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { outcomeClass, plural } from '../words.js';
import { countOutcomes, iconOf, wordOf } from './outcomes.js';

/** The buttons at the side of a graph. */
export function tools({ zoomIn, zoomOut, fit }) {
	const tool = (label, key, iconName, action) => html`<button type="button" aria-label=${label} title="${label} (${key})"
		@click=${action}>${icon(iconName)}</button>`;
	return html`<div class="tools" role="group" aria-label="View">${tool('Zoom in', '+', 'plus', zoomIn)}${
		tool('Zoom out', '−', 'minus', zoomOut)}${tool('Show all', 'f', 'fit', fit)}</div>`;
}

/**
 * What the colours mean and how often each is there, and what can be switched.
 * @param state { nodes, calls, critical, criticalShown, groups, grouped, opened: [{ id, label }] }
 * @param actions { critical(shown), group(grouped), close(id) }
 */
export function legend(state, actions) {
	return html`<div class="legend">
		<ul aria-label="Outcomes">${countOutcomes(state.nodes).map(({ outcome, count: number }) => html`<li
			class=${outcomeClass(outcome.toUpperCase())}>${icon(iconOf(outcome), 12)}${wordOf(outcome)} <b>${
			count(number)}</b></li>`)}${state.calls ? html`<li><i class="dashes"></i>calls</li>` : nothing}</ul>
		${state.critical ? toggle('Critical path', 'route', state.criticalShown, actions.critical) : nothing}
		${state.groups ? toggle('Group fan-outs', 'copy', state.grouped, actions.group) : nothing}
		${state.opened.map(({ id, label }) => html`<button type="button" class="chip" @click=${() => actions.close(id)}
			title="Group these steps again">${icon('minus', 11)}${oneLine(label, 24)}</button>`)}</div>`;
}

function toggle(label, iconName, pressed, action) {
	return html`<button type="button" class="chip" aria-pressed=${pressed} @click=${() => action(!pressed)}>${
		icon(iconName, 12)}${label}</button>`;
}

/** What a screen reader says of the graph as a whole. */
export function description(nodes) {
	const outcomes = countOutcomes(nodes).map(({ outcome, count: number }) => `${number} ${wordOf(outcome).toLowerCase()}`);
	return `${plural(nodes.length, 'step')}: ${outcomes.join(', ')}. Arrow keys follow the edges, Enter opens a group, `
		+ 'plus and minus zoom, f shows all, Escape clears the selection.';
}
