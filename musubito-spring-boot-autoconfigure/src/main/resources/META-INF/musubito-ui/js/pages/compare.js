import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { answer } from '../compare/answer.js';
import { causeList } from '../compare/causes.js';
import { bySection, differs, outcomeCounts, rootCauses } from '../compare/comparison.js';
import { stepSection } from '../compare/step-table.js';
import { count, duration, shortId } from '../format.js';
import { icon } from '../icons.js';
import { watchNarrow } from '../narrow.js';
import { moneyText } from '../runs/run-facts.js';
import { address } from '../shell/router.js';
import { visible } from '../text.js';
import { download, errorState, exportMenu, loading, outcomeBadge, relativeTime, stackedBar, toggleChip }
	from '../widgets.js';

/** Two runs side by side: what it cost, why, which steps differ and how. */
export class ComparePage {

	#context;
	#ids;
	#query;
	#diff;
	#causes;
	#error;
	// What the diff doesn't have: when the runs began, and texts of prompts by the step that reads them
	#started = {};
	#texts = new Map();
	#stopWatching;

	constructor(context) {
		this.#context = context;
	}

	enter({ path, query }) {
		this.#query = query;
		const [before, after] = path[1].split('..');
		this.#ids = { before, after };
		this.#stopWatching = watchNarrow(() => this.#context.requestRender());
		this.#load();
	}

	update({ query }) {
		this.#query = query;
		this.#diff?.steps.filter((step) => this.#isOpen(step.position)).forEach((step) => this.#loadTexts(step));
	}

	leave() {
		this.#stopWatching();
	}

