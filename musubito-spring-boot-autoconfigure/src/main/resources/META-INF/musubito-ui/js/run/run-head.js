import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { get, href } from '../api.js';
import { dateTime, shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { copyButton, download, exportMenu, outcomeBadge, relativeTime } from '../widgets.js';

/** Which run this is and what can be done with it. View: { model, previous, session, onResume, toSvg, showError }. */
export function runHead(view) {
	const { run } = view.model;
	return html`<div class="run-head">
		<a class="icon-button" href="#/runs" title="All runs" aria-label="All runs">${icon('left')}</a>
		<div class="grow">
			<h1><span class="pipeline">${oneLine(run.pipeline ?? 'Request', 80)}</span>
				<span class="mono muted">${shortId(run.runId)}</span>
				${copyButton(run.runId, 'Copy the id of the run')}
				${outcomeBadge(run.status)}</h1>
			<p class="muted">${times(run)}${origin('Resumed from', run.resumedFrom)}${
				origin('Part of', run.parentRunId)}</p>
		</div>
		<div class="actions">${actions(view)}</div>
	</div>`;
}

function actions({ model, previous, session, onResume, toSvg, showError }) {
	const { run } = model;
	const pipeline = run.kind === 'PIPELINE';
	return html`${compareLink(run, previous)}
		${pipeline ? html`<a class="button" href=${address(['runs', run.runId, 'plan'])}
			title="What the pipeline would do now">${icon('clock', 14)}Plan</a>` : nothing}
		${exportMenu(exports(model, toSvg, showError))}
		${session.writable && canBeResumed(run) ? html`<button class="button primary" type="button"
			@click=${onResume}>${icon('executed', 13)}Resume</button>` : nothing}`;
}

/**
 * Whether there is something left to do in a run. One that has ended successfully is run again from a step, see the
 * panel of the step.
 */
export function canBeResumed({ kind, status }) {
	return kind === 'PIPELINE' && (status === 'FAILED' || status === 'ABANDONED');
}

function compareLink(run, previous) {
	const earlier = run.resumedFrom ?? previous?.runId;
	return earlier ? html`<a class="button" href=${address(['compare', `${earlier}..${run.runId}`])}>${
		icon('compare', 14)}Compare with ${run.resumedFrom ? 'what it resumes' : 'previous'}</a>` : nothing;
}

function times({ startedAt, endedAt }) {
	const ended = html` · ended <time datetime=${endedAt ?? nothing}>${new Date(endedAt).toLocaleTimeString()}</time>`;
	return html`Started <time datetime=${startedAt}>${dateTime(startedAt)}</time>, ${relativeTime(startedAt)}${
		endedAt ? ended : nothing}`;
}

function origin(words, runId) {
	return runId ? html` · ${words} <a href=${address(['runs', runId])}>${shortId(runId)}</a>` : nothing;
}

function exports({ run }, toSvg, showError) {
	const name = `${(run.pipeline ?? 'run').replace(/[^\w.-]+/g, '_')}-${shortId(run.runId)}`;
	const parameters = { run: run.runId, limit: 10_000 };
	const graphOf = (format) => href('graph', { ...parameters, format });
	// The page itself has only what it draws of the graph
	const asJson = async () => {
		const { jsonText } = await import('./json-text.js');
		download(`${name}.json`, jsonText({ run, graph: await get('graph', parameters) }));
	};
	return [
		{ label: 'JSON', onClick: () => asJson().catch(showError) },
		{ label: 'DOT', href: graphOf('dot'), download: `${name}.dot` },
		{ label: 'Mermaid', href: graphOf('mermaid'), download: `${name}.mmd` },
		...toSvg ? [{ label: 'SVG', onClick: () => download(`${name}.svg`, toSvg(), 'image/svg+xml') }] : [],
		{ label: 'Report (HTML)', href: href(['runs', run.runId, 'report']), download: `${name}.html` },
	];
}
