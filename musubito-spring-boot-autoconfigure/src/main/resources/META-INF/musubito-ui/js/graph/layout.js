// Layered layout (K. Sugiyama, S. Tagawa, M. Toda: Methods for visual understanding of hierarchical system structures,
// 1981): layers by longest paths, an order with few crossings by barycentres, heights by least squares, components
// packed. Nothing is random: the same graph is always the same picture.
import { Adjacency } from './adjacency.js';
import { setHeights } from './coordinates.js';
import { backEdges, longestPaths } from './layers.js';
import { orderByBarycentre, orderByHint } from './ordering.js';
import { components, pack } from './packing.js';

const DEFAULTS = { width: 152, height: 44, layerGap: 40, gap: 13, aspect: 1.6 };

const BEND_HEIGHT = 6;

// A place is kept free for an edge in each layer that it passes, but not where that would be more places than nodes
const LONGEST_SPAN = 12;

/**
 * @param graph { count, from, to }: how many nodes there are, and for each edge the numbers of its nodes
 * @param options sizes; hints: the heights in a picture before, NaN where there is none, to keep its order
 * @return { x, y, layer } of the middle of each node, and { starts, points }: edge e goes through the points from
 * starts[e] to starts[e + 1], two numbers each, its ends included; an edge from a node to itself has none
 */
export function layout({ count, from, to }, options = {}) {
	const sizes = { ...DEFAULTS, ...options };
	const graph = withoutCycles(count, from, to);
	const picture = { x: new Float64Array(count), y: new Float64Array(count), layer: graph.layer, bends: new Map() };
	const boxes = components(count, graph.from, graph.to).map((nodes) => arrange(nodes, graph, picture, sizes));
	if (sizes.hints) {
		boxes.sort((a, b) => a.hint - b.hint);
	}
	pack(boxes, sizes.aspect, Boolean(sizes.hints));
	boxes.forEach((box) => move(box, graph, picture));
	return { x: picture.x, y: picture.y, layer: picture.layer, ...route(count, from, to, graph, picture, sizes) };
}

// The edges between different nodes, each from its left to its right one
function withoutCycles(count, from, to) {
	const numbers = [...from.keys()].filter((edge) => from[edge] !== to[edge]);
	const tails = Int32Array.from(numbers, (edge) => from[edge]);
	const heads = Int32Array.from(numbers, (edge) => to[edge]);
	const turned = backEdges(count, tails, heads, new Adjacency(count, tails));
	turned.forEach((isTurned, edge) => {
		if (isTurned) {
			[tails[edge], heads[edge]] = [heads[edge], tails[edge]];
		}
	});
	const outgoing = new Adjacency(count, tails);
	const layer = longestPaths(count, tails, heads, outgoing, new Adjacency(count, heads));
	return { from: tails, to: heads, turned, numbers, outgoing, layer, longestSpan: longestSpan(tails, heads, layer) };
}

function longestSpan(from, to, layer) {
	const most = 4 * layer.length + 2000;
	const places = new Float64Array(LONGEST_SPAN + 1);
	for (let edge = 0; edge < from.length; edge++) {
		const span = layer[to[edge]] - layer[from[edge]];
		if (span <= LONGEST_SPAN) {
			places[span] += span - 1;
		}
	}
	let span = 1;
	let sum = 0;
	while (span < LONGEST_SPAN && sum + places[span + 1] <= most) {
		sum += places[++span];
	}
	return span;
}

// Lays out one component as if it were alone
function arrange(nodes, graph, picture, sizes) {
	const { layers, chains } = places(nodes, graph, sizes);
	const all = layers.flat();
	if (sizes.hints) {
		orderByHint(layers);
	}
	else {
		orderByBarycentre(layers, sweeps(all.length));
	}
	setHeights(layers, sizes.gap);
	const top = all.reduce((least, place) => Math.min(least, place.y - place.height / 2), Infinity);
	const bottom = all.reduce((most, place) => Math.max(most, place.y + place.height / 2), -Infinity);
	const step = sizes.width + sizes.layerGap;
	for (const place of all) {
		place.x = place.layer * step + sizes.width / 2;
		place.y -= top;
		if (place.node >= 0) {
			picture.x[place.node] = place.x;
			picture.y[place.node] = place.y;
		}
	}
	chains.forEach((chain, edge) => picture.bends.set(edge, chain));
	const hint = all.reduce((least, place) => place.hint < least ? place.hint : least, Infinity);
	return { nodes, chains, width: layers.length * step - sizes.layerGap, height: bottom - top, hint };
}

function sweeps(size) {
	return size > 20_000 ? 4 : size > 5000 ? 8 : 16;
}

function places(nodes, graph, sizes) {
	const first = nodes.reduce((least, node) => Math.min(least, graph.layer[node]), Infinity);
	const layers = [];
	const add = (node, layer, hint) => {
		const height = node < 0 ? BEND_HEIGHT : sizes.height;
		const place = { node, layer, hint, height, left: [], right: [], order: 0, value: 0, lastRight: undefined, offset: 0,
			x: 0, y: 0 };
		(layers[layer] ??= []).push(place);
		return place;
	};
	const placeOf = new Map();
	for (const node of nodes) {
		placeOf.set(node, add(node, graph.layer[node] - first, sizes.hints ? sizes.hints[node] : NaN));
	}
	const chains = new Map();
	for (const node of nodes) {
		for (const edge of graph.outgoing.of(node)) {
			chains.set(edge, chain(placeOf.get(node), placeOf.get(graph.to[edge]), graph.longestSpan, add));
		}
	}
	return { layers, chains };
}

function chain(start, end, longestSpan, add) {
	const bends = [];
	let last = start;
	if (end.layer - start.layer <= longestSpan) {
		for (let layer = start.layer + 1; layer < end.layer; layer++) {
			const bend = add(-1, layer, NaN);
			tie(last, bend);
			bends.push(bend);
			last = bend;
		}
	}
	tie(last, end);
	return bends;
}

function tie(left, right) {
	left.right.push(right);
	right.left.push(left);
}

function move({ nodes, chains, left, top }, graph, picture) {
	for (const node of nodes) {
		picture.x[node] += left;
		picture.y[node] += top;
	}
	for (const bends of chains.values()) {
		for (const bend of bends) {
			bend.x += left;
			bend.y += top;
		}
	}
}

function route(count, from, to, graph, picture, sizes) {
	const starts = new Int32Array(from.length + 1);
	const points = [];
	let next = 0;
	for (let edge = 0; edge < from.length; edge++) {
		if (graph.numbers[next] === edge) {
			const half = sizes.width / 2;
			const line = [[picture.x[graph.from[next]] + half, picture.y[graph.from[next]]],
				...picture.bends.get(next).map((bend) => [bend.x, bend.y]),
				[picture.x[graph.to[next]] - half, picture.y[graph.to[next]]]];
			points.push(...(graph.turned[next] ? line.reverse() : line).flat());
			next++;
		}
		starts[edge + 1] = points.length / 2;
	}
	return { starts, points: Float64Array.from(points) };
}
