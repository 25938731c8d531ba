import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { isInDoubt } from './effect.js';

/** What can be done with a step: { run?, step, node, onAction(kind) }. Only a step of a run of a pipeline can be run again. */
export function stepActions({ run, step, node, onAction }) {
	const resumable = run?.kind === 'PIPELINE' && run.status !== 'RUNNING';
	const recorded = node && !node.failure && node.status !== 'RUNNING';
	const button = (kind, label, iconName, className = '') => html`<button class="button ${className}" type="button"
		@click=${() => onAction(kind)}>${icon(iconName, 13)}${label}</button>`;
	return html`<div class="actions">
		${isInDoubt(node?.effect) ? button('resolve', 'Resolve', 'effect', 'primary') : nothing}
		${resumable ? button('rerun', 'Re-run from here', 'executed', isInDoubt(node?.effect) ? '' : 'primary') : nothing}
		${recorded ? button('invalidate', 'Invalidate', 'invalidate', 'danger') : nothing}
		${resumable && recorded && step.type !== 'EXTERNAL_EFFECT' ? button('override', 'Give result', 'manual') : nothing}</div>`;
}
