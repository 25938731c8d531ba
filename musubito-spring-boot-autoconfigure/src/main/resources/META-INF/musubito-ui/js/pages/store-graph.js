import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { count } from '../format.js';
import { graphExports } from '../graph/export.js';
import { filters } from '../graph/store-filters.js';
import { readGraph } from '../graph/store-graph.js';
import { resultList, stepCard } from '../graph/store-steps.js';
import { StoreFilter } from '../graph/store-filter.js';
import { NodeDetails } from '../run/node-details.js';
import { plural } from '../words.js';
import { emptyState, errorState, exportMenu, loading } from '../widgets.js';

// Beside the graph: to draw it and to read it have no part in common
import('../graph/graph-element.js');

const LIMIT = 10_000;
const POLL_MS = 5000;

/** #/graph: all that is in the store, with search and filters. */
export class StoreGraphPage {

	static searchHint = 'Search operations, node ids';

	static keys = [['← → ↑ ↓', 'Along the edges of the graph'], ['+ or -', 'Zoom'], ['f', 'Show all of the graph']];

	#context;
	#query = new URLSearchParams();
	#filter;
	#graph;
	#loaded;
	#matches = [];
	#matched = null;
	#summary;
	#details;
	#error;

	constructor(context) {
		this.#context = context;
		this.#details = new NodeDetails(() => context.requestRender());
	}

	enter(route) {
		this.update(route);
		this.#load({});
		this.#context.poll(async () => {
			this.#summary = await get('');
			this.#context.requestRender();
		}, POLL_MS);
	}

	update({ query }) {
		const filter = new StoreFilter(query);
		const changed = !filter.equals(this.#filter);
		this.#query = query;
		this.#filter = filter;
		if (changed && this.#graph) {
			this.#match();
			this.#context.announce(`${plural(this.#matches.length, 'step')} found`);
			if (this.#narrows()) {
				this.#load({ operation: filter.operation });
			}
		}
	}

	leave() {
		this.#loaded = undefined;
	}

	// The store has more than is loaded: an operation that is looked for is loaded with all that belongs to it
	#narrows() {
		const { operation } = this.#filter;
		return this.#loaded.operation !== operation && (this.#graph.truncated || this.#loaded.operation !== undefined);
	}

	async #load({ operation }) {
		const load = { operation: operation || undefined };
		this.#loaded = load;
		try {
			const graph = await readGraph({ limit: LIMIT, operation: load.operation });
			if (this.#loaded === load) {
				this.#error = undefined;
				this.#graph = graph;
				this.#match();
				if (this.#narrows() && this.#filter.operation) {
					this.#load({ operation: this.#filter.operation });
				}
			}
		}
		catch (error) {
			this.#error = error;
		}
		this.#context.requestRender();
	}

	#match() {
		this.#matches = this.#filter.apply(this.#graph.nodes);
		this.#matched = this.#filter.active ? new Set(this.#matches.map((node) => node.id)) : null;
	}

	#navigate(changes, options) {
		const query = new URLSearchParams(this.#query);
		for (const [name, value] of Object.entries(changes)) {
			if (value) {
				query.set(name, value);
			}
			else {
				query.delete(name);
			}
		}
		this.#context.navigate(['graph'], query, options);
	}

	template() {
		if (this.#error) {
			return html`<div class="page">${errorState(this.#error, () => this.#load(this.#loaded))}</div>`;
		}
		if (!this.#graph) {
			return loading();
		}
		if (this.#graph.nodes.length === 0) {
			return html`<div class="page">${emptyState('Nothing is stored yet', html`<p>Call a method with
				<code>@MusubitoStep</code>: what it computes is shown here.</p>`)}</div>`;
		}
		return html`<div class="store-graph">
			<div class="store-head">
				<div><h1>Graph</h1><p class="muted">${this.#counts()}</p></div>
				${filters({ graph: this.#graph, filter: this.#filter, summary: this.#summary },
					(changes) => this.#navigate(changes, { replace: true }))}
				<div class="actions">${exportMenu(graphExports({
					element: () => document.querySelector('musubito-graph'),
					parameters: { operation: this.#loaded.operation },
					name: 'graph',
					showError: (error) => this.#context.showError(error),
				}))}</div>
			</div>
			${this.#notice()}
			<div class="store-body">
				<musubito-graph aria-busy="true" .label=${'Graph of the store'}
					.nodes=${this.#graph.nodes} .edges=${this.#graph.edges}
					.selected=${this.#query.get('node')} .matched=${this.#matched} .store=${true}
					@select=${(event) => this.#navigate({ node: event.detail })}></musubito-graph>
				<aside class="store-steps" aria-label="Steps">${this.#side()}</aside>
			</div>
		</div>`;
	}

	#counts() {
		const { nodes, edges } = this.#graph;
		const shown = `${count(nodes.length)} ${nodes.length === 1 ? 'step' : 'steps'}, ${count(edges.length)} edges`;
		return this.#filter.active ? `${count(this.#matches.length)} of ${shown}` : shown;
	}

	#notice() {
		const stored = this.#summary?.store.nodes;
		if (this.#graph.truncated) {
			const all = stored > this.#graph.nodes.length ? ` of ${count(stored)}` : '';
			return html`<p class="notice store-notice">The newest ${count(this.#graph.nodes.length)}${all} steps are shown.
				${this.#loaded.operation ? 'Search for the id of a step to open it alone.'
					: 'Choose an operation: then its steps are loaded with all that they belong to.'}</p>`;
		}
		const more = stored - this.#graph.nodes.length;
		return more > 0 && !this.#loaded.operation ? html`<p class="notice store-notice">${plural(more, 'step is', 'steps are')}
			new. <button type="button" class="link-button" @click=${() => this.#load(this.#loaded)}>Show</button></p>` : nothing;
	}

	#side() {
		const selected = this.#graph.nodes.find((node) => node.id === this.#query.get('node'));
		const addressOf = (node) => `#/graph?${new URLSearchParams([...[...this.#query].filter(([name]) => name !== 'node'),
			['node', node.id]])}`;
		return html`${selected ? stepCard(selected, this.#details.node(selected.id), this.#graph.edges,
				() => this.#navigate({ node: null })) : nothing}
			${resultList(this.#matches, this.#filter, { addressOf, selected: selected?.id })}`;
	}

}
