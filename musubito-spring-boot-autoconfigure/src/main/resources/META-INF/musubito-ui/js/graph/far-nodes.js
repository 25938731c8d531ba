import { colourName } from './outcomes.js';
import { HEIGHT, WIDTH } from './scene.js';

// A node is at least so many pixels high, even when rows come nearer than that
const LEAST_HEIGHT = 2.2;
const MOST_GROWTH = 1.6;

const DIMMED = 0.18;

/** Draws nodes as bars of their colours: too many, or too small, to be read. */
export function paintFarNodes(context, scene, camera, nodes, emphasis, colours) {
	const growth = Math.min(MOST_GROWTH, Math.max(1, LEAST_HEIGHT / camera.scale / HEIGHT));
	const height = HEIGHT * growth;
	const lists = new Map();
	for (const node of nodes) {
		const key = `${colourName(scene.model.nodes[node].outcome)} ${emphasis.isDimmed(node) ? DIMMED : 1}`;
		const list = lists.get(key);
		if (list) {
			list.push(node);
		}
		else {
			lists.set(key, [node]);
		}
	}
	for (const [key, list] of lists) {
		const [colour, alpha] = key.split(' ');
		context.fillStyle = colours[colour];
		context.globalAlpha = Number(alpha);
		for (const node of list) {
			context.fillRect(scene.x[node] - WIDTH / 2, scene.y[node] - height / 2, WIDTH, height);
		}
	}
	context.globalAlpha = 1;
	outline(context, scene, camera, nodes.filter((node) => emphasis.isCritical(node)), colours.crit, 1.5);
	outline(context, scene, camera, emphasis.selected >= 0 ? [emphasis.selected] : [], colours.accent, 3);
}

function outline(context, scene, camera, nodes, colour, pixels) {
	const gap = (pixels + 1) / camera.scale;
	context.strokeStyle = colour;
	context.lineWidth = pixels / camera.scale;
	for (const node of nodes) {
		context.strokeRect(scene.x[node] - WIDTH / 2 - gap, scene.y[node] - HEIGHT / 2 - gap, WIDTH + 2 * gap,
			HEIGHT + 2 * gap);
	}
}
