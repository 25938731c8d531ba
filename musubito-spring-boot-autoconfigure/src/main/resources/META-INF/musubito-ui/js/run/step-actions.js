import { html } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';
import { isInDoubt } from './effect.js';

/**
 * What can be done with a step: { run?, step, node, onAction(kind) }. Only a step of a run of a pipeline can be run
 * again.
 */
export function stepActions({ run, step, node, onAction }) {
	const inDoubt = isInDoubt(node?.effect);
	const resumable = run?.kind === 'PIPELINE' && run.status !== 'RUNNING';
	const recorded = node && !node.failure && node.status !== 'RUNNING';
	const actions = [
		inDoubt && ['resolve', 'Resolve', 'effect', 'primary'],
		resumable && ['rerun', 'Re-run from here', 'executed', inDoubt ? '' : 'primary'],
		recorded && ['invalidate', 'Invalidate', 'invalidate', 'danger'],
		resumable && recorded && step.type !== 'EXTERNAL_EFFECT' && ['override', 'Give result', 'manual', ''],
	].filter(Boolean);
	return html`<div class="actions">${actions.map(([kind, label, iconName, className]) => html`<button type="button"
		class="button ${className}" @click=${() => onAction(kind)}>${icon(iconName, 13)}${label}</button>`)}</div>`;
}
