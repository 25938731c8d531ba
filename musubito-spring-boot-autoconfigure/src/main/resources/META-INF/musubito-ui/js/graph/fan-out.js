// Steps of one operation that depend on the same are the items of a fan-out: 'summarise ×4' stands for all of them. Where
// they go on item by item, what follows is grouped alike, as its upstream is one group.
import { countOutcomes, gravity } from './outcomes.js';

/** So many items of an opened group are shown at once. */
export const PORTION = 40;

const PREFIX = 'group:';

/**
 * Which steps of a graph belong together.
 * @param apart whether steps that depend on nothing stay apart: in a store they begin different runs
 * @return lists of numbers of nodes, in the order of their first ones; most lists have one
 */
export function fanOuts(model, apart) {
	const groups = [];
	const groupOf = new Int32Array(model.count);
	const byKey = new Map();
	for (const node of upstreamFirst(model)) {
		const upstream = model.upstream.of(node);
		const key = `${apart && upstream.length === 0 ? node : ''} ${different(upstream, groupOf)} ${model.nodes[node].operation}`;
		if (!byKey.has(key)) {
			byKey.set(key, groups.length);
			groups.push([]);
		}
		groupOf[node] = byKey.get(key);
		groups[groupOf[node]].push(node);
	}
	groups.forEach((members) => members.sort((a, b) => a - b));
	return groups.sort((a, b) => a[0] - b[0]);
}

function different(nodes, groupOf) {
	if (nodes.length < 2) {
		return nodes.length === 0 ? '' : groupOf[nodes[0]];
	}
	return [...new Set(Array.from(nodes, (node) => groupOf[node]))].sort((a, b) => a - b).join();
}

// What is in a cycle, though nothing should be, comes last
function upstreamFirst(model) {
	const open = Int32Array.from({ length: model.count }, (_, node) => model.upstream.of(node).length);
	const order = [...open.keys()].filter((node) => open[node] === 0);
	for (let at = 0; at < order.length; at++) {
		for (const node of model.downstream.of(order[at])) {
			if (--open[node] === 0) {
				order.push(node);
			}
		}
	}
	const found = new Set(order);
	return order.length === model.count ? order : [...order, ...[...open.keys()].filter((node) => !found.has(node))];
}

/**
 * The graph with one node in place of each fan-out.
 * @param groups what fanOuts() found
 * @param least the size of the smallest group: the steps of smaller ones are shown by themselves
 * @param opened how many items of a group are shown by themselves: a Map by the id of the group
 * @return { nodes, edges, shownAs, labels }: shownAs tells by which node a step is shown, or with which a group begins;
 * labels are those of all groups, by their ids
 */
export function group(model, groups, least, opened) {
	const nodes = [];
	const shownAs = new Map();
	const labels = new Map();
	for (const members of groups) {
		const steps = members.map((number) => model.nodes[number]);
		const id = PREFIX + steps[0].id;
		const grouped = steps.length >= least;
		const shown = grouped ? split(id, steps, opened.get(id) ?? 0) : steps;
		if (grouped) {
			labels.set(id, `${steps[0].operation} ×${steps.length}`);
			shownAs.set(id, newest(shown, opened.get(id) ?? 0).id);
		}
		for (const node of shown) {
			nodes.push(node);
			(node.members ?? [node]).forEach((step) => shownAs.set(step.id, node.id));
		}
	}
	return { nodes, edges: edgesBetween(model, nodes, shownAs), shownAs, labels };
}

// In the order of the nodes, as the layout keeps it where it can: the gravest items stand at the top
function edgesBetween(model, nodes, shownAs) {
	const places = new Map(nodes.map((node, place) => [node.id, place]));
	const edges = [];
	for (let edge = 0; edge < model.from.length; edge++) {
		const from = shownAs.get(model.nodes[model.from[edge]].id);
		const to = shownAs.get(model.nodes[model.to[edge]].id);
		if (from !== to) {
			edges.push({ from, to, kind: model.calls[edge] ? 'CALL' : 'DATA' });
		}
	}
	return edges.sort((a, b) => places.get(a.from) - places.get(b.from) || places.get(a.to) - places.get(b.to));
}

// The gravest items come first when only some are shown
function split(id, steps, shown) {
	if (shown >= steps.length) {
		return steps;
	}
	if (shown === 0) {
		return [groupNode(id, steps, ` ×${steps.length}`)];
	}
	const sorted = [...steps].sort((a, b) => gravity(a.outcome) - gravity(b.outcome));
	const rest = sorted.slice(shown);
	return [...sorted.slice(0, shown), { ...groupNode(id, rest, ` +${rest.length}`), id: `${id}+` }];
}

// The first of those that were opened last
function newest(nodes, shown) {
	return nodes[Math.max(0, Math.floor((Math.min(shown, nodes.length) - 1) / PORTION) * PORTION)];
}

// The size follows the name, and is not cut off where that is long
function groupNode(id, members, size) {
	const counts = countOutcomes(members);
	return {
		id,
		group: id,
		operation: members[0].operation,
		type: members[0].type,
		label: members[0].operation,
		size,
		outcome: counts[0].outcome,
		members,
		counts: new Map(counts.map(({ outcome, count }) => [outcome, count])),
	};
}
