import { html } from '../../vendor/lit-html/lit-html.js';
import { count } from '../format.js';
import { oneLine } from '../text.js';
import { toggleChip } from '../widgets.js';
import { typeWord } from '../words.js';
import { wordOf } from './outcomes.js';

const TYPES = ['DETERMINISTIC', 'STOCHASTIC', 'EXTERNAL_EFFECT'];

/** Chips for the status and the type, and a choice of operations. change is called with { status, type, operation }. */
export function filters({ graph, filter, summary }, change) {
	const types = TYPES.filter((type) => graph.types.includes(type));
	return html`<div class="store-filters" role="group" aria-label="Filters">
		${graph.outcomes.map(({ outcome, count: number }) => chip(`${wordOf(outcome)} ${count(number)}`, 'status',
			outcome.toUpperCase(), outcome.toUpperCase()))}
		${types.length > 1 ? types.map((type) => chip(typeWord(type), 'type', type)) : ''}
		<select class="field" aria-label="Operation" @change=${(event) => change({ operation: event.target.value })}>
			<option value="" .selected=${!filter.operation}>All operations</option>
			${operations(graph, filter, summary).map((name) => html`<option value=${name}
				.selected=${name === filter.operation}>${oneLine(name, 60)}</option>`)}
		</select></div>`;

	function chip(label, name, value, outcome) {
		return toggleChip({ label, outcome, pressed: filter[name] === value,
			onToggle: (pressed) => change({ [name]: pressed ? value : '' }) });
	}
}

// What is in the store by name even where none of it is loaded
function operations(graph, filter, summary) {
	const known = new Set(graph.operations);
	summary?.steps.forEach((step) => known.add(step.operation));
	if (filter.operation) {
		known.add(filter.operation);
	}
	return [...known].sort((a, b) => a.localeCompare(b));
}
