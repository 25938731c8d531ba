import { html, render } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { styles } from '../styles.js';
import { segmented } from '../widgets.js';
import { axisLength, ticksOf } from './axis.js';
import { rowsOf, SORTS } from './rows.js';
import { rowTemplate } from './timeline-row.js';

const ROW = matchMedia('(max-width: 640px)').matches ? 40 : 27;
const SPARE_ROWS = 6;
const PAGE_KEYS = 10;

/**
 * <musubito-timeline .steps .total .wall .critical .grouped .selected .tools @select>: a row for each step, or for each
 * fan-out that can be opened. Only the rows in view are in the document. 'select' has the step in its detail.
 */
class TimelineElement extends HTMLElement {

	#properties = { steps: [], wall: 0, critical: new Set(), grouped: false, selected: undefined, total: 0, tools: '' };
	#sort = 'start';
	#ghosts = true;
	#open = new Set();
	#active;
	#rows = [];
	#pending = false;
	#observer = new ResizeObserver(() => this.#request());

	static {
		for (const name of ['steps', 'wall', 'critical', 'grouped', 'total', 'tools']) {
			Object.defineProperty(this.prototype, name, {
				set(value) {
					this.#set(name, value);
				},
			});
		}
	}

	/** The key of the step that is selected. */
	set selected(key) {
		if (this.#properties.selected !== key) {
			this.#set('selected', key);
			this.#active = key;
			this.#revealPending = key !== undefined;
		}
	}

	#revealPending = false;

	connectedCallback() {
		this.#observer.observe(this);
		this.#request();
	}

	disconnectedCallback() {
		this.#observer.disconnect();
	}

	/** Moves to the next (1) or the previous (-1) row. */
	move(by) {
		const at = this.#rows.findIndex((row) => row.key === this.#active);
		this.#activate(this.#rows[Math.max(0, Math.min(this.#rows.length - 1, at < 0 ? 0 : at + by))]);
	}

