import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { oneLine, visible } from '../text.js';
import { copyButton, relativeTime } from '../widgets.js';
import { plural } from '../words.js';

/** What is known of an effect outside the application: how far it came, and who said what became of it. */
export function effectState(effect) {
	if (!effect) {
		return nothing;
	}
	return html`<section class="effect ${isInDoubt(effect) ? 'is-stale' : ''}"><h3>${icon('effect', 13)} Effect: ${
		oneLine(effect.state).toLowerCase().replaceAll('_', ' ')}</h3>
		<dl class="pairs"><div><dt>Attempts</dt><dd>${plural(effect.attempts, 'attempt')}, the last one ${
			relativeTime(effect.startedAt)}</dd></div>
		<div><dt>Idempotency key</dt><dd class="mono break">${oneLine(effect.idempotencyKey)} ${
			copyButton(effect.idempotencyKey, 'Copy the idempotency key')}</dd></div>
		<div><dt>Process</dt><dd class="mono break">${oneLine(effect.owner)}</dd></div>
		${effect.error ? html`<div><dt>Error</dt><dd class="break">${visible(effect.error)}</dd></div>` : nothing}
		${effect.resolution ? html`<div><dt>Resolved</dt><dd>${effect.resolution === 'HAPPENED' ? 'it happened'
			: 'it did not happen'}, said ${oneLine(effect.resolvedBy ?? 'somebody')}
				${relativeTime(effect.resolvedAt)}</dd></div>` : nothing}</dl></section>`;
}

/** Whether nobody knows if the effect happened. */
export function isInDoubt(effect) {
	return effect?.state === 'UNKNOWN';
}
