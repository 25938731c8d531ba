import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { post } from '../api.js';
import { oneLine, visible } from '../text.js';
import { jsonText } from './json-text.js';
import { wholeValue } from './node-details.js';

const LONGEST = 1_000_000;

/** Gives the result of a step by hand, in a new run of the pipeline. */
export class Override {

	label = 'Run with this result';

	#run;
	#step;
	#node;
	#changed;
	#text = '';
	#error;

	constructor({ run, step, node }, changed) {
		this.#run = run;
		this.#step = step;
		this.#node = node;
		this.#changed = changed;
	}

	get title() {
		return `Give the result of ${oneLine(this.#step.operation, 60)}`;
	}

	get valid() {
		return this.#text.trim() !== '' && this.#error === undefined;
	}

	// What it was is a start for what it should be; where it is hidden or too long to edit, there is none
	async prepare() {
		if ('artifact' in this.#node) {
			this.#text = jsonText(this.#node.artifact);
		}
		else if (this.#node.artifactLength <= LONGEST) {
			this.#text = jsonText(await wholeValue(this.#node.nodeId, 'artifact'));
		}
	}

	body() {
		const name = html`<b>${oneLine(this.#step.operation, 80)}</b>`;
		return html`<p>A new run takes this as the result of ${name} instead of executing it; what depends on it runs
			with it. Who gave it and when is recorded.</p>
			<label class="stacked"><span>Result as JSON</span>
				<textarea class="field" rows="10" spellcheck="false" .value=${this.#text}
				aria-invalid=${this.#error !== undefined} aria-describedby="override-error"
				@input=${(event) => this.#edit(event.target.value)}></textarea></label>
			<p id="override-error" class="field-error" aria-live="polite">${visible(this.#error ?? '')}</p>`;
	}

	#edit(text) {
		this.#text = text;
		this.#error = problemOf(text);
		this.#changed();
	}

	async act() {
		const { runId } = await post(['runs', this.#run.runId], {
			action: 'resume', override: this.#step.operation, value: this.#text,
		});
		return { message: 'The new run has started', runId };
	}

}

/** What is wrong with a text that should be JSON, as a sentence; undefined where it is JSON. */
export function problemOf(text) {
	if (text.trim() === '') {
		return 'A result is needed; null is one too.';
	}
	try {
		JSON.parse(text);
		return undefined;
	}
	catch (error) {
		return `This is no JSON yet: ${error.message}. A text stands in double quotes.`;
	}
}
