// Started before it is needed, as that takes a while
let worker = start();
let requests = 0;
const awaited = new Map();

/**
 * Reads a graph with its nodes as <musubito-graph> wants them, see store-worker.js.
 * @param parameters of the endpoint's graph: { limit, operation, node, … }
 * @return a Promise of { nodes, edges, truncated, outcomes, types, operations }, the last three what there is in the nodes
 */
export function readGraph(parameters) {
	worker ??= start();
	const request = ++requests;
	return new Promise((resolve, reject) => {
		awaited.set(request, { resolve, reject, graph: { nodes: [], edges: [] } });
		worker.postMessage({ request, parameters });
	});
}

function start() {
	const started = new Worker(new URL('./store-worker.js', import.meta.url), { type: 'module' });
	started.addEventListener('message', ({ data }) => receive(data));
	started.addEventListener('error', () => {
		awaited.forEach(({ reject }) => reject(new Error('The graph could not be read: the worker did not start')));
		awaited.clear();
		worker = undefined;
	});
	return started;
}

function receive({ request, part, slice, done, error }) {
	const { resolve, reject, graph } = awaited.get(request);
	if (part) {
		slice.forEach((element) => graph[part].push(element));
		return;
	}
	awaited.delete(request);
	if (error) {
		reject(new Error(error));
	}
	else {
		resolve({ ...graph, ...done });
	}
}
