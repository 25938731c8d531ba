import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { runCauses } from '../run/causes.js';
import { graphNodes } from '../run/graph-nodes.js';
import { NodeDetails } from '../run/node-details.js';
import { emptyPanel } from '../run/no-step.js';
import { runProgress } from '../run/progress.js';
import { hasFanOuts } from '../run/rows.js';
import { runFigures } from '../run/run-figures.js';
import { runHead } from '../run/run-head.js';
import { RunLoader } from '../run/run-loader.js';
import { RunView } from '../run/run-view.js';
import { Split } from '../run/split.js';
import '../run/timeline.js';
import { address } from '../shell/router.js';
import { errorState, loading, segmented, toggleChip } from '../widgets.js';
import { plural } from '../words.js';

// The files for a step are loaded so long after the run is there, as it is drawn meanwhile
const PARTS_MS = 300;

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
	#loader;
	#details;
	#parts;
	#partsAwaited;
	#dialog;
	#graphDrawn = false;
	#view = new RunView();
	#rows = new Split(52, () => this.#context.requestRender());
	#columns = new Split(70, () => this.#context.requestRender());

	constructor(context) {
		this.#context = context;
		this.#loader = new RunLoader(context, (run) => this.#ended(run));
		this.#details = new NodeDetails(() => context.requestRender());
	}

	enter(route) {
		this.update(route);
		this.#loader.load(this.#id).then(() => setTimeout(() => this.#loadParts(), PARTS_MS));
		// Without the graph the page still has its timeline
		import('../graph/graph-element.js').then(() => {
			this.#graphDrawn = true;
			this.#context.requestRender();
		}, () => undefined);
	}

	update({ path, query }) {
		const filter = (of) => `${of?.get('outcome') ?? ''} ${of?.get('q') ?? ''}`;
		const filtered = this.#loader.model !== undefined && filter(query) !== filter(this.#query);
		this.#id = path[1];
		this.#query = query;
		if (query.has('step') || query.has('dialog')) {
			this.#loadParts();
		}
		if (filtered) {
			const { steps } = this.#view.update(query, this.#loader.model);
			this.#context.announce(`${steps.length} of ${plural(this.#loader.model.steps.length, 'step')} shown`);
		}
	}

	leave() {
		this.#loader.stop();
	}

	// Asked for again when a step is selected, if they did not come
	#loadParts() {
		this.#partsAwaited ??= import('../run/step-parts.js').then((parts) => {
			this.#parts = parts;
			this.#dialog = new parts.ActionDialog({
				changed: () => this.#context.requestRender(),
				close: () => this.#set({ dialog: undefined, from: undefined }, { replace: true }),
				done: (result) => this.#done(result),
			});
			this.#context.requestRender();
		}, (error) => {
			this.#partsAwaited = undefined;
			this.#context.showError(error);
		});
	}

	keydown(event) {
		const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
		// There, arrows scroll
		const scrolls = event.key.length > 1 && event.target.closest('.step-panel, .run-top') !== null;
		if (by && !scrolls) {
			event.preventDefault();
			document.querySelector('musubito-timeline')?.move(by);
		}
		else if (event.key === 'f') {
			this.#graph()?.fit();
		}
		else if (event.key === 'Escape' && this.#query.has('step')) {
			this.#set(this.#view.select(undefined));
		}
	}

	template() {
		const { model, error, previous } = this.#loader;
		if (error) {
			return html`<div class="page">${errorState(error, () => this.#loader.load(this.#id))}</div>`;
		}
		if (!model) {
			return loading();
		}
		const view = this.#view.update(this.#query, model);
		const link = (nodeId) => address(['runs', this.#id], view.changed({ step: nodeId, call: undefined }));
		const { step } = view;
		return html`<div class="run-page">
			<div class="run-top">${this.#top(link)}</div>
			<div class="run-columns ${step ? 'has-step' : ''}" ${this.#columns.style}>
				<div class="run-main"><div class="run-views" ${this.#rows.style}>
					${this.#graphShown() ? this.#graphTemplate() : nothing}
					${this.#timeline()}
				</div></div>
				${this.#columns.template('Width of the step', true)}
				${step ? this.#panel(step, link) : emptyPanel()}
			</div>
			${this.#dialogTemplate(step)}
		</div>`;
	}

	#top(link) {
		const { model, previous } = this.#loader;
		return html`${runHead({
				model, previous, session: this.#context.session,
				onResume: () => this.#set({ dialog: 'resume' }),
				toSvg: this.#graphShown() ? () => this.#graph().toSvg() : undefined,
				showError: (error) => this.#context.showError(error),
			})}
			${runFigures({ model, outcome: this.#view.outcome, onOutcome: (outcome) => this.#set({ outcome }) })}
			${model.running ? runProgress({ model, link }) : nothing}
			${runCauses({ model, link, onFailed: () => this.#set({ outcome: 'failed' }) })}`;
	}

	#graph() {
		return document.querySelector('musubito-graph');
	}

	#graphShown() {
		return this.#graphDrawn && !this.#view.list && this.#loader.model.byNode.size > 0;
	}

	#graphTemplate() {
		const view = this.#view;
		const { nodes, edges } = graphNodes(this.#loader.model);
		return html`<section class="graph-box" aria-label="Graph"><musubito-graph aria-busy="true"
				.label=${'Graph of the run'}
				.nodes=${nodes}
				.edges=${edges}
				.selected=${view.step?.nodeId}
				.matched=${view.matched}
				.critical=${this.#loader.model.critical}
				.criticalShown=${view.pathShown}
				.grouped=${view.groupWanted}
				@select=${(event) => this.#set({ step: event.detail ?? undefined, call: undefined })}
				@critical=${(event) => this.#showPath(event.detail)}
				@group=${(event) => this.#group(event.detail)}></musubito-graph></section>
			${this.#rows.template('Height of the graph')}`;
	}

	#timeline() {
		const view = this.#view;
		const { model } = this.#loader;
		return html`<musubito-timeline role="region" aria-label="Timeline"
			.steps=${view.steps}
			.total=${model.steps.length}
			.wall=${model.wall}
			.critical=${view.critical}
			.grouped=${view.grouped}
			.selected=${view.step?.key}
			.tools=${this.#tools()}
			@select=${(event) => this.#select(event.detail)}></musubito-timeline>`;
	}

	// Going through the steps with the keys leaves one entry in the history
	#select(step) {
		this.#set(this.#view.select(step), { replace: this.#view.step !== undefined });
	}

	#tools() {
		const view = this.#view;
		const views = this.#graphDrawn ? segmented({
			label: 'View',
			selected: view.list ? 'list' : 'graph',
			options: [{ value: 'graph', label: 'With graph' }, { value: 'list', label: 'Timeline only' }],
			onSelect: (to) => this.#set({ view: to === 'list' ? to : undefined }),
		}) : nothing;
		// The graph has these switches too
		return this.#graphShown() ? views : html`${views}
			${toggleChip({ label: 'Critical path', pressed: view.pathShown, onToggle: (on) => this.#showPath(on) })}
			${hasFanOuts(this.#loader.model.steps) ? this.#groupChip() : nothing}`;
	}

	#groupChip() {
		return toggleChip({ label: 'Group fan-outs', pressed: this.#view.grouped, onToggle: (on) => this.#group(on) });
	}

	#showPath(shown) {
		this.#set({ path: shown ? undefined : '0' }, { replace: true });
	}

	#group(grouped) {
		this.#set({ group: grouped ? '1' : '0' }, { replace: true });
	}

	#panel(step, link) {
		if (!this.#parts) {
			return html`<aside class="step-panel" aria-label="Step">${loading()}</aside>`;
		}
		const { session } = this.#context;
		this.#noticeOutcome(step);
		const { run } = this.#loader.model;
		return this.#parts.stepPanel({
			session, step, nodeId: step.nodeId, link,
			model: this.#loader.model,
			details: this.#details,
			tab: this.#view.tab,
			onTab: (tab) => this.#set({ tab: tab === 'why' ? undefined : tab }, { replace: true }),
			onClose: () => this.#set(this.#view.select(undefined)),
			actions: session.writable ? this.#parts.stepActions({
				run, step, node: this.#details.node(step.nodeId), onAction: (dialog) => this.#set({ dialog }),
			}) : undefined,
		});
	}

	// What was known of a step while it ran is not what is known of it now
	#noticeOutcome({ nodeId, outcome }) {
		if (this.#shown?.nodeId === nodeId && this.#shown.outcome !== outcome) {
			this.#details.forget();
		}
		this.#shown = { nodeId, outcome };
	}

	#shown;

	#dialogTemplate(step = this.#view.from) {
		const kind = this.#context.session.writable ? this.#view.dialog : undefined;
		const node = step?.nodeId && kind ? this.#details.node(step.nodeId) : undefined;
		const { run } = this.#loader.model;
		return this.#dialog?.template(kind, { run, step, node: node?.failure ? undefined : node });
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
			this.#loader.load(this.#id);
		}
	}

	#ended(run) {
		this.#details.forget();
		this.#context.announce(`The run has ended: ${run.status.toLowerCase()}`);
	}

	#set(changes, options) {
		this.#context.navigate(['runs', this.#id], this.#view.changed(changes), options);
	}

}
