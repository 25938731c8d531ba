import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { dialog } from '../dialogs.js';
import { icon } from '../icons.js';
import { visible } from '../text.js';
import { Invalidation } from './invalidation.js';
import { Override } from './override.js';
import { Resolution } from './resolution.js';
import { Resumption } from './resumption.js';

const ACTIONS = {
	resume: (subject) => new Resumption(subject.run),
	rerun: (subject) => new Resumption(subject.run, subject.step),
	invalidate: (subject) => new Invalidation(subject.step),
	override: (subject, changed) => new Override(subject, changed),
	resolve: (subject, changed) => new Resolution(subject, changed),
};

/**
 * The dialog of the action that the address names. An action has a title, may prepare() what its body says will happen,
 * and acts when it is confirmed; act() answers with what was done: { message, runId? }. Errors are told in the dialog,
 * which stays open.
 */
export class ActionDialog {

	#changed;
	#close;
	#done;
	#key;
	#action;
	#state = {};

	/** changed() renders again, close() takes the action out of the address, done(result) is called after it. */
	constructor({ changed, close, done }) {
		this.#changed = changed;
		this.#close = close;
		this.#done = done;
	}

	/** The dialog of an action of a run or a step, or nothing. Subject: { run?, step?, node?, model? }. */
	template(kind, subject) {
		const key = ACTIONS[kind] && isKnown(kind, subject) ? keyOf(kind, subject) : undefined;
		if (key !== this.#key) {
			this.#key = key;
			this.#action = key && ACTIONS[kind](subject, this.#changed);
			this.#state = {};
			this.#prepare();
		}
		return this.#action ? this.#dialog() : nothing;
	}

	#dialog() {
		const { prepared, error, busy } = this.#state;
		const action = this.#action;
		return dialog({
			title: action.title,
			className: 'action-dialog',
			body: html`${prepared ? action.body() : nothing}
				${prepared || error ? nothing : html`<p class="muted" role="status">Asking what will happen …</p>`}
				${error ? problem(error) : nothing}`,
			actions: html`<button class="button" type="button" @click=${this.#close}>Cancel</button>
				${prepared ? this.#confirmation(busy) : nothing}`,
			onClose: this.#close,
		});
	}

	#confirmation(busy) {
		const { danger, label, valid } = this.#action;
		return html`<button class="button ${danger ? 'danger solid' : 'primary'}" type="button"
			?disabled=${busy || valid === false} @click=${() => this.#act()}>${busy ? 'Working …' : label}</button>`;
	}

	async #prepare() {
		const action = this.#action;
		try {
			await action?.prepare?.();
			this.#update(action, { prepared: true });
		}
		catch (error) {
			this.#update(action, { error });
		}
	}

	async #act() {
		const action = this.#action;
		this.#update(action, { ...this.#state, busy: true, error: undefined });
		try {
			const result = await action.act();
			this.#update(action, { prepared: true });
			this.#done(result);
		}
		catch (error) {
			this.#update(action, { prepared: true, error });
		}
	}

	// Another dialog may be open by now
	#update(action, state) {
		if (action && action === this.#action) {
			this.#state = state;
			this.#changed();
		}
	}

}

function problem({ message }) {
	return html`<p class="notice is-failed" role="alert">${icon('failed', 14)}<span class="break">${
		visible(message)}</span></p>`;
}

// Another step is another action
function keyOf(kind, { run, step }) {
	return [kind, run?.runId, step?.nodeId ?? step?.operation].join(' ');
}

function isKnown(kind, { run, step, node }) {
	switch (kind) {
		case 'resume': return run !== undefined;
		case 'rerun': return run !== undefined && step !== undefined;
		case 'override': return run !== undefined && node !== undefined;
		case 'resolve': return node !== undefined;
		default: return step?.nodeId !== undefined;
	}
}