	#set(name, value) {
		if (this.#properties[name] !== value) {
			this.#properties[name] = value;
			this.#request();
		}
	}

	#request() {
		if (!this.#pending && this.isConnected) {
			this.#pending = true;
			queueMicrotask(() => {
				this.#pending = false;
				this.#render();
			});
		}
	}

	get #box() {
		return this.querySelector('.timeline-box');
	}

	#render() {
		if (this.#revealPending && this.#properties.grouped) {
			this.#openFanOutOf(this.#properties.selected);
		}
		this.#arrange();
		const axis = axisLength(this.#properties.wall, this.#rows, this.#ghosts);
		const ticks = ticksOf(axis, this.#trackWidth());
		render([this.#head(ticks), this.#body(axis, ticks)], this);
		if (this.#revealPending) {
			this.#revealPending = false;
			this.#reveal();
		}
	}

	// Scrolling alone changes no row
	#arrange() {
		const { steps, grouped } = this.#properties;
		const arranged = [steps, grouped, this.#sort, [...this.#open].join('\n')];
		if (!arranged.every((part, at) => part === this.#arranged[at])) {
			this.#arranged = arranged;
			this.#rows = rowsOf(steps, { sort: this.#sort, grouped, open: this.#open });
		}
	}

	#arranged = [];

	#head(ticks) {
		const { steps, total, tools } = this.#properties;
		return html`<header class="timeline-head"><h2>Timeline</h2>
				${segmented({
					label: 'Sort by', options: SORTS, selected: this.#sort, onSelect: (sort) => this.#sortBy(sort),
				})}
				<button class="chip" type="button" aria-pressed=${this.#ghosts} @click=${() => this.#toggleGhosts()}>
					<span class="hatch"></span>Time avoided</button>
				${tools}
				<span class="muted count">${steps.length === total ? '' : `${steps.length} of `}${total} steps</span>
			</header>
			<div class="timeline-axis timeline-columns" aria-hidden="true">
				<span class="name">Step</span>
				<span class="track"><span class="ticks">${ticks.map(tickLabel)}</span></span>
				<span class="number">Tokens</span>
				<span class="number">Saved</span>
			</div>`;
	}

	#body(axis, ticks) {
		const [from, to] = this.#window();
		const rows = this.#rows.slice(from, to);
		return html`<div class="timeline-box" tabindex="0" role="tree" aria-label="Steps by time"
			aria-activedescendant=${this.#active === undefined ? '' : `row-${this.#active}`}
			@scroll=${() => this.#request()} @keydown=${(event) => this.#key(event)}>
			<div class="timeline-rows" role="presentation" ${styles({ height: `${this.#rows.length * ROW}px` })}>
				<div class="timeline-columns grid" aria-hidden="true"><span></span>
					<span class="track"><span class="ticks">${ticks.map(tickLine)}</span></span></div>
				${repeat(rows, (row) => row.key, (row, at) => this.#row(row, from + at, axis))}
			</div></div>`;
	}

	#row(row, at, axis) {
		const { selected, critical } = this.#properties;
		return rowTemplate(row, {
			top: at * ROW,
			position: at + 1,
			size: this.#rows.length,
			axis,
			ghosts: this.#ghosts,
			selected: row.key === selected,
			active: row.key === this.#active,
			critical: (row.steps ?? [row.step]).some((step) => critical.has(step.nodeId)),
			onClick: () => this.#clicked(row),
		});
	}

	#window() {
		const box = this.#box;
		const top = box?.scrollTop ?? 0;
		const height = box?.clientHeight || 400;
		return [Math.max(0, Math.floor(top / ROW) - SPARE_ROWS), Math.ceil((top + height) / ROW) + SPARE_ROWS];
	}

	#trackWidth() {
		return this.querySelector('.timeline-axis .ticks')?.clientWidth || 600;
	}

	#sortBy(sort) {
		this.#sort = sort;
		if (this.#box) {
			this.#box.scrollTop = 0;
		}
		this.#request();
	}

	#toggleGhosts() {
		this.#ghosts = !this.#ghosts;
		this.#request();
	}

	#clicked(row) {
		if (row.steps) {
			this.#toggle(row);
		}
		this.#activate(row);
	}

	#toggle(row) {
		if (!this.#open.delete(row.operation)) {
			this.#open.add(row.operation);
		}
		this.#request();
	}

	// Which row the keys are at; a step is selected with it
	#activate(row) {
		if (row) {
			this.#active = row.key;
			if (row.step) {
				this.dispatchEvent(new CustomEvent('select', { detail: row.step }));
			}
			this.#revealPending = true;
			this.#request();
		}
	}

	#openFanOutOf(key) {
		const step = this.#properties.steps.find((other) => other.key === key);
		if (step) {
			this.#open.add(step.operation);
		}
	}

	#reveal() {
		const at = this.#rows.findIndex((row) => row.key === this.#active);
		const box = this.#box;
		if (at >= 0 && (at * ROW < box.scrollTop || (at + 1) * ROW > box.scrollTop + box.clientHeight)) {
			box.scrollTop = Math.max(0, at * ROW - (box.clientHeight - ROW) / 2);
		}
	}

	#key(event) {
		const row = this.#rows.find((other) => other.key === this.#active);
		if (event.ctrlKey || event.metaKey || event.altKey || !this.#follow(event.key, row)) {
			return;
		}
		event.preventDefault();
		event.stopPropagation();
	}

	#follow(key, row) {
		switch (key) {
			case 'ArrowDown': case 'j': this.move(1); return true;
			case 'ArrowUp': case 'k': this.move(-1); return true;
			case 'PageDown': this.move(PAGE_KEYS); return true;
			case 'PageUp': this.move(-PAGE_KEYS); return true;
			case 'Home': this.#activate(this.#rows[0]); return true;
			case 'End': this.#activate(this.#rows.at(-1)); return true;
			case 'ArrowRight': return this.#unfold(row);
			case 'ArrowLeft': return this.#fold(row);
			case 'Enter': case ' ': return row !== undefined && (this.#clicked(row), true);
			default: return false;
		}
	}

	#unfold(row) {
		if (row?.steps && !row.open) {
			this.#toggle(row);
		}
		return row?.steps !== undefined;
	}

	#fold(row) {
		if (row?.steps && row.open) {
			this.#toggle(row);
		}
		else if (row?.level === 2) {
			this.#activate(this.#rows.find((other) => other.operation === row.step.operation && other.steps));
		}
		return row !== undefined;
	}

}

function tickLabel({ at, label }) {
	return html`<i ${left(at)}>${label}</i>`;
}

function tickLine({ at }) {
	return html`<i ${left(at)}></i>`;
}

function left(part) {
	return styles({ left: `${part * 100}%` });
}

customElements.define('musubito-timeline', TimelineElement);
