import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { count, duration, money, shortId } from '../format.js';
import { icon } from '../icons.js';
import { boundaryList } from '../run/boundary.js';
import { estimate, unknownPart } from '../run/plan-summary.js';
import { canBeResumed } from '../run/run-head.js';
import { tokenSum } from '../run/run-model.js';
import { thing } from '../run/why-sentence.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { causeChip, errorState, loading, outcomeBadge } from '../widgets.js';
import { plural } from '../words.js';

const ROWS = 200;
const WITHOUT_REASON = {
	REPLAYS: 'nothing changed',
	MAY_RUN: 'depends on what the steps before it give',
	BLOCKED: 'a step before it is blocked',
};

/** What a pipeline would do now, called as in a run. */
export class PlanPage {

	#context;
	#id;
	#from;
	#plan;
	#run;
	#error;
	#rows = ROWS;

	constructor(context) {
		this.#context = context;
	}

	enter(route) {
		this.update(route);
	}

	update({ path, query }) {
		const from = query.get('from') ?? undefined;
		if (this.#id !== path[1] || this.#from !== from) {
			this.#run = this.#id === path[1] ? this.#run : undefined;
			this.#id = path[1];
			this.#from = from;
			this.#load();
		}
	}

	leave() {
		// Nothing goes on
	}

	async #load() {
		this.#plan = undefined;
		this.#error = undefined;
		const asked = this.#from;
		try {
			const [plan, run] = await Promise.all([
				get(['runs', this.#id, 'plan'], { from: asked }), this.#run ?? get(['runs', this.#id]),
			]);
			this.#run = run;
			if (asked === this.#from) {
				this.#plan = plan;
			}
		}
		catch (error) {
			this.#error = error;
		}
		this.#context.requestRender();
	}

	template() {
		const plan = this.#plan;
		if (this.#error) {
			return html`<div class="page">${errorState(this.#error, () => this.#load())}</div>`;
		}
		if (!plan) {
			return loading('Asking what would run …');
		}
		return html`<div class="page plan-page">
			${this.#head(plan)}
			${totals(plan)}
			${plan.complete ? nothing : incomplete(plan)}
			${this.#table(plan)}
			${notKnown(plan)}
		</div>`;
	}

	#head(plan) {
		return html`<div class="page-head">
			<div><h1>What would run now</h1><p class="muted">${calledAs(plan)}</p></div>
			<div class="actions">
				${this.#choice(plan)}
				${this.#context.session.writable && (this.#from || canBeResumed(this.#run)) ? this.#action(plan) : nothing}
			</div>
		</div>`;
	}

	#choice({ steps }) {
		const operations = [...new Set(steps.map(({ operation }) => operation))];
		return html`<label class="from">From
			<select class="field" @change=${(event) => this.#choose(event.target.value)}>
				<option value="" ?selected=${!this.#from}>what changed</option>
				${operations.map((operation) => html`<option value=${operation} ?selected=${operation === this.#from}>${
					oneLine(operation, 60)}</option>`)}
			</select></label>`;
	}

	// The page of the run asks before it does it
	#action({ runId }) {
		const query = this.#from ? { from: this.#from, dialog: 'rerun' } : { dialog: 'resume' };
		return html`<a class="button primary" href=${address(['runs', runId], query)}>${icon('executed', 13)}${
			this.#from ? 'Re-run' : 'Resume'} …</a>`;
	}

	#choose(from) {
		this.#context.navigate(['runs', this.#id, 'plan'], { from });
	}

	#table({ steps, runId }) {
		const left = steps.length - this.#rows;
		return html`<div class="scroll-x"><table class="table plan-table">
			<caption class="visually-hidden">Steps of the plan</caption>
			<thead><tr>
				<th scope="col">Step</th>
				<th scope="col">Outcome</th>
				<th scope="col">Why</th>
				<th scope="col" class="number">Time</th>
				<th scope="col" class="number">Tokens</th>
				<th scope="col" class="number">Cost</th>
			</tr></thead>
			<tbody>${steps.slice(0, this.#rows).map((step) => row(step, runId))}</tbody></table></div>
			${left > 0 ? html`<p><button class="button" type="button" @click=${() => this.#more()}>Show ${
				count(left)} more</button></p>` : nothing}`;
	}

	#more() {
		this.#rows = Infinity;
		this.#context.requestRender();
	}

}

function calledAs({ pipeline, runId, basedOn }) {
	const run = (id) => html`<a href=${address(['runs', id])}>${shortId(id)}</a>`;
	return html`Pipeline <b>${oneLine(pipeline, 80)}</b>, called as in run ${run(runId)}${basedOn === runId ? nothing
		: html`, by what run ${run(basedOn)} did`}`;
}

function incomplete(plan) {
	return html`<p class="notice">${icon('unknown', 14)}<span>${unknownPart(plan)}</span></p>`;
}

function totals({ replays, runs, mayRun }) {
	return html`<dl class="figures plan-totals">
		${total('would run', runs, 'about')}
		${total('may run', mayRun, 'about')}
		${total('would be replayed', replays, 'which saves about', 'saved')}
	</dl>`;
}

function total(label, of, words, className = '') {
	const sum = html`, ${words} <b class=${className}>${estimate(of)}</b>`;
	return html`<div><dt>${label}${of.steps > 0 ? sum : nothing}</dt><dd>${plural(of.steps, 'step')}</dd></div>`;
}

function row(step, runId) {
	return html`<tr>
		<th scope="row"><a href=${address(['runs', runId], { step: step.nodeId })}>${
			oneLine(step.operation, 80)}</a></th>
		<td>${outcomeBadge(step.outcome)}</td>
		<td class="break">${why(step)}</td>
		${figure(step, duration(step.durationMs))}
		${figure(step, step.tokens && count(tokenSum(step.tokens)))}
		${figure(step, step.cost !== undefined && money(step.cost))}
	</tr>`;
}

// What is replayed takes nothing: the figure is what is saved
function figure({ outcome }, text) {
	if (outcome === 'REPLAYS') {
		const saves = html`<span class="visually-hidden">saves </span>−${text}`;
		return html`<td class="number saved">${text ? saves : ''}</td>`;
	}
	return html`<td class="number">${text || ''}</td>`;
}

function why({ why: reason, outcome }) {
	if (!reason) {
		return html`<span class="muted">${WITHOUT_REASON[outcome] ?? ''}</span>`;
	}
	const [first, ...others] = (reason.changes ?? []).map(({ component }) => component);
	const more = html` <span class="muted">and ${others.slice(0, 2).map((component, at) =>
		html`${at > 0 ? ', ' : ''}${thing(component)}`)}${others.length > 2 ? ' …' : ''}</span>`;
	return html`${causeChip({ reason: reason.reason, component: first })}${others.length > 0 ? more : nothing}`;
}

function notKnown({ mayRun, boundary }) {
	return html`<section class="card">
		<h2>What is not known</h2>
		<p>Estimates are what the steps took, used and cost when they last ran.
			${mayRun.steps > 0 ? 'Whether a step may run depends on what the steps before it will give.' : nothing}
			What lies behind the code of the application is not seen:</p>
		${boundaryList(boundary)}
	</section>`;
}
