import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { bytes, count, shortId } from '../format.js';
import { icon } from '../icons.js';
import { isNarrow, watchNarrow } from '../narrow.js';
import { arrange, inOrder, pipelinesOf } from '../runs/run-list.js';
import { runCards, runTable } from '../runs/run-table.js';
import { runFigures } from '../runs/run-figures.js';
import { address } from '../shell/router.js';
import { visible } from '../text.js';
import { download, emptyState, errorState, exportMenu, loading, toggleChip } from '../widgets.js';
import { plural } from '../words.js';

const PAGE_SIZE = 50;
const POLL_MS = 2000;

/** The runs, newest first: what each did, what it cost, what it saved, and what had changed. */
export class RunsPage {

	static searchHint = 'Search runs and causes';

	#context;
	#query;
	#limit = PAGE_SIZE;
	#runs;
	// Runs that came while people read the list: shown when they ask for them
	#waiting = [];
	#arrived = new Set();
	#pipelines = [];
	#summary;
	#error;
	#stopWatching;

	constructor(context) {
		this.#context = context;
	}

	enter({ query }) {
		this.#query = query;
		this.#stopWatching = watchNarrow(() => this.#context.requestRender());
		this.#load();
		this.#context.poll(() => this.#refresh(), POLL_MS);
	}

	update({ query }) {
		const samePipeline = query.get('pipeline') === this.#query.get('pipeline');
		this.#query = query;
		if (!samePipeline) {
			this.#limit = PAGE_SIZE;
			this.#load();
		}
	}

	leave() {
		this.#stopWatching();
	}

