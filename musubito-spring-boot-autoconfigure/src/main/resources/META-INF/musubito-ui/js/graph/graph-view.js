import { Camera } from './camera.js';
import { colours, watchColours } from './colours.js';
import { paintEdges } from './edge-painter.js';
import { Emphasis } from './emphasis.js';
import { FarNodes } from './far-nodes.js';
import { Minimap } from './minimap.js';
import { NodeLayer } from './node-layer.js';
import { Snapshot } from './snapshot.js';

// Nodes are elements from this scale on, where their text can be read, and as long as they are not too many
const NEAR = 0.38;
const MOST_ELEMENTS = 250;

// Fewer nodes are drawn again and again as fast as a picture of them
const MANY = 1000;

const BORDER = 60;

// A moving view counts as standing still after this time
const REST_MS = 140;

/** Draws a scene as the camera sees it: edges and far nodes on a canvas, near nodes as elements. */
export class GraphView {

	camera = new Camera();

	#host;
	#canvas;
	#layer;
	#minimap;
	#scene;
	#emphasis;
	#edgeStyles;
	#farNodes;
	#snapshot = new Snapshot();
	#colours;
	#frame;
	#moving = false;
	#rest;
	#unwatch;
	#sizes;

	/** @param parts { canvas, group, minimap }: a canvas, a group in an SVG above it, and a small canvas */
	constructor(host, { canvas, group, minimap }) {
		this.#host = host;
		this.#canvas = canvas;
		this.#layer = new NodeLayer(group);
		this.#minimap = new Minimap(minimap, this.camera, () => this.moved());
	}

	/** Begins to follow the size of the element and the colours; resized is called after the size was another. */
	connect(resized) {
		this.#sizes = new ResizeObserver(() => {
			if (this.measure()) {
				resized();
				this.draw();
			}
		});
		this.#sizes.observe(this.#host);
		this.#unwatch = watchColours(() => this.#recolour());
	}

	/** Takes over the size that the element has now; returns whether it had another. */
	measure() {
		const { clientWidth: width, clientHeight: height } = this.#host;
		const pixels = devicePixelRatio || 1;
		if (width === this.camera.width && height === this.camera.height) {
			return false;
		}
		this.#snapshot.drop();
		this.#canvas.width = width * pixels;
		this.#canvas.height = height * pixels;
		this.camera.resize(width, height);
		return true;
	}

	disconnect() {
		this.#sizes.disconnect();
		this.#unwatch();
		cancelAnimationFrame(this.#frame);
		clearTimeout(this.#rest);
	}

	get scene() {
		return this.#scene;
	}

	/** Whether the element has a place on the page: on a phone it has none. */
	get visible() {
		return this.camera.width > 0 && this.camera.height > 0;
	}

	setScene(scene) {
		this.#colours ??= colours();
		this.#scene = scene;
		this.#layer.setScene(scene);
		this.#minimap.setScene(scene, this.#colours);
	}

	/** What stands out: { selected, matched, critical }, see Emphasis. */
	emphasise(marks) {
		this.#emphasis = new Emphasis(this.#scene.model, marks);
		this.#edgeStyles = this.#emphasis.edges();
		this.#farNodes = new FarNodes(this.#scene, this.#emphasis);
		this.#snapshot.drop();
		this.#layer.restyle(this.#emphasis);
		this.redraw();
	}

	/** Draws with the next frame. */
	redraw() {
		this.#frame ??= requestAnimationFrame(() => {
			this.#frame = undefined;
			this.draw();
		});
	}

	/** After the camera was moved: draws roughly while it goes on, and finely when it stands still. */
	moved() {
		this.#moving = true;
		clearTimeout(this.#rest);
		this.#rest = setTimeout(() => {
			this.#moving = false;
			this.redraw();
		}, REST_MS);
		this.redraw();
	}

	draw() {
		if (!this.#scene || !this.#emphasis || !this.visible) {
			return;
		}
		const nodes = this.camera.scale >= NEAR ? this.#scene.nodesIn(this.camera.view) : [];
		const near = this.camera.scale >= NEAR && nodes.length <= MOST_ELEMENTS;
		this.#paint(near);
		this.#layer.show(near ? nodes : [], this.camera, this.#emphasis);
		this.#minimap.draw();
	}

	#paint(near) {
		const context = this.#canvas.getContext('2d');
		const { scale, left, top } = this.camera;
		const pixels = devicePixelRatio || 1;
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
		if (this.#moving && !near && this.#snapshot.paint(context, this.camera, pixels)) {
			return;
		}
		context.setTransform(pixels * scale, 0, 0, pixels * scale, pixels * left, pixels * top);
		paintEdges(context, this.#scene, this.camera, this.#edgeStyles, this.#colours, this.#moving);
		if (!near) {
			this.#farNodes.paint(context, this.camera, this.#colours);
		}
		if (!this.#moving && !near && this.#scene.model.count > MANY) {
			this.#snapshot.take(this.#canvas, this.camera, this.#scene.bounds);
		}
	}

	/** Brings all into view. */
	fit() {
		if (this.#scene) {
			this.camera.fit(this.#scene.bounds);
			this.moved();
		}
	}

	/** Brings a node to the middle. */
	centre(node) {
		this.camera.centre(this.#scene.x[node], this.#scene.y[node]);
		this.redraw();
	}

	/** Whether a node is in view, and not at its border. */
	showsWell(node) {
		const [x, y] = this.camera.inView(this.#scene.x[node], this.#scene.y[node]);
		return !this.visible || x >= BORDER && y >= BORDER && x <= this.camera.width - BORDER
			&& y <= this.camera.height - BORDER;
	}

	/** The number of the node that is drawn at a point of the view; undefined where there is none. */
	nodeAt(x, y) {
		return this.#scene?.nodeAt(...this.camera.inPicture(x, y));
	}

	/** Moves the focus to a node, if it is near enough to be an element; else it stays with the graph. */
	focus(node) {
		this.draw();
		if (!this.#layer.focus(node)) {
			this.#host.focus({ preventScroll: true });
		}
	}

	#recolour() {
		this.#colours = colours();
		this.#snapshot.drop();
		if (this.#scene) {
			this.#minimap.setScene(this.#scene, this.#colours);
			this.redraw();
		}
	}

}
