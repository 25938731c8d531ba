import { visible } from '../text.js';
import { typeWord } from '../words.js';
import { wordOf } from './outcomes.js';

// As --sans of base.css: a text is measured with the font that it is shown in
const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Inter, Roboto, "Noto Sans", sans-serif';

export const NAME_FONT = `600 13.5px ${FONT}`;
export const DETAIL_FONT = `12px ${FONT}`;

// Nobody reads more of a name, and measuring takes time
const MEASURED = 300;
const CACHED = 20_000;

const context = document.createElement('canvas').getContext('2d');
const cache = new Map();

/** The beginning of a text that is no wider than so many pixels, with '…' where it is cut. */
export function cut(text, font, width) {
	const key = `${width} ${font} ${text}`;
	let fitting = cache.get(key);
	if (fitting === undefined) {
		if (cache.size >= CACHED) {
			cache.clear();
		}
		fitting = fit(visible(text.slice(0, MEASURED)).replace(/\s+/g, ' '), font, width);
		cache.set(key, fitting);
	}
	return fitting;
}

function fit(text, font, width) {
	context.font = font;
	if (context.measureText(text).width <= width) {
		return text;
	}
	const characters = Array.from(text);
	let fits = 0;
	let tooLong = characters.length;
	while (tooLong - fits > 1) {
		const middle = (fits + tooLong) >> 1;
		if (context.measureText(`${characters.slice(0, middle).join('')}…`).width <= width) {
			fits = middle;
		}
		else {
			tooLong = middle;
		}
	}
	return `${characters.slice(0, fits).join('').trimEnd()}…`;
}

/** The name of a node, of a group with its size, no wider than so many pixels. */
export function nameOf(node, width) {
	if (!node.size) {
		return cut(node.label, NAME_FONT, width);
	}
	context.font = NAME_FONT;
	return cut(node.label, NAME_FONT, Math.floor(width - context.measureText(node.size).width)) + node.size;
}

/** The second line of a node: its outcome in words and what the page adds; of a group, how many have which. */
export function detailOf(node) {
	if (node.members) {
		return outcomeCounts(node);
	}
	return node.detail ? `${wordOf(node.outcome)} · ${node.detail}` : wordOf(node.outcome);
}

/** All that a node says, for its title and for screen readers. */
export function titleOf(node) {
	if (node.members) {
		return `${visible(node.label)}${node.size}: ${node.members.length} steps, ${outcomeCounts(node)}. Enter shows them.`;
	}
	const parts = [visible(node.label), typeWord(node.type), wordOf(node.outcome), node.detail, node.title];
	return parts.filter(Boolean).map((part) => visible(part)).join(', ');
}

function outcomeCounts(node) {
	return [...node.counts].map(([outcome, count]) => `${count} ${wordOf(outcome).toLowerCase()}`).join(' · ');
}
