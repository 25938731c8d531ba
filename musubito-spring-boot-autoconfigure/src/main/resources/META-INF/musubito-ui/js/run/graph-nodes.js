import { plural } from '../words.js';
import { stepDetail } from './run-model.js';

const drawn = new WeakMap();

/** The nodes and edges of a run as the graph element takes them; the same ones for the same model. */
export function graphNodes(model) {
	if (!drawn.has(model)) {
		drawn.set(model, { nodes: nodesOf(model), edges: edgesOf(model) });
	}
	return drawn.get(model);
}

function nodesOf(model) {
	return [...model.byNode.values()].map((step) => ({
		id: step.nodeId,
		operation: step.operation,
		label: step.name,
		detail: stepDetail(step),
		type: step.type ?? 'DETERMINISTIC',
		outcome: step.filter,
		title: moreAbout(step, model.critical.has(step.nodeId)),
	}));
}

// The store knows of edges from other runs too
function edgesOf({ graph, byNode }) {
	return graph.edges.filter(({ from, to }) => byNode.has(from) && byNode.has(to));
}

// The graph itself says the name, the type and the outcome
function moreAbout(step, critical) {
	return [
		step.spent > 0 && plural(step.spent, 'token'),
		step.saved > 0 && `${plural(step.saved, 'token')} saved`,
		critical && 'on the critical path',
	].filter(Boolean).join(', ');
}
