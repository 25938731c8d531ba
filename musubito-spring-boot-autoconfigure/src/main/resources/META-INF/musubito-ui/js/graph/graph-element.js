import { html, render } from '../../vendor/lit-html/lit-html.js';
import { shift } from './anchor.js';
import { Arrangement } from './arrangement.js';
import { stepTo } from './arrows.js';
import { description, legend, tools } from './controls.js';
import { svgOf } from './export-svg.js';
import { GraphView } from './graph-view.js';
import { followKeys } from './keys.js';
import { Pointer } from './pointer.js';

const ZOOM = 1.25;

/**
 * <musubito-graph>: a graph of steps. All is set by properties:
 * nodes [{ id, operation, label, detail, type, outcome, title }] and edges [{ from, to, kind }], as often as there are
 * more of them or other outcomes; selected (an id or null); matched and critical (a Set of ids, or null); grouped (true,
 * false, or undefined: grouped if the graph would be too small to read); store (whether it has many runs);
 * criticalShown; label (its name).
 * Events: 'select' with the id of a step or null; 'group' and 'critical' with whether that was switched on. The attribute
 * aria-busy is 'false' once the nodes that were set last are drawn.
 */
export class MusubitoGraph extends HTMLElement {

	#nodes = [];
	#edges = [];
	#given = null;
	#marked = null;
	#matched = null;
	#critical = null;
	#criticalShown = true;
	#arrangement = new Arrangement();
	#grouping = this.#arrangement.grouping;
	#view;
	#controls;
	#description;
	// Whether the view follows the graph: until people move it
	#followed = true;
	#pending = false;
	// What was opened or closed, by the ids of its nodes before and now: that stays where it is
	#changedGroup;

	connectedCallback() {
		this.#create();
		this.#view.connect(() => this.#resized());
		this.#changed();
	}

	disconnectedCallback() {
		this.#view.disconnect();
		this.#arrangement.cancel();
	}

	set nodes(nodes) {
		if (nodes !== this.#nodes) {
			this.#nodes = nodes;
			this.#changed();
		}
	}

	set edges(edges) {
		if (edges !== this.#edges) {
			this.#edges = edges;
			this.#changed();
		}
	}

	set selected(id) {
		if ((id ?? null) !== this.#given) {
			this.#given = id ?? null;
			this.#mark(this.#given);
			this.#reveal(this.#given);
		}
	}

	set matched(ids) {
		this.#matched = ids ?? null;
		this.#emphasise();
	}

	set critical(ids) {
		this.#critical = ids ?? null;
		this.#emphasise();
		this.#renderControls();
	}

	set criticalShown(shown) {
		this.#criticalShown = shown ?? true;
		this.#emphasise();
		this.#renderControls();
	}

	set grouped(grouped) {
		if (this.#grouping.want(grouped ?? undefined)) {
			this.#changed();
		}
	}

	set store(store) {
		this.#grouping.store = store;
	}

	set label(label) {
		this.setAttribute('aria-label', label);
	}

	/** Brings all into view. */
	fit() {
		this.#view?.fit();
		this.#followed = true;
	}

	/** Brings a step, or the group that it is in, to the middle of the view and gives it the focus. */
	focusNode(id) {
		const node = this.#number(id);
		if (node !== undefined) {
			this.#view.centre(node);
			this.#view.focus(node);
		}
	}

