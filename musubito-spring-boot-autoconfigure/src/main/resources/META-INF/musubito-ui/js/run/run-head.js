import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { href } from '../api.js';
import { dateTime, shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { copyButton, download, exportMenu, outcomeBadge, relativeTime } from '../widgets.js';
import { jsonText } from './json-text.js';

/** Which run this is and what can be done with it. View: { model, previous, session, onResume, toSvg }. */
export function runHead({ model, previous, session, onResume, toSvg }) {
	const { run } = model;
	const earlier = run.resumedFrom ?? previous?.runId;
	return html`<div class="run-head"><a class="icon-button" href="#/runs" title="All runs" aria-label="All runs">${icon('left')}</a>
		<div class="grow"><h1><span class="pipeline">${oneLine(run.pipeline ?? 'Request', 80)}</span> <span class="mono muted">${
			shortId(run.runId)}</span> ${copyButton(run.runId, 'Copy the id of the run')} ${outcomeBadge(run.status)}</h1>
			<p class="muted">${times(run)}${origin('Resumed from', run.resumedFrom)}${origin('Part of', run.parentRunId)}</p></div>
		<div class="actions">${earlier ? html`<a class="button" href=${address(['compare', `${earlier}..${run.runId}`])}>${
			icon('compare', 14)}Compare with ${run.resumedFrom ? 'what it resumes' : 'previous'}</a>` : nothing}
			${run.kind === 'PIPELINE' ? html`<a class="button" href=${address(['runs', run.runId, 'plan'])} title="What the pipeline would do now">${
			icon('clock', 14)}Plan</a>` : nothing}
			${exportMenu(exports(model, toSvg))}
			${session.writable && canBeResumed(run) ? html`<button class="button primary" type="button"
			@click=${onResume}>${icon('executed', 13)}Resume</button>` : nothing}</div></div>`;
}

// One that has ended successfully has nothing left to do: it is run again from a step, see the panel of the step
function canBeResumed(run) {
	return run.kind === 'PIPELINE' && (run.status === 'FAILED' || run.status === 'ABANDONED');
}

function times(run) {
	return html`Started <time datetime=${run.startedAt}>${dateTime(run.startedAt)}</time>, ${relativeTime(run.startedAt)}${
		run.endedAt ? html` · ended <time datetime=${run.endedAt}>${new Date(run.endedAt).toLocaleTimeString()}</time>` : nothing}`;
}

function origin(words, runId) {
	return runId ? html` · ${words} <a href=${address(['runs', runId])}>${shortId(runId)}</a>` : nothing;
}

function exports({ run, graph }, toSvg) {
	const name = `${(run.pipeline ?? 'run').replace(/[^\w.-]+/g, '_')}-${shortId(run.runId)}`;
	const graphOf = (format) => href('graph', { run: run.runId, limit: 10_000, format });
	return [
		{ label: 'JSON', onClick: () => download(`${name}.json`, jsonText({ run, graph })) },
		{ label: 'DOT', href: graphOf('dot'), download: `${name}.dot` },
		{ label: 'Mermaid', href: graphOf('mermaid'), download: `${name}.mmd` },
		...toSvg ? [{ label: 'SVG', onClick: () => download(`${name}.svg`, toSvg(), 'image/svg+xml') }] : [],
		{ label: 'Report (HTML)', href: href(['runs', run.runId, 'report']), download: `${name}.html` },
	];
}
