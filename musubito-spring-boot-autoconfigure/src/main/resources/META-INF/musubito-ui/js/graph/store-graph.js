import { count, duration } from '../format.js';
import { countOutcomes } from './outcomes.js';
import { readPicture } from './picture.js';

/**
 * Reads a graph of the store with its nodes as <musubito-graph> wants them.
 * @param parameters of the endpoint's graph: { limit, operation, node, … }
 * @return a Promise of { nodes, edges, truncated, outcomes, types, operations }, the last three what there is in the nodes
 */
export async function readGraph(parameters) {
	const graph = await readPicture(parameters);
	const nodes = graph.nodes.map((node) => new StoreNode(node));
	return { ...graph, nodes, outcomes: countOutcomes(nodes), types: different(nodes, 'type'),
		operations: different(nodes, 'operation') };
}

function different(nodes, property) {
	return [...new Set(nodes.map((node) => node[property]))];
}

// Its texts are made when they are shown, as few of thousands are
class StoreNode {

	#executedAtMs;

	constructor({ nodeId, operation, type, status, executedAtMs, durationMs, tokens }) {
		this.id = nodeId;
		this.operation = operation;
		this.label = operation;
		this.type = type;
		this.outcome = status.toLowerCase();
		this.durationMs = durationMs;
		this.tokens = tokens ?? 0;
		this.#executedAtMs = executedAtMs;
	}

	get executedAt() {
		return this.#executedAtMs === undefined ? undefined : new Date(this.#executedAtMs).toISOString();
	}

	get detail() {
		return this.tokens > 0 ? `${duration(this.durationMs)} · ${count(this.tokens)} tokens` : duration(this.durationMs);
	}

	get title() {
		return this.id.slice(0, 8);
	}

}
