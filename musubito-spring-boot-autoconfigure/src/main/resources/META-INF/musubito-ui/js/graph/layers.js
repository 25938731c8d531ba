// Which column each node is in. A layout of layers needs a graph without cycles; a lineage has none, but a picture must
// not depend on that.

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/**
 * Which edges to turn around so that there is no cycle: those that lead back to where a search in depth comes from.
 * @return 1 for each edge to turn
 */
export function backEdges(count, from, to, outgoing) {
	const state = new Uint8Array(count);
	const next = new Int32Array(count);
	const turned = new Uint8Array(from.length);
	for (let root = 0; root < count; root++) {
		if (state[root] !== NEW) {
			continue;
		}
		const path = [root];
		state[root] = OPEN;
		while (path.length > 0) {
			const node = path[path.length - 1];
			if (next[node] === outgoing.of(node).length) {
				state[node] = DONE;
				path.pop();
				continue;
			}
			const edge = outgoing.of(node)[next[node]++];
			if (state[to[edge]] === OPEN) {
				turned[edge] = 1;
			}
			else if (state[to[edge]] === NEW) {
				state[to[edge]] = OPEN;
				path.push(to[edge]);
			}
		}
	}
	return turned;
}

/**
 * The layer of each node: as many edges as the longest path to it has. What nothing leads to is then moved next to the
 * first that needs it, so that a source that is used late does not draw a long edge.
 */
export function longestPaths(count, from, to, outgoing, incoming) {
	const layer = new Int32Array(count);
	const open = new Int32Array(count);
	const order = [];
	for (let node = 0; node < count; node++) {
		open[node] = incoming.of(node).length;
		if (open[node] === 0) {
			order.push(node);
		}
	}
	for (let at = 0; at < order.length; at++) {
		for (const edge of outgoing.of(order[at])) {
			const target = to[edge];
			layer[target] = Math.max(layer[target], layer[order[at]] + 1);
			if (--open[target] === 0) {
				order.push(target);
			}
		}
	}
	for (let node = 0; node < count; node++) {
		const edges = outgoing.of(node);
		if (incoming.of(node).length === 0 && edges.length > 0) {
			layer[node] = edges.reduce((least, edge) => Math.min(least, layer[to[edge]]), Infinity) - 1;
		}
	}
	return layer;
}
