// The one worker that lays out all graphs of the page, and the answers that are awaited from it

// Started before it is needed, as that takes a while
let worker = start();
let requests = 0;
const awaited = new Map();

/** Lays out a graph { count, from, to } beside the page; the options and the answer are those of layout(). */
export function layOut(graph, options) {
	worker ??= start();
	const request = ++requests;
	return new Promise((resolve, reject) => {
		awaited.set(request, { resolve, reject });
		worker.postMessage({ request, graph, options });
	});
}

function start() {
	const started = new Worker(new URL('./layout-worker.js', import.meta.url), { type: 'module' });
	started.addEventListener('message', ({ data: { request, result } }) => {
		awaited.get(request).resolve(result);
		awaited.delete(request);
	});
	started.addEventListener('error', (event) => {
		const error = new Error(`The graph could not be laid out: ${event.message ?? 'the worker did not start'}`);
		awaited.forEach(({ reject }) => reject(error));
		awaited.clear();
		worker = undefined;
	});
	return started;
}
