import { CRITICAL, FAINT, PLAIN, STRONG } from './emphasis.js';

const ARROW = 7;

// Below this scale edges are straight lines without arrows
const FAR = 0.25;
const ARROWS_FROM = 0.4;

// So many edges are drawn while a far view moves; the rest follows when it stands still
const MOVING = 2500;

const DASH = [5, 4];

/**
 * Draws the edges that are in view.
 * @param edgeStyles the emphasis of each edge
 * @param moving whether the view is moving: then it is drawn roughly
 */
export function paintEdges(context, scene, camera, edgeStyles, colours, moving) {
	const far = camera.scale < FAR;
	const lists = inView(scene, camera.view, edgeStyles, far && moving);
	const stroke = (style, colour, width, alpha) => {
		context.globalAlpha = alpha;
		context.strokeStyle = colour;
		context.fillStyle = colour;
		context.lineWidth = Math.max(width, (far ? 0.6 : 0.9) / camera.scale);
		const rough = far || moving && scene.model.from.length > MOVING;
		strokeAll(context, scene, camera.view, lists[style], rough);
		if (camera.scale > ARROWS_FROM && !rough) {
			fillArrows(context, scene, lists[style]);
		}
	};
	stroke(FAINT, colours.edge, 1.2, 0.35);
	stroke(PLAIN, colours.edge, 1.3, far ? 0.45 : 1);
	stroke(CRITICAL, colours.crit, 2.4, 1);
	stroke(STRONG, colours.accent, 2, 1);
	context.globalAlpha = 1;
}

function inView(scene, view, edgeStyles, fewer) {
	const lists = [[], [], [], []];
	const step = fewer ? Math.ceil(edgeStyles.length / MOVING) : 1;
	const boxes = scene.boxes;
	for (let edge = 0; edge < edgeStyles.length; edge += step) {
		const at = 4 * edge;
		if (boxes[at] <= view.right && boxes[at + 2] >= view.left && boxes[at + 1] <= view.bottom
				&& boxes[at + 3] >= view.top) {
			lists[edgeStyles[edge]].push(edge);
		}
	}
	return lists;
}

function strokeAll(context, scene, view, edges, rough) {
	for (const called of rough ? [undefined] : [0, 1]) {
		context.setLineDash(called ? DASH : []);
		context.beginPath();
		for (const edge of edges) {
			if (called === undefined || scene.model.calls[edge] === called) {
				trace(context, scene, view, edge, rough);
			}
		}
		context.stroke();
	}
	context.setLineDash([]);
}

// The parts of an edge that are in view: a long one may have most of its parts elsewhere
function trace(context, { points, starts }, view, edge, straight) {
	let drawing = false;
	for (let at = 2 * starts[edge]; at + 3 < 2 * starts[edge + 1]; at += 2) {
		const [fromX, fromY, toX, toY] = [points[at], points[at + 1], points[at + 2], points[at + 3]];
		if (Math.min(fromX, toX) > view.right || Math.max(fromX, toX) < view.left
				|| Math.min(fromY, toY) > view.bottom || Math.max(fromY, toY) < view.top) {
			drawing = false;
			continue;
		}
		if (!drawing) {
			context.moveTo(fromX, fromY);
			drawing = true;
		}
		if (straight) {
			context.lineTo(toX, toY);
		}
		else {
			const half = (toX - fromX) / 2;
			context.bezierCurveTo(fromX + half, fromY, toX - half, toY, toX, toY);
		}
	}
}

function fillArrows(context, { points, starts }, edges) {
	context.beginPath();
	for (const edge of edges) {
		if (starts[edge] < starts[edge + 1]) {
			const x = points[2 * starts[edge + 1] - 2];
			const y = points[2 * starts[edge + 1] - 1];
			context.moveTo(x, y);
			context.lineTo(x - ARROW, y - ARROW / 2);
			context.lineTo(x - ARROW, y + ARROW / 2);
		}
	}
	context.fill();
}
