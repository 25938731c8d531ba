import { Adjacency } from './adjacency.js';

/**
 * A graph by numbers: node i is nodes[i], edge e goes from[e] → to[e], and calls[e] is 1 if the one called the other.
 * Edges to what is not there are left out, and of two between the same nodes the second.
 */
export class GraphModel {

	/**
	 * @param nodes [{ id, operation, label, detail, type, outcome, title }]
	 * @param edges [{ from, to, kind }], from upstream to downstream
	 */
	constructor(nodes, edges) {
		this.nodes = nodes;
		this.count = nodes.length;
		this.numbers = new Map(nodes.map((node, number) => [node.id, number]));
		const known = this.#known(edges);
		this.from = Int32Array.from(known, (edge) => this.numbers.get(edge.from));
		this.to = Int32Array.from(known, (edge) => this.numbers.get(edge.to));
		this.calls = Uint8Array.from(known, (edge) => edge.kind === 'CALL' ? 1 : 0);
		this.downstream = new Adjacency(this.count, this.from, this.to);
		this.upstream = new Adjacency(this.count, this.to, this.from);
	}

	#known(edges) {
		const seen = new Set();
		return edges.filter((edge) => {
			const from = this.numbers.get(edge.from);
			const to = this.numbers.get(edge.to);
			const pair = from * this.count + to;
			if (from === undefined || to === undefined || seen.has(pair)) {
				return false;
			}
			seen.add(pair);
			return true;
		});
	}

	/** The number of a node; undefined where there is none with this id. */
	number(id) {
		return this.numbers.get(id);
	}

	/** Whether the other graph has the same nodes and edges, whatever their outcomes. */
	hasShapeOf(other) {
		return this.count === other.count && this.from.length === other.from.length
			&& this.nodes.every((node, number) => node.id === other.nodes[number].id)
			&& this.from.every((from, edge) => from === other.from[edge] && this.to[edge] === other.to[edge]);
	}

	/** Whether this is the other graph at a later time: most of its nodes are still there. */
	continues(other) {
		const kept = other.nodes.filter((node) => this.numbers.has(node.id));
		return kept.length > 0 && kept.length >= other.count / 2;
	}

}
