import { get } from '../api.js';

/**
 * Reads a graph with what a picture of it needs, and no more: of thousands of nodes, all would be megabytes.
 * @param parameters of the endpoint's graph: { limit, operation, run, … }
 * @return a Promise of { nodes, edges, truncated }: nodes [{ nodeId, operation, type, status, executedAtMs, durationMs,
 * tokens }], edges [{ from, to, kind }]
 */
export async function readPicture(parameters) {
	const { steps, nodes, edges, calls, truncated } = await get('graph', pictureOf(parameters));
	nodes.forEach((node) => Object.assign(node, steps[node.step]));
	return { nodes, edges: edgesOf(edges, calls, nodes), truncated };
}

/** The parameters with which the endpoint answers so. */
export function pictureOf(parameters) {
	return { ...parameters, format: 'picture' };
}

// The ends of an edge stand one after the other, as places in the list of nodes
function edgesOf(ends, calls, nodes) {
	const edges = [];
	for (let at = 0; at < ends.length; at += 2) {
		edges.push({ from: nodes[ends[at]].nodeId, to: nodes[ends[at + 1]].nodeId, kind: 'DATA' });
	}
	calls.forEach((edge) => edges[edge].kind = 'CALL');
	return edges;
}
