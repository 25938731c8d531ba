const CLICK_DISTANCE = 3;
const WHEEL_SPEED = 0.0016;
const LINE = 16;

// What has its own use of the pointer
const CONTROLS = 'button, .minimap, .legend, .tools';

/**
 * Mouse, touch and wheel on a graph: drag moves it, two fingers or the wheel zoom. The wheel belongs to the page unless
 * the graph has the focus or Ctrl is held, so that the graph does not catch who scrolls past it.
 */
export class Pointer {

	#host;
	#actions;
	#pointers = new Map();
	#dragged = false;

	/** Actions: { pan(x, y), zoom(factor, x, y), click(x, y) }. */
	constructor(host, actions) {
		this.#host = host;
		this.#actions = actions;
		host.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
		host.addEventListener('pointerdown', (event) => this.#down(event));
		host.addEventListener('pointermove', (event) => this.#move(event));
		host.addEventListener('pointerup', (event) => this.#up(event));
		host.addEventListener('pointercancel', (event) => this.#pointers.delete(event.pointerId));
	}

	#wheel(event) {
		const meant = event.ctrlKey || event.metaKey || this.#host.contains(document.activeElement);
		if (!meant) {
			return;
		}
		event.preventDefault();
		const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
		if (event.shiftKey) {
			this.#actions.pan(-(event.deltaX || event.deltaY) * unit, 0);
		}
		else {
			// A touchpad's pinch comes as small steps with Ctrl
			const speed = WHEEL_SPEED * (event.ctrlKey && Math.abs(event.deltaY) < 40 ? 5 : 1);
			this.#actions.zoom(Math.exp(-event.deltaY * unit * speed), ...this.#at(event));
		}
	}

	#down(event) {
		if (event.button === 0 && !event.target.closest(CONTROLS)) {
			this.#dragged &&= this.#pointers.size > 0;
			this.#pointers.set(event.pointerId, this.#at(event));
			this.#host.setPointerCapture(event.pointerId);
		}
	}

	#move(event) {
		const before = this.#pointers.get(event.pointerId);
		if (!before) {
			return;
		}
		const now = this.#at(event);
		const moved = Math.hypot(now[0] - before[0], now[1] - before[1]);
		if (!this.#dragged && moved <= CLICK_DISTANCE) {
			return;
		}
		this.#dragged = true;
		const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
		if (other) {
			this.#actions.zoom(distance(now, other) / Math.max(1, distance(before, other)), ...other);
		}
		else {
			this.#actions.pan(now[0] - before[0], now[1] - before[1]);
		}
		this.#pointers.set(event.pointerId, now);
	}

	#up(event) {
		if (this.#pointers.delete(event.pointerId) && !this.#dragged) {
			this.#actions.click(...this.#at(event));
		}
	}

	#at(event) {
		const box = this.#host.getBoundingClientRect();
		return [event.clientX - box.left, event.clientY - box.top];
	}

}

function distance([x1, y1], [x2, y2]) {
	return Math.hypot(x2 - x1, y2 - y1);
}
