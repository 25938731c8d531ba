import { outcomeIcon, outcomeWord } from '../words.js';

// The gravest first: a group is as its gravest step is
const GRAVITY = ['failed', 'unknown', 'blocked', 'running', 'stale', 'outdated', 'executed', 'manual', 'success', 'replayed'];

// Which colour of base.css an outcome has where it is drawn on a canvas; elsewhere the classes of base.css do
const COLOURS = { success: 'replayed', outdated: 'stale', unknown: 'blocked' };

/** All outcomes, the gravest first. */
export const OUTCOMES = GRAVITY;

export function gravity(outcome) {
	const at = GRAVITY.indexOf(outcome);
	return at < 0 ? GRAVITY.length : at;
}

/** 'replayed' of 'success' and its like: the name of the custom property without its dashes. */
export function colourName(outcome) {
	return COLOURS[outcome] ?? (GRAVITY.includes(outcome) ? outcome : 'blocked');
}

export function wordOf(outcome) {
	return outcomeWord(outcome.toUpperCase());
}

export function iconOf(outcome) {
	return outcomeIcon(outcome.toUpperCase());
}

/** How many of the nodes have which outcome, the gravest first: [{ outcome, count }]. */
export function countOutcomes(nodes) {
	const counts = new Map();
	for (const node of nodes) {
		for (const [outcome, count] of node.counts ?? [[node.outcome, 1]]) {
			counts.set(outcome, (counts.get(outcome) ?? 0) + count);
		}
	}
	return [...counts].map(([outcome, count]) => ({ outcome, count }))
		.sort((a, b) => gravity(a.outcome) - gravity(b.outcome));
}
