import { iconPath } from '../icons.js';
import { outcomeClass, typeIcon } from '../words.js';
import { cut, DETAIL_FONT, detailOf, nameOf, titleOf } from './node-text.js';
import { iconOf } from './outcomes.js';
import { HEIGHT, WIDTH } from './scene.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Where the texts of a node begin, and how wide they may be. */
export const TEXT_LEFT = 33;
export const NAME_WIDTH = WIDTH - TEXT_LEFT - 25;
export const DETAIL_WIDTH = WIDTH - TEXT_LEFT - 8;

/**
 * The nodes in view as elements: they can be focused, have names, and are styled by graph.css. Elements are used again
 * for other nodes, as a graph is moved more often than it is read.
 */
export class NodeLayer {

	#parent;
	#scene;
	#shown = new Map();
	#free = [];

	constructor(parent) {
		this.#parent = parent;
	}

	/** Another graph, or the same with other outcomes: the elements are filled anew. */
	setScene(scene) {
		this.#scene = scene;
		for (const element of this.#shown.values()) {
			this.#release(element);
		}
		this.#shown.clear();
	}

	/** Shows these nodes and no others. */
	show(nodes, camera, emphasis) {
		const wanted = new Set(nodes);
		for (const [node, element] of this.#shown) {
			if (!wanted.has(node)) {
				this.#shown.delete(node);
				this.#release(element);
			}
		}
		for (const node of nodes) {
			if (!this.#shown.has(node)) {
				this.#add(node, emphasis);
			}
		}
		this.#parent.setAttribute('transform', `translate(${camera.left} ${camera.top}) scale(${camera.scale})`);
	}

	/** After another node was selected or other nodes were searched for. */
	restyle(emphasis) {
		for (const [node, element] of this.#shown) {
			this.#style(element, node, emphasis);
		}
	}

	/** Whether the node is shown; then it has the focus now. */
	focus(node) {
		const element = this.#shown.get(node);
		element?.focus({ preventScroll: true });
		return element !== undefined;
	}

	#add(node, emphasis) {
		const element = this.#free.pop() ?? create();
		const { x, y, model } = this.#scene;
		element.setAttribute('transform', `translate(${x[node] - WIDTH / 2} ${y[node] - HEIGHT / 2})`);
		fill(element, model.nodes[node]);
		this.#style(element, node, emphasis);
		this.#parent.append(element);
		this.#shown.set(node, element);
	}

	#style(element, node, emphasis) {
		const { members, outcome } = this.#scene.model.nodes[node];
		const selected = emphasis.selected === node;
		element.setAttribute('class', ['node', outcomeClass(outcome.toUpperCase()), members && 'is-group',
			selected && 'is-selected', emphasis.isDimmed(node) && 'is-dimmed', emphasis.isCritical(node) && 'is-critical']
			.filter(Boolean).join(' '));
		element.setAttribute('tabindex', selected ? '0' : '-1');
		if (members) {
			element.removeAttribute('aria-pressed');
		}
		else {
			element.setAttribute('aria-pressed', selected);
		}
	}

	// Whoever stands on a node that goes out of view stands on the graph
	#release(element) {
		if (element === document.activeElement) {
			element.closest('musubito-graph')?.focus({ preventScroll: true });
		}
		element.remove();
		this.#free.push(element);
	}

}

function create() {
	const node = part('g', { role: 'button' });
	node.append(part('title', {}), part('path', { class: 'sheets', d: sheets() }),
		part('rect', { class: 'box', width: WIDTH, height: HEIGHT, rx: 7 }),
		part('path', { class: 'stripe', d: `M7 0a7 7 0 0 0-7 7v${HEIGHT - 14}a7 7 0 0 0 7 7h-2.4V0z` }),
		part('path', { class: 'type', transform: 'translate(12 14)' }),
		text('name', 19), text('detail', 35),
		part('circle', { class: 'badge', cx: WIDTH - 15, cy: 14.5, r: 8 }),
		part('path', { class: 'outcome-icon', transform: `translate(${WIDTH - 19.8} 9.7) scale(.6)` }));
	return node;
}

// The title names the whole for screen readers too, with all that is in it, uncut
function text(name, y) {
	return part('text', { class: name, x: TEXT_LEFT, y, 'aria-hidden': 'true' });
}

// The edges of two sheets below the first, for a group
function sheets() {
	const sheet = (by) => `M${by + 5} ${HEIGHT + by}H${WIDTH + by - 7}a7 7 0 0 0 7-7V${by + 5}`;
	return sheet(3) + sheet(6);
}

function part(name, attributes) {
	const element = document.createElementNS(SVG, name);
	for (const [attribute, value] of Object.entries(attributes)) {
		element.setAttribute(attribute, value);
	}
	return element;
}

function fill(element, node) {
	const [title, , , , type, name, detail, , icon] = element.children;
	type.setAttribute('d', iconPath(typeIcon(node.type)));
	icon.setAttribute('d', iconPath(iconOf(node.outcome)));
	name.textContent = nameOf(node, NAME_WIDTH);
	detail.textContent = cut(detailOf(node), DETAIL_FONT, DETAIL_WIDTH);
	title.textContent = titleOf(node);
	element.dataset.id = node.id;
}
