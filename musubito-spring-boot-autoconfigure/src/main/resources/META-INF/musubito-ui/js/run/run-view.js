/** The tabs of the panel of a step. */
export const TAB_IDS = new Set(['why', 'artifact', 'inputs', 'lineage']);

// So many steps are a picture in which nothing can be read: fan-outs stand together then
const MANY_STEPS = 40;
const NO_PATH = new Set();

/** What of a run is shown, and how: all of it stands in the query of the address. */
export class RunView {

	#query;
	#model;
	#matched;
	#matchedNodes;

	/** The same view as before, of another query or another state of the run. */
	update(query, model) {
		if (this.#query !== query || this.#model !== model) {
			this.#query = query;
			this.#model = model;
			this.#matched = undefined;
			this.#matchedNodes = undefined;
		}
		return this;
	}

	/** The step that is selected. */
	get step() {
		const call = this.#query.get('call');
		return (call ? this.#model.stepByKey(call) : undefined) ?? this.#model.step(this.#query.get('step'));
	}

	get tab() {
		const tab = this.#query.get('tab');
		return TAB_IDS.has(tab) ? tab : 'why';
	}

	/** Only the steps with this outcome. */
	get outcome() {
		return this.#query.get('outcome') ?? undefined;
	}

	/** Whether the timeline stands alone. */
	get list() {
		return this.#query.get('view') === 'list';
	}

	get dialog() {
		return this.#query.get('dialog') ?? undefined;
	}

	/** Where to run again from, if no step of this run is meant but all calls of an operation. */
	get from() {
		const operation = this.#query.get('from');
		return operation ? { operation } : undefined;
	}

	get pathShown() {
		return this.#query.get('path') !== '0';
	}

	/** The nodes of the critical path, if it is shown. */
	get critical() {
		return this.pathShown ? this.#model.critical : NO_PATH;
	}

	/** Whether fan-outs stand together in the timeline. */
	get grouped() {
		return this.groupWanted ?? this.#model.steps.length > MANY_STEPS;
	}

	/** Whether people want fan-outs to stand together; undefined where they said nothing. */
	get groupWanted() {
		const group = this.#query.get('group');
		return group ? group === '1' : undefined;
	}

	/** Whether some steps are left out or made pale. */
	get filtered() {
		return this.outcome !== undefined || Boolean(this.#query.get('q'));
	}

	/** The steps that the filter and the search leave; the same list as long as nothing changed. */
	get steps() {
		this.#matched ??= this.filtered ? this.#model.steps.filter((step) => this.#matches(step)) : this.#model.steps;
		return this.#matched;
	}

	/** The nodes that the filter and the search leave; null where nothing is filtered. */
	get matched() {
		if (!this.filtered) {
			return null;
		}
		this.#matchedNodes ??= new Set(this.steps.map(({ nodeId }) => nodeId));
		return this.#matchedNodes;
	}

	#matches(step) {
		const text = this.#query.get('q')?.toLowerCase();
		return (!this.outcome || step.filter === this.outcome)
			&& (!text || step.name.toLowerCase().includes(text) || step.nodeId.startsWith(text));
	}

	/** The query with some parameters changed; undefined takes one out. */
	changed(changes) {
		const query = new URLSearchParams(this.#query);
		for (const [name, value] of Object.entries(changes)) {
			if (value === undefined) {
				query.delete(name);
			}
			else {
				query.set(name, value);
			}
		}
		return query;
	}

	/** What to change so that a step is selected. */
	select(step) {
		return { step: step?.nodeId, call: step && this.#model.step(step.nodeId) !== step ? step.key : undefined };
	}

}
