import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { ago, count, dateTime } from './format.js';
import { icon } from './icons.js';
import { styles } from './styles.js';
import { oneLine, visible } from './text.js';
import { componentName, outcomeClass, outcomeIcon, outcomeTitle, outcomeWord, plural, reasonKind, reasonWord,
	typeIcon, typeWord } from './words.js';

/** The outcome of a step, or the status of a node or a run: icon, word, colour. */
export function outcomeBadge(outcome, word = outcomeWord(outcome)) {
	return html`<span class="outcome ${outcomeClass(outcome)}" title=${outcomeTitle(outcome) ?? nothing}>${
		icon(outcomeIcon(outcome), 12)}${word}</span>`;
}

/** The type of a step: an icon that has a name. */
export function typeBadge(type, size = 14) {
	return html`<span class="type" title=${typeWord(type)}>${icon(typeIcon(type), size)}<span class="visually-hidden">${
		typeWord(type)}</span></span>`;
}

const BAR_PARTS = ['replayed', 'manual', 'executed', 'running', 'failed', 'blocked'];

/** How many steps had which outcome, as a bar that says the same to screen readers: { replayed: 5, executed: 1 }. */
export function stackedBar(counts) {
	const parts = BAR_PARTS.filter((part) => counts[part] > 0);
	const words = parts.map((part) => `${count(counts[part])} ${outcomeWord(part.toUpperCase()).toLowerCase()}`);
	const sum = parts.reduce((total, part) => total + counts[part], 0);
	const text = words.join(', ') || 'no steps';
	return html`<span class="stack" role="img" aria-label=${text} title=${text}>${parts.map((part) =>
		html`<i class="is-${part}" ${styles({ width: `${counts[part] / sum * 100}%` })}></i>`)}</span>`;
}

/** Why something ran: { reason, component?, steps? }; the component is named in full in the title. */
export function causeChip({ reason, component, steps }) {
	const name = component ? oneLine(componentName(component), 60) : '';
	const word = reasonWord(reason, component);
	const title = [word, component && oneLine(component), steps && plural(steps, 'step')];
	return html`<span class="cause kind-${reasonKind(reason)}" title=${title.filter(Boolean).join(' · ')}><b>${
		word}</b>${name ? html`<span>${name}</span>` : nothing}${
		steps > 1 ? html`<small>× ${count(steps)}</small>` : nothing}</span>`;
}

/** How long ago something was; the date and the time in the title. */
export function relativeTime(instant) {
	return instant ? html`<time datetime=${instant} title=${dateTime(instant)}>${ago(instant)}</time>` : '–';
}

/** Nothing to show: says why, and what to do. */
export function emptyState(title, body, iconName = 'search') {
	return html`<div class="empty">${icon(iconName, 28)}<h2>${title}</h2>${body}</div>`;
}

/** What was asked for could not be read. */
export function errorState(error, retry) {
	return html`<div class="empty" role="alert">${icon('failed', 28)}<h2>This can't be shown</h2><p class="break">${
		visible(error.message)}</p>${retry
		? html`<button class="button" type="button" @click=${retry}>Try again</button>` : nothing}</div>`;
}

/** While the first answer is awaited. */
export function loading(text = 'Loading …') {
	return html`<p class="loading" role="status">${text}</p>`;
}

/** Said where a value would stand, if values are hidden in this session; else nothing. */
export function hiddenValuesNotice(session) {
	return session.values ? nothing : html`<p class="notice">${icon('blocked', 14)}<span>Values are hidden, hashes are
		shown. ${howToShowValues(session)}</span></p>`;
}

/** The sentence that says how values would be shown. */
export function howToShowValues(session) {
	const property = html`<code>management.endpoint.musubito.show-values</code>`;
	return session.showValues === 'WHEN_AUTHORIZED'
		? html`${property} is <code>when-authorized</code>: log in with one of the roles of
			<code>management.endpoint.musubito.roles</code>.`
		: html`To show them, set ${property} to <code>when-authorized</code> or <code>always</code>.`;
}