	async #load() {
		this.#error = undefined;
		const { before, after } = this.#ids;
		try {
			if (!before || !after) {
				throw new Error('The address names no two runs. Tick two in the list of runs.');
			}
			this.#diff = await get(['runs', before, 'diff', after]);
			this.#causes = rootCauses(this.#diff);
		}
		catch (error) {
			this.#error = error;
		}
		this.#context.requestRender();
		if (this.#diff) {
			this.#loadMore();
		}
	}

	#loadMore() {
		for (const side of ['before', 'after']) {
			this.#started[side] ??= this.#diff[side].startedAt;
			if (!this.#started[side]) {
				get(['runs', this.#ids[side]]).then((run) => this.#started[side] = run.startedAt)
					.then(() => this.#context.requestRender(), () => undefined);
			}
		}
		this.#causes.map((cause) => cause.affected.find(readsText)).filter(Boolean).forEach((step) => this.#loadTexts(step));
		this.update({ query: this.#query });
	}

	async #loadTexts(step) {
		if (this.#texts.has(step) || !readsText(step)) {
			return;
		}
		this.#texts.set(step, []);
		try {
			const { resources } = await get(['nodes', step.before.nodeId, 'diff', step.after.nodeId]);
			this.#texts.set(step, resources ?? []);
		}
		catch {
			// The hashes stand there already; a text that was not kept is no failure
		}
		this.#context.requestRender();
	}

	#isOpen(name) {
		return this.#query.getAll('open').includes(name);
	}

	#toggle(name) {
		const query = new URLSearchParams(this.#query);
		if (this.#isOpen(name)) {
			query.delete('open', name);
		}
		else {
			query.append('open', name);
		}
		this.#context.navigate(['compare', `${this.#ids.before}..${this.#ids.after}`], query, { replace: true });
	}

	template() {
		if (!this.#diff) {
			return this.#error ? html`<div class="page"><h1>Compare runs</h1>${
				errorState(this.#error, () => this.#load())}</div>`
				: loading('Comparing …');
		}
		const diff = this.#diff;
		const runs = this.#ids;
		return html`<div class="page compare">
			<div class="page-head"><div><h1>Compare runs</h1><p class="muted">${visible(diff.before.pipeline)}${
				diff.before.pipeline === diff.after.pipeline ? nothing : html` and ${visible(diff.after.pipeline)}`}</p></div>
				<div class="actions"><a class="button" href=${address(['runs'], { pick: `${runs.before},${runs.after}` })}>Other
					runs</a><a class="button" href=${address(['compare', `${runs.after}..${runs.before}`])}>${
					icon('compare', 14)}Swap A and B</a>${exportMenu([{ label: 'JSON', onClick: () => this.#export() }])}</div></div>
			${answer(diff, this.#causes)}
			<div class="sides">${this.#side('A', 'before')}${this.#side('B', 'after')}</div>
			${figures(diff)}
			${diff.notes.length > 0 ? html`<div class="card notes">${diff.notes.map((note) => html`<p>${icon('unknown', 13)} ${
				visible(note)}</p>`)}</div>` : nothing}
			${causeList(this.#causes, { runs, prompts: new Map(this.#causes.map((cause) =>
				[cause, cause.affected.map((step) => this.#texts.get(step)).find((texts) => texts?.length > 0)])) })}
			${this.#sections()}
		</div>`;
	}

	#side(letter, side) {
		const run = this.#diff[side];
		return html`<section class="card side side-${letter.toLowerCase()}" aria-label="Run ${letter}">
			<span class="letter" aria-hidden="true">${letter}</span>
			<div class="grow"><p><a href=${address(['runs', run.runId])}><b class="mono">${shortId(run.runId)}</b></a> ${
				visible(run.pipeline)} ${outcomeBadge(run.status)} <span class="muted">${this.#started[side]
				? relativeTime(this.#started[side]) : nothing}</span></p>${stackedBar(outcomeCounts(this.#diff.steps, side))}</div>
		</section>`;
	}

	#sections() {
		const { changed, failures, added, removed, same } = bySection(this.#diff.steps);
		const view = {
			session: this.#context.session,
			runs: this.#ids,
			isOpen: (name) => this.#isOpen(name),
			toggle: (name) => this.#toggle(name),
			texts: (step) => this.#texts.get(step),
		};
		return html`${stepSection({ id: 'failures', title: 'Failures', steps: failures, view })}
			${stepSection({ id: 'changed', title: 'Steps that differ', steps: changed, view })}
			${stepSection({ id: 'added', title: 'Only in B', steps: added, view })}
			${stepSection({ id: 'removed', title: 'Only in A', steps: removed, view })}
			${same.length > 0 ? html`<p class="more-line">${toggleChip({
				label: `Steps that are the same (${count(same.length)})`,
				pressed: this.#isOpen('same'), onToggle: () => this.#toggle('same') })}</p>` : nothing}
			${stepSection({ id: 'same', title: 'Steps that are the same', view, steps: this.#isOpen('same') ? same : [] })}`;
	}

	#export() {
		const { before, after } = this.#ids;
		download(`compare-${shortId(before)}-${shortId(after)}.json`, JSON.stringify(this.#diff, undefined, '\t'));
	}

}

// Texts are kept of resources, and their hashes are components
function readsText({ before, after, changes }) {
	return before?.nodeId && after?.nodeId && changes.some(({ component }) => component.startsWith('resource '));
}

function figures({ before, after, steps }) {
	const differing = steps.filter(differs).length;
	const outputs = steps.filter(({ output }) => output).length;
	return html`<dl class="figures">
		${figure('Duration', duration(before.durationMs), duration(after.durationMs))}
		${figure('Tokens spent', count(before.tokensSpent), count(after.tokensSpent))}
		${figure('Cost', costOf(before), costOf(after))}
		${figure('Steps executed', count(before.executed), count(after.executed))}
		<div><dt>Steps that differ</dt><dd>${count(differing)} of ${count(steps.length)}</dd></div>
		<div><dt>Artifacts that differ</dt><dd>${count(outputs)}</dd></div>
	</dl>`;
}

function costOf({ costSpent, tokensSpent, unpricedModels }) {
	return moneyText(costSpent ?? (tokensSpent ? undefined : 0), unpricedModels);
}

function figure(label, before, after) {
	return html`<div><dt>${label}</dt><dd>${before === after ? html`${after} <span class="was">in both</span>`
		: html`<span class="was">${spoken('A: ')}${before}</span> <span aria-hidden="true">→</span> ${
			spoken('B: ')}${after}`}</dd></div>`;
}

function spoken(text) {
	return html`<span class="visually-hidden">${text}</span>`;
}
