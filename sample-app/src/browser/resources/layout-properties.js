// What must hold of every layout, checked on graphs made of a seed. A test serves this module to a browser as
// js/graph/layout-properties.js of the page, beside the layout.
import { layout as layoutOfPage } from './layout.js';

const WIDTH = 168;
const HEIGHT = 44;
const TOLERANCE = 1e-6;

/**
 * Checks one graph.
 * @param seed a whole number; each makes another graph, every fifth with cycles
 * @param layout the layout to check: another one than that of the page shows that a fault is found
 * @return what does not hold, for people; empty if all does
 */
export function checkLayout(seed, layout = layoutOfPage) {
	const graph = graphOf(seed);
	const picture = layout(graph, { width: WIDTH, height: HEIGHT });
	return [
		...numbers(picture),
		...(graph.cyclic ? [] : backwardEdges(graph, picture)),
		...overlaps(picture),
		...ends(graph, picture),
		...differences(picture, layout(graph, { width: WIDTH, height: HEIGHT })),
		...overlaps(layout(graph, { width: WIDTH, height: HEIGHT, hints: hintsOf(picture, seed) })).map((text) =>
			`with hints: ${text}`),
	].map((text) => `seed ${seed}, ${graph.count} nodes, ${graph.from.length} edges: ${text}`);
}

// Numbers that look random and are the same for the same seed (mulberry32)
function randomOf(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let value = Math.imul(state ^ (state >>> 15), state | 1);
		value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
		return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Chains, fan-outs, many small parts, and anything between. */
function graphOf(seed) {
	const random = randomOf(seed);
	const count = Math.floor(random() ** 3 * 400);
	const reach = 1 + Math.floor(random() * Math.max(1, count));
	const density = random() * 3;
	const cyclic = seed % 5 === 0;
	const from = [];
	const to = [];
	for (let node = 1; node < count; node++) {
		for (let edges = Math.floor(random() * (density + 1)); edges > 0; edges--) {
			const other = Math.max(0, node - 1 - Math.floor(random() ** 2 * reach));
			const back = cyclic && random() < 0.1;
			from.push(back ? node : other);
			to.push(back ? other : node);
		}
	}
	if (cyclic && count > 0) {
		from.push(0);
		to.push(0);
	}
	return { count, from: Int32Array.from(from), to: Int32Array.from(to), cyclic };
}

function hintsOf({ y }, seed) {
	const random = randomOf(seed + 1);
	return y.map((height) => random() < 0.3 ? NaN : height);
}

function numbers({ x, y, points }) {
	return [x, y, points].every((list) => list.every(Number.isFinite)) ? [] : ['a coordinate is not a number'];
}

function backwardEdges({ from, to }, { x, layer }) {
	return [...from.keys()].filter((edge) => layer[from[edge]] >= layer[to[edge]]
		|| x[from[edge]] + WIDTH > x[to[edge]] + TOLERANCE).map((edge) => `edge ${from[edge]} → ${to[edge]} does not go right`);
}

function overlaps({ x, y }) {
	const found = [];
	const order = [...x.keys()].sort((a, b) => x[a] - x[b]);
	for (let at = 0; at < order.length; at++) {
		for (let next = at + 1; next < order.length && x[order[next]] - x[order[at]] < WIDTH - TOLERANCE; next++) {
			if (Math.abs(y[order[at]] - y[order[next]]) < HEIGHT - TOLERANCE) {
				found.push(`nodes ${order[at]} and ${order[next]} overlap`);
			}
		}
	}
	return found;
}

// An edge begins and ends at the middles of the sides of its nodes
function ends({ from, to }, { x, y, starts, points }) {
	const found = [];
	for (let edge = 0; edge < from.length; edge++) {
		const [first, last] = [starts[edge], starts[edge + 1] - 1];
		if (from[edge] === to[edge] ? first <= last : last <= first) {
			found.push(`edge ${from[edge]} → ${to[edge]} has ${last - first + 1} points`);
		}
		else if (from[edge] !== to[edge] && !(touches(first, from[edge]) && touches(last, to[edge]))) {
			found.push(`edge ${from[edge]} → ${to[edge]} does not touch its nodes`);
		}
	}
	return found;

	function touches(point, node) {
		return Math.abs(Math.abs(points[2 * point] - x[node]) - WIDTH / 2) < TOLERANCE
			&& Math.abs(points[2 * point + 1] - y[node]) < TOLERANCE;
	}
}

function differences(first, second) {
	return ['x', 'y', 'layer', 'starts', 'points'].filter((name) => first[name].length !== second[name].length
		|| first[name].some((value, at) => value !== second[name][at])).map((name) => `the same graph has another ${name}`);
}
