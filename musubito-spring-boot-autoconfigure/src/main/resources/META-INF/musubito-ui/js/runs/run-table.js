import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { count, shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { visible } from '../text.js';
import { outcomeBadge, relativeTime, stackedBar } from '../widgets.js';
import { moneyText, replayedText, runCauses, runDuration, withoutCause } from './run-facts.js';

/** The list of runs for wide screens; see RunsPage for what `list` has. */
export function runTable(list) {
	return html`<div class="scroll-x"><table class="table runs">
		<caption class="visually-hidden">Runs, newest first</caption>
		<thead><tr>
			<th scope="col"><span class="visually-hidden">Compare</span></th>
			<th scope="col">Run</th>
			<th scope="col">Status</th>
			<th scope="col" class="bar">Steps</th>
			<th scope="col" class="number">Replayed</th>
			<th scope="col" class="number">Duration</th>
			<th scope="col" class="number">Tokens</th>
			<th scope="col" class="number">Tokens saved</th>
			<th scope="col" class="number">Cost</th>
			<th scope="col" class="number">Cost saved</th>
			<th scope="col">What changed</th>
			<th scope="col" class="started">Started</th>
		</tr></thead>
		<tbody>${repeat(list.entries, ({ run }) => run.runId, (entry) => row(entry, list))}</tbody>
	</table></div>`;
}

function row({ run, child, isNew }, list) {
	return html`<tr class="${child ? 'child' : ''} ${isNew ? 'new' : ''}">
		<td>${pickBox(run, list)}</td>
		<th scope="row">${runName(run, child)}</th>
		<td>${outcomeBadge(run.status)}</td>
		<td class="bar">${run.counts ? stackedBar(run.counts) : nothing}</td>
		<td class="number">${replayedText(run)}</td>
		<td class="number">${runDuration(run)}</td>
		<td class="number">${count(run.tokensSpent ?? 0)}</td>
		<td class="number saved">${count(run.tokensSaved ?? 0)}</td>
		<td class="number">${moneyText(run.costSpent ?? noCost(run.tokensSpent), run.unpricedModels)}</td>
		<td class="number saved">${moneyText(run.costSaved ?? noCost(run.tokensSaved))}</td>
		<td>${runCauses(run, withoutCause)}</td>
		<td class="started muted">${relativeTime(run.startedAt)}</td>
	</tr>`;
}

/** The same for phones. */
export function runCards(list) {
	return html`<ul class="run-cards">${repeat(list.entries, ({ run }) => run.runId, ({ run, child, isNew }) =>
		html`<li class="card ${child ? 'child' : ''} ${isNew ? 'new' : ''}">
			<div class="run-card-head">${pickBox(run, list)}<h2>${runName(run, child)}</h2>${outcomeBadge(run.status)}</div>
			${run.counts ? stackedBar(run.counts) : nothing}
			<p class="muted">${run.counts ? html`${replayedText(run)} replayed · ` : nothing}${runDuration(run)} ·
				${relativeTime(run.startedAt)}</p>
			<p>${count(run.tokensSpent ?? 0)} tokens, <span class="saved">${count(run.tokensSaved ?? 0)} saved</span> ·
				${moneyText(run.costSpent ?? noCost(run.tokensSpent), run.unpricedModels)}, <span class="saved">${
				moneyText(run.costSaved ?? noCost(run.tokensSaved))} saved</span></p>
			${run.causes ? html`<p>${runCauses(run, withoutCause)}</p>` : nothing}
		</li>`)}</ul>`;
}

function pickBox(run, { picked, onPick }) {
	return html`<label class="pick"><input type="checkbox" .checked=${live(picked.includes(run.runId))}
		aria-label="Compare run ${shortId(run.runId)} of ${visible(run.pipeline)}"
		@change=${(event) => onPick(run.runId, event.target.checked)}></label>`;
}

function runName(run, child) {
	return html`<span class="run-name">${child ? html`<span class="child-mark" aria-hidden="true">↳</span>` : nothing}<a
		class="row-link" href=${address(['runs', run.runId])}><b>${visible(run.pipeline)}</b> <span class="mono">${
		shortId(run.runId)}</span></a>${run.kind === 'REQUEST' ? html`<span class="kind">request</span>` : nothing}</span>${
		relation(run, child)}`;
}

function relation(run, child) {
	if (run.resumedFrom) {
		return html`<span class="relation">${icon('executed', 10)} resumes <a href=${address(['runs', run.resumedFrom])}
			class="mono">${shortId(run.resumedFrom)}</a></span>`;
	}
	if (run.parentRunId) {
		return html`<span class="relation">${child ? 'within' : 'part of'} <a href=${address(['runs', run.parentRunId])}
			class="mono">${shortId(run.parentRunId)}</a></span>`;
	}
	return nothing;
}

// No tokens cost nothing, whether or not there are prices
function noCost(tokens) {
	return tokens ? undefined : 0;
}