	async #load() {
		this.#error = undefined;
		try {
			const runs = await this.#read();
			this.#runs = runs;
			this.#waiting = [];
		}
		catch (error) {
			this.#error = error;
		}
		this.#context.requestRender();
	}

	async #read() {
		const pipeline = this.#query.get('pipeline');
		const [{ runs }, summary] = await Promise.all([get('runs', { limit: this.#limit, pipeline }), get('')]);
		this.#summary = summary;
		if (pipeline && this.#pipelines.length === 0) {
			this.#pipelines = pipelinesOf((await get('runs', { limit: PAGE_SIZE })).runs);
		}
		this.#pipelines = [...new Set([...this.#pipelines, ...pipelinesOf(runs)])].sort();
		return runs;
	}

	async #refresh() {
		const pipeline = this.#query.get('pipeline');
		const runs = await this.#read();
		if (pipeline !== this.#query.get('pipeline')) {
			return;
		}
		const known = new Set(this.#runs?.map((run) => run.runId));
		const more = this.#runs ? runs.filter((run) => !known.has(run.runId)
			&& Date.parse(run.startedAt) > newest(this.#runs)) : [];
		if (more.length > 0 && isBeingRead()) {
			this.#waiting = more;
			this.#runs = runs.filter((run) => !more.includes(run));
		}
		else {
			more.forEach((run) => this.#arrived.add(run.runId));
			this.#waiting = [];
			this.#runs = runs;
			if (more.length > 0) {
				this.#context.announce(plural(more.length, 'new run'));
			}
		}
		this.#error = undefined;
		this.#context.requestRender();
	}

	#showWaiting() {
		this.#waiting.forEach((run) => this.#arrived.add(run.runId));
		this.#runs = [...this.#waiting, ...this.#runs];
		this.#waiting = [];
		this.#context.requestRender();
	}

	#set(name, value) {
		const query = new URLSearchParams(this.#query);
		query.set(name, value);
		this.#context.navigate(['runs'], query, { replace: true });
	}

	// Of three, the one that was ticked first gives way
	#pick(id, ticked) {
		const others = this.#picked().filter((other) => other !== id);
		this.#set('pick', ticked ? [...others.slice(-1), id].join(',') : others.join(','));
	}

	#picked() {
		return (this.#query.get('pick') ?? '').split(',').filter(Boolean).slice(0, 2);
	}

	#entries() {
		return arrange(this.#runs, { failedOnly: this.#query.get('failed') === '1', text: this.#query.get('q') })
			.map((entry) => ({ ...entry, isNew: this.#arrived.has(entry.run.runId) }));
	}

	template() {
		if (!this.#runs) {
			return this.#error ? html`<div class="page"><h1>Runs</h1>${errorState(this.#error, () => this.#load())}</div>`
				: loading();
		}
		return html`<div class="page">
			<div class="page-head"><div><h1>Runs</h1><p class="muted break">${this.#about()}</p></div>
				<div class="actions">${this.#compareButton()}${exportMenu([
					{ label: 'JSON', onClick: () => this.#export() }])}</div></div>
			${this.#summary.store.runs === 0 && this.#runs.length === 0 ? noRuns() : this.#list()}
		</div>`;
	}

	#about() {
		const { store } = this.#summary;
		return `${plural(store.runs, 'run')}, ${count(store.nodes)} nodes, ${count(store.artifacts)} artifacts · ${
			store.type} store, ${bytes(store.sizeBytes)} · ${visible(store.location ?? '')}${
			store.namespace ? ` · namespace ${visible(store.namespace)}` : ''}`;
	}

	#compareButton() {
		const picked = inOrder(this.#picked(), this.#runs);
		return picked.length === 2 ? html`<a class="button primary" href=${address(['compare', picked.join('..')])}>${
			icon('compare', 14)}Compare ${picked.map(shortId).join(' and ')}</a>`
			: html`<button class="button" type="button" disabled>${icon('compare', 14)}${
				picked.length === 1 ? 'Tick one more to compare' : 'Tick two runs to compare'}</button>`;
	}

	#list() {
		const entries = this.#entries();
		const list = { entries, picked: this.#picked(), onPick: (id, ticked) => this.#pick(id, ticked) };
		return html`${runFigures(this.#summary, this.#runs)}
			${this.#filters()}
			${this.#waiting.length > 0 ? html`<p class="waiting"><button class="button" type="button"
				@click=${() => this.#showWaiting()}>Show ${plural(this.#waiting.length, 'new run')}</button></p>` : nothing}
			${entries.length === 0 ? this.#nothingLeft() : isNarrow() ? runCards(list) : runTable(list)}
			${this.#more(entries.length)}`;
	}

	#filters() {
		const pipeline = this.#query.get('pipeline') ?? '';
		return html`<div class="filters" role="group" aria-label="Filters">${this.#pipelines.length > 1 || pipeline
			? html`${toggleChip({ label: 'All pipelines', pressed: !pipeline, onToggle: () => this.#set('pipeline', '') })}${
				this.#pipelines.map((name) => toggleChip({ label: visible(name), pressed: pipeline === name,
					onToggle: (on) => this.#set('pipeline', on ? name : '') }))}<span class="filter-separator"></span>` : nothing}${
			toggleChip({ label: 'Failed only', pressed: this.#query.get('failed') === '1', outcome: 'FAILED',
				onToggle: (on) => this.#set('failed', on ? '1' : '') })}${this.#query.get('q')
			? html`<button class="chip" type="button" aria-pressed="true" title="Clear the search"
				@click=${() => this.#set('q', '')}>“${visible(this.#query.get('q'))}”${icon('failed', 10)}</button>` : nothing}
		</div>`;
	}

	#nothingLeft() {
		const clear = () => this.#context.navigate(['runs'], { pick: this.#query.get('pick') });
		return emptyState('No run is like that', html`<p>None of the ${plural(this.#runs.length, 'run')} that are loaded
			passes the filters.</p><button class="button" type="button" @click=${clear}>Clear the filters</button>`);
	}

	#more(shown) {
		const all = this.#runs.length;
		const mayBeMore = all + this.#waiting.length >= this.#limit;
		return html`<p class="more-line"><span class="muted" role="status">${shown < all ? `${shown} of ` : ''}${
			plural(all, 'run')} loaded</span>${mayBeMore ? html`<button class="button" type="button" @click=${() => {
				this.#limit += PAGE_SIZE;
				this.#load();
			}}>Load more</button>` : nothing}</p>`;
	}

	#export() {
		download('runs.json', JSON.stringify({ runs: this.#entries().map(({ run }) => run) }, undefined, '\t'));
	}

}

function newest(runs) {
	return Math.max(0, ...runs.map((run) => Date.parse(run.startedAt)));
}

// A row that moves away under the pointer, or under the eyes, is worse than one that comes a little later
function isBeingRead() {
	const list = document.querySelector('.runs tbody, .run-cards');
	return Boolean(list) && (list.matches(':hover, :focus-within') || list.getBoundingClientRect().top < 0);
}

function noRuns() {
	return emptyState('No run yet', html`<p>A run is one call of a method with <code>@MusubitoPipeline</code>, or of code
		between whose steps nothing else begins. Annotate the methods that call a model with <code>@MusubitoStep</code>,
		call the pipeline once, and it is listed here, without loading the page again.</p>
		<pre><code>@MusubitoPipeline("answer")
public String answer(String question) {
	return writer.draft(question);
}

@MusubitoStep(name = "draft")
public String draft(String question) {
	return chatClient.prompt(question).call().content();
}</code></pre>`, 'executed');
}
