import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get } from '../api.js';
import { count, duration, money, shortId } from '../format.js';
import { icon } from '../icons.js';
import { boundaryList } from '../run/boundary.js';
import { estimate, unknownPart } from '../run/plan-summary.js';
import { tokenSum } from '../run/run-model.js';
import { thing } from '../run/why-sentence.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { causeChip, errorState, loading, outcomeBadge } from '../widgets.js';

const ROWS = 200;

/** What a pipeline would do now, called as in a run. */
export class PlanPage {

	#context;
	#id;
	#from;
	#plan;
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
			const plan = await get(['runs', this.#id, 'plan'], { from: asked });
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
		return html`<div class="page plan-page">${this.#head(plan)}${totals(plan)}
			${plan.complete ? nothing : html`<p class="notice">${icon('unknown', 14)}<span>${unknownPart(plan)}</span></p>`}
			${this.#table(plan)}
			<section class="card"><h2>What is not known</h2><p>Estimates are what the steps took, used and cost when they last ran.
			${plan.mayRun.steps > 0 ? 'Whether a step may run depends on what the steps before it will give.' : nothing}
			What lies behind the code of the application is not seen:</p>${boundaryList(plan.boundary)}</section></div>`;
	}

	#head(plan) {
		const operations = [...new Set(plan.steps.map(({ operation }) => operation))];
		return html`<div class="page-head"><div><h1>What would run now</h1><p class="muted">Pipeline <b>${oneLine(plan.pipeline, 80)}</b>, called as in run
			<a href=${address(['runs', plan.runId])}>${shortId(plan.runId)}</a>${plan.basedOn === plan.runId ? nothing
			: html`, by what run <a href=${address(['runs', plan.basedOn])}>${shortId(plan.basedOn)}</a> did`}</p></div>
			<div class="actions"><label class="from">From <select class="field" @change=${(event) => this.#choose(event.target.value)}>
			<option value="" ?selected=${!this.#from}>what changed</option>${operations.map((operation) => html`<option value=${operation}
			?selected=${operation === this.#from}>${oneLine(operation, 60)}</option>`)}</select></label>
			${this.#context.session.writable ? html`<a class="button primary" href=${address(['runs', plan.runId], this.#from
			? { from: this.#from, dialog: 'rerun' } : { dialog: 'resume' })}>${
			icon('executed', 13)}${this.#from ? 'Re-run' : 'Resume'} …</a>` : nothing}</div></div>`;
	}

	#choose(from) {
		this.#context.navigate(['runs', this.#id, 'plan'], { from });
	}

	#table({ steps, runId }) {
		return html`<div class="scroll-x"><table class="table plan-table"><caption class="visually-hidden">Steps of the plan</caption><thead><tr>
			<th scope="col">Step</th><th scope="col">Outcome</th><th scope="col">Why</th><th scope="col" class="number">Time</th><th scope="col"
			class="number">Tokens</th><th scope="col" class="number">Cost</th></tr></thead><tbody>${steps.slice(0, this.#rows).map((step) => row(step, runId))}</tbody></table></div>
			${steps.length > this.#rows ? html`<p><button class="button" type="button" @click=${() => this.#more()}>Show ${
			count(steps.length - this.#rows)} more</button></p>` : nothing}`;
	}

	#more() {
		this.#rows = Infinity;
		this.#context.requestRender();
	}

}

function totals({ replays, runs, mayRun }) {
	return html`<dl class="figures plan-totals">${total('would run', runs, 'about')}${total('may run', mayRun, 'about')}${
		total('would be replayed', replays, 'which saves about', 'saved')}</dl>`;
}

function total(label, of, words, className = '') {
	return html`<div><dt>${label}${of.steps > 0 ? html`, ${words} <b class=${className}>${estimate(of)}</b>` : nothing}</dt><dd>${
		count(of.steps)} ${of.steps === 1 ? 'step' : 'steps'}</dd></div>`;
}

function row(step, runId) {
	return html`<tr><th scope="row"><a href=${address(['runs', runId], { step: step.nodeId })}>${oneLine(step.operation, 80)}</a></th>
		<td>${outcomeBadge(step.outcome)}</td><td class="break">${why(step)}</td>${figure(step, duration(step.durationMs))}${
		figure(step, step.tokens && count(tokenSum(step.tokens)))}${figure(step, step.cost !== undefined && money(step.cost))}</tr>`;
}

function figure({ outcome }, text) {
	const saves = outcome === 'REPLAYS';
	return html`<td class="number ${saves ? 'saved' : ''}">${text ? html`${saves ? html`<span class="visually-hidden">saves </span>−` : nothing}${
		text}` : ''}</td>`;
}

function why({ why: reason, outcome }) {
	if (!reason) {
		return html`<span class="muted">${{ REPLAYS: 'nothing changed', MAY_RUN: 'depends on what the steps before it give',
			BLOCKED: 'a step before it is blocked' }[outcome] ?? ''}</span>`;
	}
	return html`${causeChip({ reason: reason.reason, component: reason.changes?.[0]?.component })}${reason.changes?.length > 1
		? html` <span class="muted">and ${reason.changes.slice(1, 3).map(({ component }, at) => html`${at > 0 ? ', ' : ''}${thing(component)}`)}${
		reason.changes.length > 3 ? ' …' : ''}</span>` : nothing}`;
}
