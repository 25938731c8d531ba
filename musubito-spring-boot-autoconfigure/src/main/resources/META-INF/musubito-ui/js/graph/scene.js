/** The size of a node in the picture. */
export const WIDTH = 168;
export const HEIGHT = 44;

const CELL = 800;

/** A graph with its places: what is where in the picture. */
export class Scene {

	/** @param places what layout() gave for the model */
	constructor(model, places) {
		this.model = model;
		this.x = places.x;
		this.y = places.y;
		this.layer = places.layer;
		this.starts = places.starts;
		this.points = places.points;
		this.boxes = this.#edgeBoxes();
		this.bounds = this.#bounds();
		this.cells = this.#cells();
	}

	/** The same places for a graph of the same shape. */
	withModel(model) {
		const scene = Object.assign(Object.create(Scene.prototype), this);
		scene.model = model;
		return scene;
	}

	// Left, top, right and bottom of each edge
	#edgeBoxes() {
		const boxes = new Float64Array(4 * (this.starts.length - 1));
		for (let edge = 0; edge + 1 < this.starts.length; edge++) {
			let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
			for (let at = this.starts[edge]; at < this.starts[edge + 1]; at++) {
				left = Math.min(left, this.points[2 * at]);
				right = Math.max(right, this.points[2 * at]);
				top = Math.min(top, this.points[2 * at + 1]);
				bottom = Math.max(bottom, this.points[2 * at + 1]);
			}
			boxes.set([left, top, right, bottom], 4 * edge);
		}
		return boxes;
	}

	#bounds() {
		let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
		for (let node = 0; node < this.model.count; node++) {
			left = Math.min(left, this.x[node] - WIDTH / 2);
			right = Math.max(right, this.x[node] + WIDTH / 2);
			top = Math.min(top, this.y[node] - HEIGHT / 2);
			bottom = Math.max(bottom, this.y[node] + HEIGHT / 2);
		}
		return this.model.count > 0 ? { left, top, width: right - left, height: bottom - top }
			: { left: 0, top: 0, width: 1, height: 1 };
	}

	#cells() {
		const cells = new Map();
		for (let node = 0; node < this.model.count; node++) {
			const key = cellKey(Math.floor(this.x[node] / CELL), Math.floor(this.y[node] / CELL));
			const cell = cells.get(key);
			if (cell) {
				cell.push(node);
			}
			else {
				cells.set(key, [node]);
			}
		}
		return cells;
	}

	/** The numbers of the nodes of which something is in a part of the picture. */
	nodesIn({ left, top, right, bottom }) {
		const found = [];
		const [fromX, toX] = [left - WIDTH / 2, right + WIDTH / 2];
		const [fromY, toY] = [top - HEIGHT / 2, bottom + HEIGHT / 2];
		const add = (node) => {
			if (this.x[node] > fromX && this.x[node] < toX && this.y[node] > fromY && this.y[node] < toY) {
				found.push(node);
			}
		};
		const columns = [Math.floor(fromX / CELL), Math.floor(toX / CELL)];
		const rows = [Math.floor(fromY / CELL), Math.floor(toY / CELL)];
		if ((columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1) > this.cells.size) {
			this.cells.forEach((cell) => cell.forEach(add));
			return found;
		}
		for (let column = columns[0]; column <= columns[1]; column++) {
			for (let row = rows[0]; row <= rows[1]; row++) {
				this.cells.get(cellKey(column, row))?.forEach(add);
			}
		}
		return found;
	}

	/** The number of the node at a point of the picture; undefined where there is none. */
	nodeAt(x, y) {
		return this.nodesIn({ left: x, top: y, right: x, bottom: y })[0];
	}

	/** The node whose middle is nearest to a point, of those that are given. */
	nearest(x, y, nodes) {
		let found;
		let least = Infinity;
		for (const node of nodes) {
			const distance = Math.hypot(this.x[node] - x, this.y[node] - y);
			if (distance < least) {
				least = distance;
				found = node;
			}
		}
		return found;
	}

}

function cellKey(column, row) {
	return column * 1_000_003 + row;
}
