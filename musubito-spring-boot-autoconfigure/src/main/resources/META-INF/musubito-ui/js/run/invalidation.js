import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get, post } from '../api.js';
import { oneLine } from '../text.js';
import { plural } from '../words.js';

const MOST = 12;

/** Invalidates a node and what depends on it. */
export class Invalidation {

	title = 'Invalidate with downstream';
	danger = true;

	#step;
	#preview;

	constructor(step) {
		this.#step = step;
	}

	get label() {
		return this.#preview ? `Invalidate ${plural(this.#preview.invalidated, 'node')}` : 'Invalidate';
	}

	async prepare() {
		try {
			this.#preview = await get(['nodes', this.#step.nodeId, 'invalidation']);
		}
		catch (error) {
			// An endpoint that can't say how many can do it all the same
			if (error.status !== 404) {
				throw error;
			}
		}
	}

	body() {
		const { invalidated, operations = [] } = this.#preview ?? {};
		const name = html`<b>${oneLine(this.#step.name, 80)}</b>`;
		const many = invalidated ? html`: <b>${plural(invalidated, 'node')}</b>` : nothing;
		return html`<p>${invalidated === 1 ? html`${name} is marked as stale; nothing that is stored depends on it.`
				: html`${name} and what depends on it are marked as stale${many}.`}
			They run again when they are next asked for. Nothing that was recorded is erased.</p>
			${operations.length > 0 ? list(operations) : nothing}`;
	}

	async act() {
		const { invalidated } = await post(['nodes', this.#step.nodeId], { action: 'invalidate' });
		return { message: `${plural(invalidated, 'node')} invalidated` };
	}

}

function list(operations) {
	return html`<ul class="affected">
		${operations.slice(0, MOST).map(({ operation, nodes }) => html`<li>${oneLine(operation, 80)}
			${nodes > 1 ? html`<span class="muted">× ${nodes}</span>` : nothing}</li>`)}
		${operations.length > MOST ? html`<li class="muted">and ${operations.length - MOST} more</li>` : nothing}
	</ul>`;
}
