import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { address } from '../shell/router.js';
import { errorState, loading, segmented, toggleChip } from '../widgets.js';
import { ActionDialog } from '../run/action-dialog.js';
import { runCauses } from '../run/causes.js';
import { NodeDetails } from '../run/node-details.js';
import { emptyPanel, stepPanel, TAB_IDS } from '../run/panel.js';
import { runProgress } from '../run/progress.js';
import { runFigures, runHead } from '../run/run-head.js';
import { graphNodes } from '../run/graph-nodes.js';
import { hasFanOuts } from '../run/rows.js';
import { RunModel } from '../run/run-model.js';
import { Split } from '../run/split.js';
import { stepActions } from '../run/step-actions.js';
import '../run/timeline.js';

const LIVE_MS = 1000;
const GRAPH_LIMIT = 10_000;
// So many steps are a picture in which nothing can be read: fan-outs stand together then
const MANY_STEPS = 40;

/** One run: what ran, why, what it cost and saved. */
export class RunPage {

	static searchHint = 'Search steps of this run';

	static keys = [
		['↑ ↓ or k j', 'Previous or next step'],
		['← →', 'Close or open a fan-out'],
		['f', 'Fit the graph'],
	];

	#context;
	#id;
	#query;
	#model;
	#error;
	#previous;
	#graphDrawn = false;
	#stop;
	#details;
	#dialog;
	#rows = new Split(52, () => this.#context.requestRender());
	#columns = new Split(70, () => this.#context.requestRender());

