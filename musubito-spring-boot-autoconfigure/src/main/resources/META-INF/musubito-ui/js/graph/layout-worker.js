// Lays out graphs beside the page, which goes on answering meanwhile
import { layout } from './layout.js';

addEventListener('message', ({ data: { request, graph, options } }) => {
	const began = performance.now();
	const result = layout(graph, options);
	const arrays = Object.values(result).map((array) => array.buffer);
	postMessage({ request, result, took: performance.now() - began }, arrays);
});
