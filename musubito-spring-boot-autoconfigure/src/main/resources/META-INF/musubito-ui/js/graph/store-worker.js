// Reads a graph of thousands of nodes beside the page: the text is megabytes, and to parse it takes a while
import { get } from '../api.js';
import { count, duration } from '../format.js';
import { countOutcomes } from './outcomes.js';

// The page takes over so many objects at once, so that it answers in between
const SLICE = 2500;

addEventListener('message', async ({ data: { request, parameters } }) => {
	try {
		const graph = await get('graph', parameters);
		const nodes = graph.nodes.map(nodeOf);
		send(request, 'nodes', nodes);
		send(request, 'edges', graph.edges);
		postMessage({ request, done: { truncated: graph.truncated, outcomes: countOutcomes(nodes),
			types: different(nodes, 'type'), operations: different(nodes, 'operation') } });
	}
	catch (error) {
		postMessage({ request, error: error.message });
	}
});

function send(request, part, list) {
	for (let start = 0; start < list.length; start += SLICE) {
		postMessage({ request, part, slice: list.slice(start, start + SLICE) });
	}
}

function different(nodes, property) {
	return [...new Set(nodes.map((node) => node[property]))];
}

function nodeOf(node) {
	const tokens = node.tokens ? node.tokens.input + node.tokens.output : 0;
	return {
		id: node.nodeId,
		operation: node.operation,
		label: node.operation,
		detail: tokens > 0 ? `${duration(node.durationMs)} · ${count(tokens)} tokens` : duration(node.durationMs),
		type: node.type,
		outcome: node.status.toLowerCase(),
		title: node.nodeId.slice(0, 8),
		executedAt: node.executedAt,
		expiresAt: node.expiresAt,
		durationMs: node.durationMs,
		tokens,
		cost: node.cost,
	};
}
