/** The edges at each node, in two flat arrays: a graph of 10 000 nodes has no 10 000 lists. */
export class Adjacency {

	/**
	 * @param count how many nodes there are
	 * @param ends the node that each edge is listed at
	 * @param values what is listed for each edge; its number unless given
	 */
	constructor(count, ends, values) {
		this.starts = new Int32Array(count + 1);
		for (const end of ends) {
			this.starts[end + 1]++;
		}
		for (let node = 0; node < count; node++) {
			this.starts[node + 1] += this.starts[node];
		}
		const next = this.starts.slice();
		this.list = new Int32Array(ends.length);
		for (let edge = 0; edge < ends.length; edge++) {
			this.list[next[ends[edge]]++] = values ? values[edge] : edge;
		}
	}

	/** What is listed at a node. */
	of(node) {
		return this.list.subarray(this.starts[node], this.starts[node + 1]);
	}

	/** Whether a node has any. */
	has(node) {
		return this.starts[node] < this.starts[node + 1];
	}

}

/** All nodes that can be reached from one, that one included: 1 for each. */
export function reach(adjacency, start, count) {
	const reached = new Uint8Array(count);
	const open = [start];
	reached[start] = 1;
	while (open.length > 0) {
		for (const node of adjacency.of(open.pop())) {
			if (!reached[node]) {
				reached[node] = 1;
				open.push(node);
			}
		}
	}
	return reached;
}
