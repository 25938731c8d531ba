import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, dateTime, duration, money, shortId } from '../format.js';
import { icon } from '../icons.js';
import { address } from '../shell/router.js';
import { oneLine } from '../text.js';
import { copyButton, loading, outcomeBadge, tabs } from '../widgets.js';
import { outcomeClass, typeIcon, typeWord } from '../words.js';
import { tokenSum } from './run-model.js';
import { artifactTab, inputsTab } from './values-tabs.js';
import { lineageTab } from './lineage-tab.js';
import { remaining } from './ttl.js';
import { whyTab } from './why-tab.js';

const WHY = { replayed: 'Why replayed', blocked: 'Why not run', manual: 'Why not run' };
const TABS = { why: whyTab, artifact: artifactTab, inputs: inputsTab, lineage: lineageTab };

/**
 * A step, or a node on its own. View: { session, step, nodeId, details, model?, tab, onTab, onClose?, link(nodeId),
 * actions }: the step has what the journal says; of a node on its own, it is made of the node.
 */
export function stepPanel(view) {
	const node = view.details.node(view.nodeId);
	const shown = { ...view, node };
	return html`<aside class="step-panel" aria-label="Step ${oneLine(view.step.name, 80)}">
		${head(shown)}
		${view.heading === 1 ? html`<h2 class="visually-hidden">About this step</h2>` : nothing}
		${tabs({
			name: 'step',
			label: 'About this step',
			tabs: tabsOf(view.step),
			selected: view.tab,
			onSelect: view.onTab,
			panel: panelOf(shown),
		})}
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
		{ id: 'why', label: WHY[step.filter] ?? 'Why it ran' },
		{ id: 'artifact', label: step.outcome === 'FAILED' ? 'Error' : 'Artifact' },
		{ id: 'inputs', label: 'Inputs' },
		{ id: 'lineage', label: 'Lineage' },
	];
}

function panelOf(view) {
	if (view.node?.failure) {
		const { message } = view.node.failure;
		return html`<div class="pane"><p class="muted break" role="alert">${oneLine(message)}</p></div>`;
	}
	return html`<div class="pane">${view.node ? TABS[view.tab](view) : loading()}</div>`;
}

function head({ step, node, nodeId, onClose, actions, heading }) {
	return html`<header>
		<div class="title">
			<span class="type-box ${outcomeClass(step.outcome)}">${icon(typeIcon(step.type), 18)}</span>
			<div class="grow">${name(step, heading)}${kind(step, nodeId)}</div>
			${copyButton(location.href, 'Copy the link to this step', 'link')}
			${onClose ? closeButton(onClose) : nothing}
		</div>
		${facts(step, node)}
		${actions ?? nothing}
	</header>`;
}

function name(step, heading) {
	const text = oneLine(step.name, 120);
	return heading === 1 ? html`<h1>${text}</h1>` : html`<h2 title=${oneLine(step.position ?? step.name)}>${text}</h2>`;
}

function kind(step, nodeId) {
	return html`<p class="muted">${step.type ? `${typeWord(step.type)} step` : 'Step'} · node
		<a class="mono" href=${address(['steps', nodeId])} title="This node on its own">${shortId(nodeId)}</a>
		${copyButton(nodeId, 'Copy the id of the node')}</p>`;
}

function closeButton(onClose) {
	return html`<button class="icon-button" type="button" title="Close (Esc)" aria-label="Close the step"
		@click=${onClose}>${icon('failed', 14)}</button>`;
}

function facts(step, node) {
	return html`<dl class="facts">
		<div><dt>Outcome</dt><dd>${outcomeBadge(step.outcome)}</dd></div>
		<div><dt>Duration</dt><dd>${time(step)}</dd></div>
		<div><dt>Tokens</dt><dd title=${tokensTitle(step)}>${tokens(step)}</dd></div>
		<div><dt>Cost</dt><dd>${cost(step)}</dd></div>
		<div><dt>Expires</dt><dd>${expiry(node)}</dd></div>
	</dl>`;
}

function time(step) {
	if (step.outcome === 'BLOCKED') {
		return '–';
	}
	return step.filter === 'replayed' ? html`${duration(step.durationMs)} ${avoided(duration(step.savedMs), 'Time')}`
		: duration(step.durationMs);
}

function tokens(step) {
	return step.saved && !step.spent ? avoided(count(step.saved), 'Tokens') : count(step.spent);
}

function avoided(text, what) {
	return html`<span class="saved" title="${what} that the replay saved">−${text}</span>`;
}

function tokensTitle(step) {
	const { input, cachedInput, output } = step.tokens ?? {};
	return step.tokens ? `${input} in, of them ${cachedInput} cached by the model, ${output} out` : nothing;
}

function cost(step) {
	if (step.costSaved !== undefined && step.cost === undefined) {
		return avoided(money(step.costSaved), 'Money');
	}
	return step.cost === undefined && !step.spent ? '$0' : money(step.cost);
}

function expiry(node) {
	if (!node?.expiresAt) {
		return node ? 'never' : '–';
	}
	const { text, part } = remaining(node);
	const meter = html`<meter class="ttl" min="0" max="1" value=${part ?? 1} aria-label="Time left"></meter>`;
	return html`<span title=${dateTime(node.expiresAt)}>${part === undefined ? nothing : meter}${text}</span>`;
}