	/** The picture as it is laid out now, as the text of an SVG file. */
	toSvg() {
		return svgOf(this.#view.scene, { critical: this.#criticalShown ? this.#grouping.allShownAs(this.#critical) : null,
			title: this.getAttribute('aria-label') ?? 'Graph' });
	}

	#create() {
		if (this.#view) {
			return;
		}
		render(html`<canvas class="edges" aria-hidden="true"></canvas><svg class="nodes" role="presentation"><g></g></svg>
			<canvas class="minimap" aria-hidden="true" hidden></canvas>
			<p class="visually-hidden" id="graph-description"></p><div class="controls"></div>`, this);
		this.tabIndex = 0;
		this.setAttribute('role', 'application');
		this.setAttribute('aria-describedby', 'graph-description');
		this.#controls = this.querySelector('.controls');
		this.#description = this.querySelector('p');
		this.#view = new GraphView(this, { canvas: this.querySelector('canvas'), group: this.querySelector('g'),
			minimap: this.querySelector('.minimap') });
		new Pointer(this, {
			pan: (x, y) => this.#move((camera) => camera.pan(x, y)),
			zoom: (factor, x, y) => this.#zoom(factor, x, y),
			click: (x, y) => this.#choose(this.#view.nodeAt(x, y)),
		});
		followKeys(this, {
			zoomIn: () => this.#zoom(ZOOM),
			zoomOut: () => this.#zoom(1 / ZOOM),
			fit: () => this.fit(),
			clear: () => this.#select(null),
			enter: () => this.#enter(),
			step: (key) => this.#step(key),
		});
		this.addEventListener('click', (event) => this.#clickedWithoutPointer(event));
	}

	// Several properties that are set at once make one change
	#changed() {
		if (!this.#pending && this.#view) {
			this.#pending = true;
			queueMicrotask(() => {
				this.#pending = false;
				this.#load().catch((error) => this.dispatchEvent(new ErrorEvent('error', { error, message: error.message })));
			});
		}
	}

	async #load() {
		this.setAttribute('aria-busy', 'true');
		const arranged = await this.#arrangement.arrange(this.#nodes, this.#edges, this.#view);
		if (arranged) {
			this.#show(arranged);
			this.setAttribute('aria-busy', 'false');
		}
	}

	#show({ scene, before }) {
		this.#followed ||= !before;
		const moved = this.#followed ? undefined : shift(before, scene, this.#view.camera,
			(id) => this.#grouping.shownAs(id), [this.#changedGroup ?? [], [this.#marked, this.#marked]]);
		this.#view.setScene(scene);
		if (moved) {
			this.#view.camera.pan(...moved);
		}
		else {
			this.#start();
		}
		this.#emphasise();
		this.#view.draw();
		this.#renderControls();
		this.#description.textContent = description(this.#nodes);
		if (this.#changedGroup && document.activeElement === this) {
			this.#view.focus(this.#number(this.#marked));
		}
		this.#changedGroup = undefined;
	}

	#start() {
		this.#view.camera.start(this.#view.scene.bounds);
		this.#reveal(this.#marked);
	}

	#resized() {
		if (this.#view.scene && this.#followed) {
			this.#start();
		}
	}

	#move(change) {
		if (this.#view.scene) {
			change(this.#view.camera);
			this.#followed = false;
			this.#view.moved();
		}
	}

	#zoom(factor, x, y) {
		this.#move((camera) => camera.zoom(factor, x, y));
	}

	// The number of the node that stands for a step
	#number(id) {
		return this.#view?.scene?.model.number(this.#grouping.shownAs(id));
	}

	#mark(id) {
		this.#marked = id;
		this.#emphasise();
	}

	#emphasise() {
		if (this.#view?.scene) {
			this.#view.emphasise({
				selected: this.#grouping.shownAs(this.#marked),
				matched: this.#grouping.allShownAs(this.#matched),
				critical: this.#criticalShown ? this.#grouping.allShownAs(this.#critical) : null,
			});
		}
	}

	#reveal(id) {
		const node = this.#number(id);
		if (node !== undefined && !this.#view.showsWell(node)) {
			this.#view.centre(node);
		}
	}

	// A click on a group opens it, one on a step selects it, one beside both clears the selection
	#choose(node) {
		const chosen = node === undefined ? undefined : this.#view.scene.model.nodes[node];
		if (chosen?.members) {
			this.#grouping.open(chosen.group);
			this.#regroup(chosen.group, chosen.id);
		}
		else {
			this.#select(chosen?.id ?? null);
		}
	}

	#close(id) {
		const begin = this.#grouping.shownAs(id);
		this.#grouping.close(id);
		this.#regroup(id, begin);
	}

	#regroup(id, shownBefore) {
		this.#changedGroup = [shownBefore, id];
		this.#followed = false;
		this.#mark(id);
		this.#changed();
	}

	#select(id) {
		if (id === this.#marked) {
			return false;
		}
		this.#mark(id);
		this.dispatchEvent(new CustomEvent('select', { detail: id }));
		return true;
	}

	// A screen reader activates a node without any pointer
	#clickedWithoutPointer(event) {
		const id = event.detail === 0 && event.target.closest('.node')?.dataset.id;
		if (id) {
			this.#choose(this.#view.scene.model.number(id));
		}
	}

	#enter() {
		const node = this.#number(this.#marked);
		if (node === undefined) {
			return false;
		}
		this.#choose(node);
		return true;
	}

	// A group is only marked, as the page knows nothing of it
	#step(key) {
		const to = this.#view.scene && stepTo(key, this.#number(this.#marked) ?? -1, this.#view.scene);
		if (to !== undefined) {
			const { id, members } = this.#view.scene.model.nodes[to];
			if (members) {
				this.#mark(id);
			}
			else {
				this.#select(id);
			}
			this.#reveal(id);
			this.#view.focus(to);
		}
	}

	#renderControls() {
		if (!this.#view?.scene) {
			return;
		}
		render(html`${tools({
			zoomIn: () => this.#zoom(ZOOM),
			zoomOut: () => this.#zoom(1 / ZOOM),
			fit: () => this.fit(),
		})}${legend({
			nodes: this.#nodes,
			calls: this.#arrangement.model.calls.includes(1),
			critical: this.#critical?.size > 0,
			criticalShown: this.#criticalShown,
			groups: this.#grouping.possible,
			grouped: this.#grouping.on,
			opened: this.#grouping.opened,
		}, {
			critical: (shown) => this.#switch('critical', shown, () => this.criticalShown = shown),
			group: (grouped) => this.#switch('group', grouped, () => this.grouped = grouped),
			close: (id) => this.#close(id),
		})}`, this.#controls);
	}

	#switch(name, on, change) {
		this.#followed ||= name === 'group';
		change();
		this.dispatchEvent(new CustomEvent(name, { detail: on }));
	}

}

customElements.define('musubito-graph', MusubitoGraph);
