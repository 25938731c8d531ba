import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { post } from '../api.js';
import { oneLine, visible } from '../text.js';
import { relativeTime } from '../widgets.js';
import { problemOf } from './override.js';

/** Says whether an effect happened of which that is not known. */
export class Resolution {

	title = 'What became of this effect?';

	#step;
	#node;
	#changed;
	#happened;
	#text = 'null';
	#error;

	constructor({ step, node }, changed) {
		this.#step = step;
		this.#node = node;
		this.#changed = changed;
	}

	get label() {
		return { true: 'It happened', false: 'It did not happen' }[this.#happened] ?? 'Choose one';
	}

	get valid() {
		return this.#happened === 'false' || this.#happened === 'true' && this.#error === undefined;
	}

	body() {
		return html`${this.#question()}
			<fieldset class="choices"><legend class="visually-hidden">What became of it</legend>
				${this.#choice('true', 'It happened', 'It is never done again; calls get the result below.')}
				${this.#choice('false', 'It did not happen', 'The next call does it.')}
			</fieldset>
			${this.#happened === 'true' ? this.#result() : nothing}`;
	}

	#question() {
		const { effect } = this.#node;
		const name = html`<b>${oneLine(this.#step.name, 80)}</b>`;
		return html`<p>The last attempt of ${name} began ${relativeTime(effect?.startedAt)}, and its end was not
			recorded. Look with the receiver, under the key
			<code class="break">${oneLine(effect?.idempotencyKey ?? '')}</code>, and say what you found. Your name is
			recorded with it.</p>`;
	}

	#choice(value, label, consequence) {
		return html`<label class="choice">
			<input type="radio" name="happened" value=${value} .checked=${this.#happened === value}
				@change=${() => this.#choose(value)}>
			<span><b>${label}</b><br><span class="muted">${consequence}</span></span>
		</label>`;
	}

	#result() {
		return html`<label class="stacked"><span>What it returned, as JSON (null for nothing)</span>
				<textarea class="field" rows="4" spellcheck="false" .value=${this.#text}
				aria-invalid=${this.#error !== undefined}
				aria-describedby="resolution-error"
				@input=${(event) => this.#edit(event.target.value)}></textarea></label>
			<p id="resolution-error" class="field-error" aria-live="polite">${visible(this.#error ?? '')}</p>`;
	}

	#choose(value) {
		this.#happened = value;
		this.#changed();
	}

	#edit(text) {
		this.#text = text;
		this.#error = problemOf(text);
		this.#changed();
	}

	async act() {
		const happened = this.#happened === 'true';
		const resolution = { action: 'resolve', happened: this.#happened };
		await post(['nodes', this.#node.nodeId], happened ? { ...resolution, value: this.#text } : resolution);
		return { message: happened ? 'Recorded: it happened' : 'Recorded: it did not happen' };
	}

}
