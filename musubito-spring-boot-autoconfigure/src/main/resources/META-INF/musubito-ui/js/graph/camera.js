const LEAST = 0.004;
const MOST = 2.5;
const MARGIN = 24;

// For the legend below the picture, where there is room for both
const LEGEND = 34;
const LOW = 200;

// A picture of a few nodes is not blown up, and one that would be too small to read begins at its left instead
const MOST_AT_START = 1.15;
const READABLE = 0.72;
const OVERVIEW = 0.3;

/** Which part of the picture is in view: a point (x, y) of it is drawn at (x × scale + left, y × scale + top). */
export class Camera {

	scale = 1;
	left = 0;
	top = 0;
	width = 0;
	height = 0;

	resize(width, height) {
		this.left += (width - this.width) / 2;
		this.top += (height - this.height) / 2;
		this.width = width;
		this.height = height;
	}

	/** The scale at which all of the bounds are in view. */
	fitting(bounds) {
		const width = Math.max(1, this.width - 2 * MARGIN);
		const height = Math.max(1, this.height - 2 * MARGIN - this.#legend);
		return Math.min(width / bounds.width, height / bounds.height, MOST_AT_START);
	}

	get #legend() {
		return this.height > LOW ? LEGEND : 0;
	}

	/** Brings all into view. */
	fit(bounds) {
		this.#look(bounds, this.fitting(bounds));
	}

	/** The first view: all of it, if it can be read then or is too much to read anyway; else its beginning. */
	start(bounds) {
		const scale = this.fitting(bounds);
		this.#look(bounds, scale < READABLE && scale > OVERVIEW ? READABLE : scale);
	}

	#look(bounds, scale) {
		this.scale = Math.max(LEAST, scale);
		this.left = start(this.width, bounds.left, bounds.width, this.scale);
		this.top = (this.height - this.#legend - bounds.height * this.scale) / 2 - bounds.top * this.scale;
	}

	/** Zooms, so that what is drawn at (x, y) stays there; the middle unless given. */
	zoom(factor, x = this.width / 2, y = this.height / 2) {
		const scale = Math.max(LEAST, Math.min(MOST, this.scale * factor));
		const ratio = scale / this.scale;
		this.left = x - (x - this.left) * ratio;
		this.top = y - (y - this.top) * ratio;
		this.scale = scale;
	}

	pan(x, y) {
		this.left += x;
		this.top += y;
	}

	/** Brings a point of the picture to the middle. */
	centre(x, y) {
		this.left = this.width / 2 - x * this.scale;
		this.top = this.height / 2 - y * this.scale;
	}

	/** Where a point of the view is in the picture. */
	inPicture(x, y) {
		return [(x - this.left) / this.scale, (y - this.top) / this.scale];
	}

	/** Where a point of the picture is in the view. */
	inView(x, y) {
		return [x * this.scale + this.left, y * this.scale + this.top];
	}

	/** The part of the picture that is in view. */
	get view() {
		const [left, top] = this.inPicture(0, 0);
		const [right, bottom] = this.inPicture(this.width, this.height);
		return { left, top, right, bottom };
	}

	/** Whether all of the bounds are in view. */
	shows(bounds) {
		const { left, top, right, bottom } = this.view;
		return left <= bounds.left && top <= bounds.top && right >= bounds.left + bounds.width
			&& bottom >= bounds.top + bounds.height;
	}

}

function start(available, left, width, scale) {
	const free = available - width * scale;
	return (free >= 0 ? free / 2 : MARGIN) - left * scale;
}