/** A button that copies a text. */
export function copyButton(text, label = 'Copy', iconName = 'copy') {
	return html`<button class="icon-button copy" type="button" aria-label=${label} title=${label}
		@click=${(event) => copy(text, event.currentTarget)}>${icon(iconName, 14)}</button>`;
}

async function copy(text, button) {
	const done = await write(text);
	const before = button.title;
	button.title = done ? 'Copied' : 'The browser does not allow to copy';
	document.dispatchEvent(new CustomEvent('musubito:announce', { detail: button.title }));
	setTimeout(() => button.title = before, 2000);
}

async function write(text) {
	try {
		// There is no clipboard on pages that came over plain HTTP from another host
		await navigator.clipboard.writeText(text);
		return true;
	}
	catch {
		return false;
	}
}

/** One of a few: buttons of which one is pressed. Options: [{ value, label }]. */
export function segmented({ label, options, selected, onSelect }) {
	return html`<div class="segmented" role="group" aria-label=${label}>${options.map((option) => html`<button
		type="button" aria-pressed=${option.value === selected} @click=${() => onSelect(option.value)}>${
		option.label}</button>`)}</div>`;
}

/** A filter that is on or off. The class may name an outcome, whose colour the chip shows then. */
export function toggleChip({ label, pressed, onToggle, outcome }) {
	return html`<button type="button" class="chip ${outcome ? outcomeClass(outcome) : ''}" aria-pressed=${pressed}
		@click=${() => onToggle(!pressed)}>${outcome ? icon(outcomeIcon(outcome), 11) : nothing}<span>${
		label}</span></button>`;
}

/** Tabs with their panel: [{ id, label }]; arrows, Home and End move between the tabs. */
export function tabs({ name, label, tabs: all, selected, onSelect, panel }) {
	const move = (event) => {
		const to = tabAfter(event.key, all.findIndex((tab) => tab.id === selected), all.length);
		if (to !== undefined) {
			event.preventDefault();
			onSelect(all[to].id);
			event.currentTarget.children[to].focus();
		}
	};
	return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>${all.map((tab) => html`<button
		type="button" role="tab" id="${name}-tab-${tab.id}" aria-controls="${name}-panel"
		aria-selected=${tab.id === selected} tabindex=${tab.id === selected ? 0 : -1}
		@click=${() => onSelect(tab.id)}>${tab.label}</button>`)}</div>
		<div class="tab-panel" role="tabpanel" id="${name}-panel" aria-labelledby="${name}-tab-${selected}" tabindex="0">${
			panel}</div>`;
}

function tabAfter(key, at, length) {
	switch (key) {
		case 'ArrowRight': return (at + 1) % length;
		case 'ArrowLeft': return (at + length - 1) % length;
		case 'Home': return 0;
		case 'End': return length - 1;
		default: return undefined;
	}
}

/** A menu of what can be exported: [{ label, href } | { label, onClick }]. */
export function exportMenu(entries) {
	const close = (event) => event.currentTarget.closest('details').open = false;
	return html`<details class="menu" @keydown=${(event) => {
		if (event.key === 'Escape' && event.currentTarget.open) {
			event.stopPropagation();
			event.currentTarget.open = false;
			event.currentTarget.querySelector('summary').focus();
		}
	}}><summary class="button">Export${icon('down', 12)}</summary><div>${entries.map((entry) => entry.href
		? html`<a href=${entry.href} download=${entry.download ?? nothing} @click=${close}>${entry.label}</a>`
		: html`<button type="button" @click=${(event) => { close(event); entry.onClick(); }}>${entry.label}</button>`)}
	</div></details>`;
}

/** Hands a text to the browser as a file. */
export function download(name, text, type = 'application/json') {
	const address = URL.createObjectURL(new Blob([text], { type }));
	const link = Object.assign(document.createElement('a'), { href: address, download: name });
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
