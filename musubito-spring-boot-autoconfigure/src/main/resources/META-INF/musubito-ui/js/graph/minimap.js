import { colourName } from './outcomes.js';
import { HEIGHT, WIDTH } from './scene.js';

const MOST_WIDTH = 168;
const MOST_HEIGHT = 104;

/** The whole picture in small, with a frame around what is in view; a press goes there. */
export class Minimap {

	#canvas;
	#camera;
	#scene;
	#picture;
	#scale = 1;
	#colours;

	/** @param moved called when the camera was moved */
	constructor(canvas, camera, moved) {
		this.#canvas = canvas;
		this.#camera = camera;
		canvas.addEventListener('pointerdown', (event) => {
			event.preventDefault();
			canvas.setPointerCapture(event.pointerId);
			this.#go(event, moved);
		});
		canvas.addEventListener('pointermove', (event) => {
			if (canvas.hasPointerCapture(event.pointerId)) {
				this.#go(event, moved);
			}
		});
	}

	#go(event, moved) {
		const box = this.#canvas.getBoundingClientRect();
		const { left, top } = this.#scene.bounds;
		this.#camera.centre((event.clientX - box.left) / this.#scale + left, (event.clientY - box.top) / this.#scale + top);
		moved();
	}

	/** Draws the picture once; draw() only adds the frame. */
	setScene(scene, colours) {
		this.#scene = scene;
		this.#colours = colours;
		const { left, top, width, height } = scene.bounds;
		this.#scale = Math.min(MOST_WIDTH / width, MOST_HEIGHT / height);
		const pixels = 2;
		this.#picture = Object.assign(document.createElement('canvas'), {
			width: Math.max(40, Math.ceil(width * this.#scale * pixels)),
			height: Math.max(24, Math.ceil(height * this.#scale * pixels)),
		});
		this.#canvas.width = this.#picture.width;
		this.#canvas.height = this.#picture.height;
		this.#canvas.style.setProperty('width', `${this.#picture.width / pixels}px`);
		this.#canvas.style.setProperty('height', `${this.#picture.height / pixels}px`);
		const context = this.#picture.getContext('2d');
		const scale = this.#scale * pixels;
		scene.model.nodes.forEach((node, number) => {
			context.fillStyle = colours[colourName(node.outcome)];
			context.fillRect((scene.x[number] - WIDTH / 2 - left) * scale, (scene.y[number] - HEIGHT / 2 - top) * scale,
				Math.max(1.2, WIDTH * scale), Math.max(1.2, HEIGHT * scale));
		});
	}

	/** Only shown while something is out of view. */
	draw() {
		const useful = this.#scene.model.count > 1 && !this.#camera.shows(this.#scene.bounds);
		this.#canvas.hidden = !useful;
		if (useful) {
			const context = this.#canvas.getContext('2d');
			const { left, top, right, bottom } = this.#camera.view;
			const scale = this.#scale * 2;
			context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
			context.drawImage(this.#picture, 0, 0);
			context.strokeStyle = this.#colours.accent;
			context.lineWidth = 2;
			context.strokeRect((left - this.#scene.bounds.left) * scale, (top - this.#scene.bounds.top) * scale,
				(right - left) * scale, (bottom - top) * scale);
		}
	}

}
