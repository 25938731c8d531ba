import { html, render } from '../../vendor/lit-html/lit-html.js';
import { stepTo } from './arrows.js';
import { description, legend, tools } from './controls.js';
import { svgOf } from './export-svg.js';
import { GraphView } from './graph-view.js';
import { Grouping } from './grouping.js';
import { layOut } from './layouts.js';
import { GraphModel } from './model.js';
import { Pointer } from './pointer.js';
import { HEIGHT, Scene, WIDTH } from './scene.js';

const ZOOM = 1.25;

const LARGE = 1000;

// A node that is nearer to the edge of the view is moved to its middle when it is asked for
const BORDER = 60;

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
	#model;
	#grouping = new Grouping();
	#view;
	#controls;
	#description;
	#followed = true;
	#pending = false;
	#turn = 0;

	connectedCallback() {
		this.#create();
		this.#view.connect(() => this.#resized());
		this.#changed();
	}

	disconnectedCallback() {
		this.#view.disconnect();
		this.#turn++;
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
			if (this.#given !== null) {
				this.#reveal(this.#given);
			}
		}
	}

	set matched(ids) {
		if ((ids ?? null) !== this.#matched) {
			this.#matched = ids ?? null;
			this.#emphasise();
		}
	}

	set critical(ids) {
		if ((ids ?? null) !== this.#critical) {
			this.#critical = ids ?? null;
			this.#emphasise();
			this.#renderControls();
		}
	}

	set criticalShown(shown) {
		if (shown !== undefined && shown !== this.#criticalShown) {
			this.#criticalShown = shown;
			this.#emphasise();
			this.#renderControls();
		}
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
		if (this.#view?.scene) {
			this.#view.camera.fit(this.#view.scene.bounds);
			this.#followed = true;
			this.#view.moved();
		}
	}

	/** Brings a step, or the group that it is in, to the middle of the view and gives it the focus. */
	focusNode(id) {
		const node = this.#number(id);
		if (node !== undefined) {
			this.#centre(node);
			this.#view.focus(node);
		}
	}

	/** The picture as it is laid out now, as the text of an SVG file. */
	toSvg() {
		return svgOf(this.#view.scene, { critical: this.#criticalShown ? this.#critical : null,
			title: this.getAttribute('aria-label') ?? 'Graph' });
	}

	#create() {
		if (this.#view) {
			return;
		}
		render(html`<canvas class="edges" aria-hidden="true"></canvas><svg class="nodes"><g></g></svg>
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
			zoom: (factor, x, y) => this.#move((camera) => camera.zoom(factor, x, y)),
			click: (x, y) => this.#choose(this.#view.scene?.nodeAt(...this.#view.camera.inPicture(x, y))),
		});
		this.addEventListener('keydown', (event) => this.#keyPressed(event));
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
		const turn = ++this.#turn;
		this.setAttribute('aria-busy', 'true');
		await this.#breathe();
		if (turn !== this.#turn) {
			return;
		}
		this.#view.measure();
		const model = new GraphModel(this.#nodes, this.#edges);
		const known = this.#model !== undefined && this.#model.meets(model);
		if (!known) {
			this.#grouping.reset();
			this.#followed = true;
		}
		const before = known ? this.#view.scene : undefined;
		const layOutSoon = async (shown) => {
			await this.#breathe();
			return this.#layOut(shown, before);
		};
		const scene = await this.#grouping.arrange(model, this.#view.camera, layOutSoon, () => this.#breathe());
		if (turn === this.#turn) {
			this.#model = model;
			this.#show(scene, before);
		}
	}

	// A large graph is taken over in several tasks, between which the page answers
	#breathe() {
		return this.#nodes.length > LARGE ? new Promise((resolve) => setTimeout(resolve)) : undefined;
	}

	async #layOut(model, before) {
		if (before && model.hasShapeOf(before.model)) {
			return before.withModel(model);
		}
		const { width, height } = this.#view.camera;
		const options = { width: WIDTH, height: HEIGHT, aspect: this.#view.visible ? width / height : 1.6 };
		if (before) {
			options.hints = Float64Array.from(model.nodes, (node) => node.rest ? NaN
				: before.y[before.model.number(node.id)] ?? NaN);
		}
		return new Scene(model, await layOut({ count: model.count, from: model.from, to: model.to }, options));
	}

	#show(scene, before) {
		const anchor = before && !this.#followed ? this.#anchor(before, scene) : undefined;
		this.#view.setScene(scene);
		if (anchor) {
			const [x, y] = this.#view.camera.inView(scene.x[anchor.now], scene.y[anchor.now]);
			this.#view.camera.pan(anchor.x - x, anchor.y - y);
		}
		else if (scene !== before && this.#followed) {
			this.#start();
		}
		this.#emphasise();
		this.#view.draw();
		this.#renderControls();
		this.#description.textContent = description(this.#nodes);
		this.setAttribute('aria-busy', 'false');
	}

	#start() {
		const { camera, scene } = this.#view;
		camera.start(scene.bounds);
		const selected = this.#number(this.#marked);
		if (selected !== undefined) {
			this.#reveal(this.#marked);
		}
	}

	// A node that is in both pictures stays where it is in the view: the selected one, or one near the middle
	#anchor(before, scene) {
		const camera = this.#view.camera;
		const candidates = [this.#openedFrom, this.#marked, ...this.#idsInView(before)];
		this.#openedFrom = undefined;
		for (const id of candidates) {
			const then = before.model.number(id);
			const now = scene.model.number(id) ?? scene.model.number(this.#grouping.shownAs(id));
			if (then !== undefined && now !== undefined) {
				const [x, y] = camera.inView(before.x[then], before.y[then]);
				return { now, x, y };
			}
		}
		return undefined;
	}

	#openedFrom;

	#idsInView(scene) {
		const camera = this.#view.camera;
		const [x, y] = camera.inPicture(camera.width / 2, camera.height / 2);
		return scene.nodesIn(camera.view)
			.sort((a, b) => Math.hypot(scene.x[a] - x, scene.y[a] - y) - Math.hypot(scene.x[b] - x, scene.y[b] - y))
			.map((node) => scene.model.nodes[node].id);
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

	// Moves the view only when the step is not well in it
	#reveal(id) {
		const node = this.#number(id);
		if (node === undefined || !this.#view.visible) {
			return;
		}
		const { camera, scene } = this.#view;
		const [x, y] = camera.inView(scene.x[node], scene.y[node]);
		if (x < BORDER || y < BORDER || x > camera.width - BORDER || y > camera.height - BORDER) {
			this.#centre(node);
		}
	}

	#centre(node) {
		const { camera, scene } = this.#view;
		camera.centre(scene.x[node], scene.y[node]);
		this.#view.redraw();
	}

	// A click on a group opens it, one on a step selects it, one beside both clears the selection
	#choose(node) {
		const chosen = node === undefined ? null : this.#view.scene.model.nodes[node];
		if (chosen?.members) {
			this.#open(chosen.id);
		}
		else {
			this.#select(chosen?.id ?? null);
		}
	}

	#select(id) {
		if (id !== this.#marked) {
			this.#mark(id);
			this.dispatchEvent(new CustomEvent('select', { detail: id }));
		}
	}

	#open(id) {
		this.#openedFrom = id;
		this.#followed = false;
		this.#grouping.open(id);
		this.#mark(id);
		this.#changed();
	}

	#close(id) {
		this.#openedFrom = this.#grouping.shownAs(id);
		this.#grouping.close(id);
		this.#mark(id);
		this.#followed = false;
		this.#changed();
	}

	// A screen reader activates a node without any pointer
	#clickedWithoutPointer(event) {
		const id = event.detail === 0 && event.target.closest('.node')?.dataset.id;
		if (id) {
			this.#choose(this.#view.scene.model.number(id));
		}
	}

	#keyPressed(event) {
		if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('button') || !this.#view.scene) {
			return;
		}
		if (this.#follow(event.key)) {
			event.preventDefault();
		}
	}

	#follow(key) {
		switch (key) {
			case '+': case '=': this.#move((camera) => camera.zoom(ZOOM)); return true;
			case '-': this.#move((camera) => camera.zoom(1 / ZOOM)); return true;
			case 'f': case '0': this.fit(); return true;
			case 'Escape': return this.#clear();
			case 'Enter': case ' ': return this.#enter();
			default: return key.startsWith('Arrow') && this.#step(key);
		}
	}

	#clear() {
		const selected = this.#marked !== null;
		this.#select(null);
		return selected;
	}

	#enter() {
		const node = this.#number(this.#marked);
		if (node !== undefined) {
			this.#choose(node);
		}
		return node !== undefined;
	}

	// A group is only marked, as the page knows nothing of it
	#step(key) {
		const to = stepTo(key, this.#number(this.#marked) ?? -1, this.#view.scene);
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
		return true;
	}

	#renderControls() {
		if (!this.#view?.scene) {
			return;
		}
		render(html`${tools({
			zoomIn: () => this.#move((camera) => camera.zoom(ZOOM)),
			zoomOut: () => this.#move((camera) => camera.zoom(1 / ZOOM)),
			fit: () => this.fit(),
		})}${legend({
			nodes: this.#nodes,
			calls: this.#model.calls.includes(1),
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
