import { html } from '../../vendor/lit-html/lit-html.js';
import { styles } from '../styles.js';

const STEP = 4;
const LEAST = 15;

/** A bar between two parts of the page that people move: by pointer, or with the arrows. */
export class Split {

	#changed;

	/** How much of the space the first part has, per cent. */
	part;

	constructor(part, changed) {
		this.part = part;
		this.#changed = changed;
	}

	/** The style of the element around both parts: --part is what the first one has. */
	get style() {
		return styles({ '--part': `${this.part}%` });
	}

	/** The bar; vertical is a bar between left and right. */
	template(label, vertical = false) {
		return html`<div class="split ${vertical ? 'vertical' : ''}" role="separator" tabindex="0" aria-label=${label}
			aria-orientation=${vertical ? 'vertical' : 'horizontal'} aria-valuenow=${Math.round(this.part)}
			aria-valuemin=${LEAST} aria-valuemax=${100 - LEAST} @keydown=${(event) => this.#key(event, vertical)}
			@pointerdown=${(event) => this.#grab(event, vertical)}></div>`;
	}

	#key(event, vertical) {
		const [less, more] = vertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
		const by = { [less]: -STEP, [more]: STEP }[event.key];
		if (by) {
			event.preventDefault();
			event.stopPropagation();
			this.#moveTo(this.part + by);
		}
	}

	#grab(event, vertical) {
		const bar = event.currentTarget;
		const space = bar.parentElement.getBoundingClientRect();
		const move = (moved) => this.#moveTo(vertical ? (moved.clientX - space.left) / space.width * 100
			: (moved.clientY - space.top) / space.height * 100);
		bar.setPointerCapture(event.pointerId);
		bar.addEventListener('pointermove', move);
		bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), { once: true });
	}

	#moveTo(part) {
		this.part = Math.max(LEAST, Math.min(100 - LEAST, part));
		this.#changed();
	}

}
