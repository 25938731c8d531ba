import { fanOuts, group, PORTION } from './fan-out.js';
import { GraphModel } from './model.js';

// A graph is grouped from the beginning where it would be drawn smaller than this; so many nodes surely would
const READABLE = 0.8;
const MANY = 300;

const PAIR = 2;

/** Whether and which fan-outs of a graph are shown as groups. */
export class Grouping {

	/** Whether there is anything to group. */
	possible = false;

	/** Whether all fan-outs are shown as groups. */
	on = false;

	/** Whether the graph is that of a store: then only large fan-outs are grouped from the beginning. */
	store = false;

	#wanted;
	#opened = new Map();
	#labels = new Map();
	#shownAs;

	/** What people want: true, false, or undefined to decide by size. Returns whether that is another than before. */
	want(grouped) {
		const other = grouped !== this.#wanted;
		this.#wanted = grouped;
		return other;
	}

	/** For another graph. */
	reset() {
		this.#opened.clear();
		this.#shownAs = undefined;
		this.on = false;
	}

	/**
	 * The scene of a graph, grouped or not.
	 * @param layOut lays out a model: a Promise of a scene
	 * @param breathe waited for between the parts of the work
	 */
	async arrange(model, camera, layOut, breathe) {
		const groups = fanOuts(model, this.store);
		this.possible = groups.length < model.count;
		const decided = this.#wanted ?? (this.on || model.count > MANY || this.store ? true : undefined);
		if (!this.possible || decided === false) {
			return this.#ungrouped(model, layOut);
		}
		if (decided === undefined) {
			const scene = await this.#ungrouped(model, layOut);
			if (camera.width === 0 || camera.fitting(scene.bounds) >= READABLE) {
				return scene;
			}
		}
		await breathe();
		return this.#grouped(model, groups, layOut);
	}

	#ungrouped(model, layOut) {
		this.on = false;
		this.#shownAs = undefined;
		return layOut(model);
	}

	#grouped(model, groups, layOut) {
		this.on = !this.store || this.#wanted === true;
		const least = this.on ? PAIR : PORTION;
		if (!groups.some((members) => members.length >= least)) {
			this.#shownAs = undefined;
			return layOut(model);
		}
		const { nodes, edges, shownAs, labels } = group(model, groups, least, this.#opened);
		this.#shownAs = shownAs;
		this.#labels = labels;
		return layOut(new GraphModel(nodes, edges));
	}

	/** The id of the node that stands for a step: of its group, or its own; of a group that was opened, its beginning. */
	shownAs(id) {
		return this.#shownAs?.get(id) ?? id;
	}

	/** The same for a Set; null stays null. */
	allShownAs(ids) {
		return ids && this.#shownAs ? new Set([...ids].map((id) => this.shownAs(id))) : ids;
	}

	/** Shows some more of the steps of a group. */
	open(id) {
		this.#opened.set(id, (this.#opened.get(id) ?? 0) + PORTION);
	}

	/** Groups the steps again. */
	close(id) {
		this.#opened.delete(id);
	}

	/** The groups that were opened: [{ id, label }]. */
	get opened() {
		const known = [...this.#opened.keys()].filter((id) => this.#labels.has(id));
		return this.#shownAs ? known.map((id) => ({ id, label: this.#labels.get(id) })) : [];
	}

}
