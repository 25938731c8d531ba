import { html } from '../../vendor/lit-html/lit-html.js';
import { get, post } from '../api.js';
import { oneLine } from '../text.js';
import { planSummary } from './plan-summary.js';

/** Resumes a run, or runs a step of it and what depends on it again, in a new run. */
export class Resumption {

	#run;
	#step;
	#plan;

	constructor(run, step) {
		this.#run = run;
		this.#step = step;
	}

	get title() {
		return this.#step ? `Re-run from ${oneLine(this.#step.operation, 60)}` : 'Resume this run';
	}

	get label() {
		return this.#step ? 'Re-run' : 'Resume';
	}

	async prepare() {
		this.#plan = await get(['runs', this.#run.runId, 'plan'], { from: this.#step?.operation });
	}

	body() {
		return html`<p>${this.#step ? html`A new run executes <b>${oneLine(this.#step.operation, 80)}</b>, each call of
			it, and what
			depends on it. Everything else is replayed where it can be.`
			: 'A new run calls the pipeline with the arguments of this one. What can be replayed is replayed.'}</p>
			${planSummary(this.#plan)}`;
	}

	async act() {
		const { runId } = await post(['runs', this.#run.runId], { action: 'resume', from: this.#step?.operation });
		return { message: 'The new run has started', runId };
	}

}
