import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, dateTime, duration, money, shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { copyButton, errorState, loading, outcomeBadge, tabs } from '../widgets.js';
import { outcomeClass, typeIcon, typeWord } from '../words.js';
import { tokenSum } from './run-model.js';
import { artifactTab, inputsTab } from './values-tabs.js';
import { lineageTab } from './lineage-tab.js';
import { remaining } from './ttl.js';
import { whyTab } from './why-tab.js';

const TABS = { why: whyTab, artifact: artifactTab, inputs: inputsTab, lineage: lineageTab };

/** The tabs of the panel. */
export const TAB_IDS = new Set(Object.keys(TABS));

/** The panel where no step is selected. */
export function emptyPanel() {
	return html`<aside class="step-panel is-empty" aria-label="Step">${icon('route', 28)}<p>Select a step in the graph or in
		the timeline.</p><p class="muted"><kbd>↑</kbd> <kbd>↓</kbd> previous or next step · <kbd>?</kbd> all keys</p></aside>`;
}

/**
 * A step, or a node on its own. View: { session, step, nodeId, details, model?, tab, onTab, onClose?, link(nodeId),
 * actions }: the step has what the journal says; of a node on its own, it is made of the node.
 */
export function stepPanel(view) {
	const node = view.details.node(view.nodeId);
	const step = view.step ?? (node && !node.failure ? stepOf(node) : undefined);
	if (!step) {
		return html`<aside class="step-panel" aria-label="Step">${node?.failure ? errorState(node.failure) : loading()}</aside>`;
	}
	const shown = { ...view, step, node };
	return html`<aside class="step-panel" aria-label="Step ${oneLine(step.name, 80)}">
		${head(shown)}
		${tabs({ name: 'step', label: 'About this step', tabs: tabsOf(step), selected: view.tab, onSelect: view.onTab, panel: panelOf(shown) })}
	</aside>`;
}

/** A node as if it were a step: its status is its outcome. */
export function stepOf(node) {
	return {
		...node,
		name: node.operation,
		outcome: node.status,
		filter: node.status.toLowerCase(),
		spent: tokenSum(node.tokens),
		saved: 0,
	};
}

function tabsOf(step) {
	return [
		{ id: 'why', label: step.filter === 'replayed' ? 'Why replayed' : step.outcome === 'BLOCKED' ? 'Why not run' : 'Why it ran' },
		{ id: 'artifact', label: step.outcome === 'FAILED' ? 'Error' : 'Artifact' },
		{ id: 'inputs', label: 'Inputs' },
		{ id: 'lineage', label: 'Lineage' },
	];
}

function panelOf(view) {
	if (view.node?.failure) {
		return html`<div class="pane"><p class="muted break" role="alert">${oneLine(view.node.failure.message)}</p></div>`;
	}
	return html`<div class="pane">${view.node ? TABS[view.tab](view) : loading()}</div>`;
}

function head({ step, node, nodeId, onClose, actions, heading }) {
	const name = oneLine(step.name, 120);
	return html`<header><div class="title"><span class="type-box ${outcomeClass(step.outcome)}">${icon(typeIcon(step.type), 18)}</span>
		<div class="grow">${heading === 1 ? html`<h1>${name}</h1>` : html`<h2 title=${oneLine(step.position ?? step.name)}>${name}</h2>`}<p class="muted">${
			step.type ? `${typeWord(step.type)} step` : 'Step'} · node <a class="mono" href=${address(['steps', nodeId])}
			title="This node on its own">${shortId(nodeId)}</a> ${copyButton(nodeId, 'Copy the id of the node')}</p></div>
		${copyButton(location.href, 'Copy the link to this step', 'link')}${onClose ? html`<button class="icon-button" type="button"
			title="Close (Esc)" aria-label="Close the step" @click=${onClose}>${icon('failed', 14)}</button>` : nothing}</div>
		${facts(step, node)}
		${actions ?? nothing}</header>`;
}

function facts(step, node) {
	const lost = step.outcome === 'BLOCKED';
	return html`<dl class="facts">
		<div><dt>Outcome</dt><dd>${outcomeBadge(step.outcome)}</dd></div>
		<div><dt>Duration</dt><dd>${lost ? '–' : duration(step.durationMs)}${step.filter === 'replayed'
			? html` <span class="saved" title="Time that the replay avoided">−${duration(step.savedMs)}</span>` : nothing}</dd></div>
		<div><dt>Tokens</dt><dd title=${tokensTitle(step)}>${step.spent || !step.saved ? count(step.spent) : ''}${step.saved
			? html` <span class="saved" title="Tokens that the replay saved">−${count(step.saved)}</span>` : nothing}</dd></div>
		<div><dt>Cost</dt><dd>${cost(step)}</dd></div>
		<div><dt>Expires</dt><dd>${expiry(node)}</dd></div></dl>`;
}

function tokensTitle({ tokens }) {
	return tokens ? `${tokens.input} in, of them ${tokens.cachedInput} cached by the model, ${tokens.output} out` : nothing;
}

function cost(step) {
	if (step.costSaved !== undefined && step.cost === undefined) {
		return html`<span class="saved" title="Money that the replay saved">−${money(step.costSaved)}</span>`;
	}
	return step.cost === undefined && !step.spent ? '$0' : money(step.cost);
}

function expiry(node) {
	if (!node?.expiresAt) {
		return node ? 'never' : '–';
	}
	const { text, part } = remaining(node);
	return html`<span title=${dateTime(node.expiresAt)}>${part === undefined ? nothing
		: html`<meter class="ttl" min="0" max="1" value=${part} aria-label="Time left"></meter>`}${text}</span>`;
}
