import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { duration, money, percent } from '../format.js';
import { causeChip } from '../widgets.js';
import { oneLine } from '../text.js';
import { plural, reasonWord } from '../words.js';

// What a run of the list says about itself, in cells and cards alike

const SHOWN_CAUSES = 2;

/** How long a run took, or has taken so far. */
export function runDuration(run) {
	if (run.status === 'ABANDONED' && !run.endedAt) {
		return '–';
	}
	return duration((run.endedAt ? Date.parse(run.endedAt) : Date.now()) - Date.parse(run.startedAt));
}

/** The part of the steps that were replayed; undefined where it isn't known or there were none. */
export function replayedPart({ counts }) {
	const all = counts ? (counts.replayed ?? 0) + (counts.executed ?? 0) + (counts.failed ?? 0) + (counts.manual ?? 0) : 0;
	return all > 0 ? counts.replayed / all : undefined;
}

export function replayedText(run) {
	const part = replayedPart(run);
	return part === undefined ? '–' : percent(part);
}

/** Money of which some may have no price: then it is more than that, and the title says why. */
export function moneyText(amount, unpricedModels) {
	if (!unpricedModels?.length) {
		return money(amount ?? undefined);
	}
	const models = unpricedModels.map((model) => oneLine(model, 60)).join(', ');
	return html`<span title="No price is known for ${models}: set musubito.ai.prices">${amount == null ? 'no price'
		: `> ${money(amount)}`}</span>`;
}

/** Why a run executed what it executed, the most important causes first. */
export function runCauses(run, nothingChanged) {
	const { causes } = run;
	if (!causes) {
		return nothing;
	}
	if (causes.length === 0) {
		return html`<span class="muted">${nothingChanged(run)}</span>`;
	}
	const rest = causes.slice(SHOWN_CAUSES);
	const title = rest.map(({ reason, component }) => [reasonWord(reason), component && oneLine(component, 80)]
		.filter(Boolean).join(' ')).join('\n');
	return html`<span class="causes">${causes.slice(0, SHOWN_CAUSES).map(causeChip)}${rest.length > 0
		? html`<span class="muted" title=${title}>and ${plural(rest.length, 'more cause')}</span>` : nothing}</span>`;
}

/** What is said where a run has no causes. */
export function withoutCause(run) {
	if (run.status === 'RUNNING') {
		return 'nothing so far';
	}
	return run.counts && run.counts.replayed > 0 && !(run.counts.executed || run.counts.failed) ? 'nothing, all replayed'
		: 'nothing';
}