	constructor(context) {
		this.#context = context;
		this.#details = new NodeDetails(() => context.requestRender());
		this.#dialog = new ActionDialog({
			changed: () => context.requestRender(),
			close: () => this.#set({ dialog: undefined }, { replace: true }),
			done: (result) => this.#done(result),
		});
	}

	enter(route) {
		this.update(route);
		this.#load();
		// Without the graph the page still has its timeline
		import('../graph/graph-element.js').then(() => {
			this.#graphDrawn = true;
			this.#context.requestRender();
		}, () => undefined);
	}

	update({ path, query }) {
		this.#id = path[1];
		this.#query = query;
	}

	leave() {
		this.#stop?.();
	}

	keydown(event) {
		const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
		if (by) {
			event.preventDefault();
			document.querySelector('musubito-timeline')?.move(by);
		}
		else if (event.key === 'f') {
			document.querySelector('musubito-graph')?.fit();
		}
		else if (event.key === 'Escape' && this.#query.get('step')) {
			this.#set({ step: undefined, call: undefined });
		}
	}

	async #load() {
		try {
			const [run, graph] = await Promise.all([
				get(['runs', this.#id]), get('graph', { run: this.#id, limit: GRAPH_LIMIT }),
			]);
			this.#error = undefined;
			this.#show(run, graph);
			this.#findPrevious(run);
			if (run.status === 'RUNNING') {
				this.#stop = this.#context.poll(() => this.#follow(), LIVE_MS);
			}
		}
		catch (error) {
			this.#error = error;
			this.#context.requestRender();
		}
	}

	#show(run, graph) {
		this.#model = new RunModel(run, graph);
		this.#context.requestRender();
	}

	// The graph is asked for again only when the journal has steps that it doesn't have
	async #follow() {
		const run = await get(['runs', this.#id]);
		const known = this.#model.nodes;
		const complete = run.steps.every((step) => known.has(step.nodeId)) && run.status === 'RUNNING';
		const graph = complete ? this.#model.graph : await get('graph', { run: this.#id, limit: GRAPH_LIMIT });
		if (run.status !== 'RUNNING') {
			this.#stop?.();
			this.#details.forget();
			this.#context.announce(`The run has ended: ${run.status.toLowerCase()}`);
		}
		this.#show(run, graph);
	}

	async #findPrevious(run) {
		if (run.pipeline) {
			const { runs } = await get('runs', { pipeline: run.pipeline, limit: 200 }).catch(() => ({ runs: [] }));
			this.#previous = runs.find((other) => other.startedAt < run.startedAt && other.runId !== run.runId);
			this.#context.requestRender();
		}
	}

	template() {
		if (this.#error) {
			return html`<div class="page">${errorState(this.#error, () => this.#load())}</div>`;
		}
		const model = this.#model;
		if (!model || model.run.runId !== this.#id) {
			return loading();
		}
		const step = this.#selected();
		const link = (nodeId) => this.#address({ step: nodeId, call: undefined });
		const outcome = this.#query.get('outcome') ?? undefined;
		return html`<div class="run-page">
			<div class="run-top">${runHead({ model, previous: this.#previous, session: this.#context.session,
				onResume: () => this.#set({ dialog: 'resume' }), toSvg: this.#graphShown() && (() => this.#graph().toSvg()) })}
			${runFigures({ model, outcome, onOutcome: (to) => this.#set({ outcome: to }) })}
			${model.running ? runProgress({ model, link }) : nothing}
			${runCauses({ model, link })}</div>
			<div class="run-columns ${step ? 'has-step' : ''}" ${this.#columns.style}><div class="run-main">
				${this.#toolbar()}
				<div class="run-views" ${this.#rows.style}>${this.#graphShown() ? this.#graphTemplate(step) : nothing}${this.#timeline(step)}</div></div>
			${this.#columns.template('Width of the step', true)}
			${this.#panel(step, link)}</div>
			${this.#dialogTemplate(step)}</div>`;
	}

	#dialogTemplate(step) {
		const kind = this.#context.session.writable ? this.#query.get('dialog') : undefined;
		const node = step && kind ? this.#details.node(step.nodeId) : undefined;
		return this.#dialog.template(kind, { run: this.#model.run, step, node: node?.failure ? undefined : node });
	}

	#done({ message, runId }) {
		this.#context.toast(message);
		this.#context.announce(message);
		if (runId) {
			this.#context.navigate(['runs', runId]);
		}
		else {
			this.#details.forget();
			this.#set({ dialog: undefined }, { replace: true });
			this.#load();
		}
	}

	#graph() {
		return document.querySelector('musubito-graph');
	}

	#graphShown() {
		return this.#graphDrawn && this.#query.get('view') !== 'list' && this.#model.graph.nodes.length > 0;
	}

	#toolbar() {
		const view = this.#query.get('view') === 'list' ? 'list' : 'graph';
		return html`<div class="run-toolbar">${this.#graphDrawn ? segmented({ label: 'View', selected: view,
			options: [{ value: 'graph', label: 'Graph and timeline' }, { value: 'list', label: 'Timeline' }],
			onSelect: (to) => this.#set({ view: to === 'list' ? to : undefined }) }) : nothing}
			${toggleChip({ label: 'Critical path', pressed: this.#pathShown(), onToggle: (on) => this.#set({ path: on ? undefined : '0' }) })}
			${hasFanOuts(this.#model.steps) ? toggleChip({ label: 'Group fan-outs', pressed: this.#grouped(),
				onToggle: (on) => this.#set({ group: on ? '1' : '0' }) }) : nothing}</div>`;
	}

	#pathShown() {
		return this.#query.get('path') !== '0';
	}

	#grouped() {
		const group = this.#query.get('group');
		return group ? group === '1' : this.#model.steps.length > MANY_STEPS;
	}

	#graphTemplate(step) {
		const matched = this.#matched();
		const { nodes, edges } = graphNodes(this.#model);
		return html`<section class="graph-box" aria-label="Graph"><musubito-graph .nodes=${nodes} .edges=${edges}
			.selected=${step?.nodeId} .matched=${matched && new Set(matched.map(({ nodeId }) => nodeId))}
			.critical=${this.#pathShown() ? this.#model.critical : null} .grouped=${this.#grouped()}
			@select=${(event) => this.#set({ step: event.detail ?? undefined, call: undefined })}></musubito-graph></section>
			${this.#rows.template('Height of the graph')}`;
	}

	#timeline(step) {
		const model = this.#model;
		return html`<musubito-timeline role="region" aria-label="Timeline" .steps=${this.#matched() ?? model.steps} .total=${model.steps.length}
			.wall=${model.wall} .critical=${this.#pathShown() ? model.critical : NO_PATH} .grouped=${this.#grouped()} .selected=${step?.key}
			@select=${(event) => this.#select(event.detail)}></musubito-timeline>`;
	}

	#select(step) {
		const first = this.#model.step(step.nodeId) === step;
		this.#set({ step: step.nodeId, call: first ? undefined : step.key }, { replace: this.#query.has('step') });
	}

	/** The steps that the filter and the search leave; null where nothing is filtered. */
	#matched() {
		const outcome = this.#query.get('outcome');
		const text = this.#query.get('q')?.toLowerCase();
		if (!outcome && !text) {
			return null;
		}
		return this.#filtered(`${outcome} ${text}`, (step) => (!outcome || step.filter === outcome)
			&& (!text || step.name.toLowerCase().includes(text) || step.nodeId.startsWith(text)));
	}

	// The same list as long as nothing changed: the timeline compares by identity
	#filtered(key, matches) {
		if (this.#matchedKey !== key || this.#matchedOf !== this.#model) {
			this.#matchedKey = key;
			this.#matchedOf = this.#model;
			this.#matchedSteps = this.#model.steps.filter(matches);
		}
		return this.#matchedSteps;
	}

	#matchedKey;
	#matchedOf;
	#matchedSteps;

	#selected() {
		const call = this.#query.get('call');
		const found = call ? this.#model.stepByKey(call) : undefined;
		return found ?? this.#model.step(this.#query.get('step'));
	}

	#panel(step, link) {
		if (!step) {
			return emptyPanel();
		}
		const tab = this.#query.get('tab');
		return stepPanel({
			session: this.#context.session, step, nodeId: step.nodeId, model: this.#model, details: this.#details,
			tab: TAB_IDS.has(tab) ? tab : 'why', link,
			onTab: (to) => this.#set({ tab: to === 'why' ? undefined : to }, { replace: true }),
			onClose: () => this.#set({ step: undefined, call: undefined }),
			actions: this.#context.session.writable ? stepActions({ run: this.#model.run, step, node: this.#details.node(step.nodeId),
				onAction: (dialog) => this.#set({ dialog }) }) : undefined,
		});
	}

	#changed(changes) {
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

	#set(changes, options) {
		this.#context.navigate(['runs', this.#id], this.#changed(changes), options);
	}

	#address(changes) {
		return address(['runs', this.#id], this.#changed(changes));
	}

}

const NO_PATH = new Set();
