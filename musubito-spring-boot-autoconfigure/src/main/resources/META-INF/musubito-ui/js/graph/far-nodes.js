import { colourName } from './outcomes.js';
import { HEIGHT, WIDTH } from './scene.js';

// A node is at least so many pixels high, even when rows come nearer than that
const LEAST_HEIGHT = 2.2;
const MOST_GROWTH = 1.6;

const DIMMED = 0.18;

/** The nodes as bars of their colours: too many, or too small, to be read. */
export class FarNodes {

	#scene;
	#emphasis;
	#lists = [];
	#critical;

	constructor(scene, emphasis) {
		this.#scene = scene;
		this.#emphasis = emphasis;
		const lists = new Map();
		scene.model.nodes.forEach(({ outcome }, node) => {
			const alpha = emphasis.isDimmed(node) ? DIMMED : 1;
			const key = `${outcome} ${alpha}`;
			if (!lists.has(key)) {
				lists.set(key, { colour: colourName(outcome), alpha, nodes: [] });
			}
			lists.get(key).nodes.push(node);
		});
		this.#lists = [...lists.values()];
		this.#critical = scene.model.nodes.map((_, node) => node).filter((node) => emphasis.isCritical(node));
	}

	paint(context, camera, colours) {
		const { x, y } = this.#scene;
		const { left, top, right, bottom } = camera.view;
		const height = HEIGHT * Math.min(MOST_GROWTH, Math.max(1, LEAST_HEIGHT / camera.scale / HEIGHT));
		for (const { colour, alpha, nodes } of this.#lists) {
			context.fillStyle = colours[colour];
			context.globalAlpha = alpha;
			for (const node of nodes) {
				if (x[node] > left - WIDTH && x[node] < right + WIDTH && y[node] > top - height && y[node] < bottom + height) {
					context.fillRect(x[node] - WIDTH / 2, y[node] - height / 2, WIDTH, height);
				}
			}
		}
		context.globalAlpha = 1;
		this.#outline(context, camera, this.#critical, colours.crit, 1.5);
		this.#outline(context, camera, this.#emphasis.selected >= 0 ? [this.#emphasis.selected] : [], colours.accent, 3);
	}

	#outline(context, camera, nodes, colour, pixels) {
		const gap = (pixels + 1) / camera.scale;
		context.strokeStyle = colour;
		context.lineWidth = pixels / camera.scale;
		for (const node of nodes) {
			context.strokeRect(this.#scene.x[node] - WIDTH / 2 - gap, this.#scene.y[node] - HEIGHT / 2 - gap,
				WIDTH + 2 * gap, HEIGHT + 2 * gap);
		}
	}

}
