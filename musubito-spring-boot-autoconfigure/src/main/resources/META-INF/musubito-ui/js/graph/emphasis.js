import { reach } from './adjacency.js';

/** How an edge is drawn, in this order. */
export const FAINT = 0;
export const PLAIN = 1;
export const CRITICAL = 2;
export const STRONG = 3;

/**
 * What stands out in a graph: what the selected node depends on and what depends on it; else what was searched for; and
 * the critical path.
 */
export class Emphasis {

	/** Ids in sets may be missing in the graph; a set that is not given emphasises nothing. */
	constructor(model, { selected, matched, critical }) {
		this.model = model;
		this.selected = model.number(selected) ?? -1;
		const related = this.selected >= 0
			&& (model.upstream.has(this.selected) || model.downstream.has(this.selected));
		this.upstream = related ? reach(model.upstream, this.selected, model.count) : undefined;
		this.downstream = related ? reach(model.downstream, this.selected, model.count) : undefined;
		this.matched = numbers(model, matched);
		this.critical = numbers(model, critical);
		this.places = this.critical && placesOnPath(model, this.critical);
	}

	isDimmed(node) {
		if (this.upstream && !this.upstream[node] && !this.downstream[node]) {
			return true;
		}
		return !this.upstream && this.matched !== undefined && !this.matched[node];
	}

	isCritical(node) {
		return this.critical?.[node] === 1;
	}

	/** FAINT, PLAIN, CRITICAL or STRONG for each edge. */
	edges() {
		const styles = new Uint8Array(this.model.from.length);
		for (let edge = 0; edge < styles.length; edge++) {
			styles[edge] = this.#edge(this.model.from[edge], this.model.to[edge]);
		}
		return styles;
	}

	#edge(from, to) {
		if (this.upstream && (this.upstream[from] && this.upstream[to] || this.downstream[from] && this.downstream[to])) {
			return STRONG;
		}
		if (this.isCritical(from) && this.isCritical(to) && this.places.get(to) === this.places.get(from) + 1) {
			return CRITICAL;
		}
		return this.isDimmed(from) || this.isDimmed(to) ? FAINT : PLAIN;
	}

}

function numbers(model, ids) {
	if (!ids) {
		return undefined;
	}
	const marks = new Uint8Array(model.count);
	for (const id of ids) {
		const number = model.number(id);
		if (number !== undefined) {
			marks[number] = 1;
		}
	}
	return marks;
}

// An edge that leaves out a step of the critical path is not on it, though both of its ends are
function placesOnPath(model, marks) {
	const nodes = [...marks.keys()].filter((node) => marks[node]);
	const places = new Map(nodes.map((node) => [node, 0]));
	let changed = true;
	for (let round = 0; changed && round < nodes.length; round++) {
		changed = false;
		for (const node of nodes) {
			for (const upstream of model.upstream.of(node)) {
				if (marks[upstream] && places.get(node) <= places.get(upstream)) {
					places.set(node, places.get(upstream) + 1);
					changed = true;
				}
			}
		}
	}
	return places;
}
