import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { oneLine } from '../text.js';
import { componentParts } from '../words.js';

// Of the reason, what the sentence goes on with after 'draft ran again because …'
const BECAUSE = {
	STORE_UNAVAILABLE: 'the store could not be read',
	REPLAY_DISABLED: 'its results are not kept for replay',
	FORCED: 'that was asked for',
	STALE: 'its result was invalidated',
	CLOCK_SKEW: 'its result is dated in the future: the clock was set back',
	EXPIRED: 'its result had expired',
	ARTIFACT_MISSING: 'its result is gone from the store',
	ARTIFACT_CORRUPT: 'its stored result is damaged',
	PREVIOUS_FAILED: 'it failed the last time',
	CODE_CHANGED: 'its code changed',
	VERSION_CHANGED: 'its version changed',
	CONFIGURATION_CHANGED: 'its configuration changed',
	UPSTREAM_CHANGED: 'a result that it uses changed',
	INPUT_CHANGED: 'its arguments changed',
};

const NAMED = new Set(['CODE_CHANGED', 'VERSION_CHANGED', 'CONFIGURATION_CHANGED', 'UPSTREAM_CHANGED',
	'INPUT_CHANGED']);

/** Why a step has the outcome that it has, as one sentence that can be understood without the table below it. */
export function whySentence(step, why) {
	const name = html`<b>${oneLine(step.name ?? step.operation, 80)}</b>`;
	switch (step.outcome) {
		case 'REPLAYED': return html`${name} was replayed: nothing that its result depends on has changed.`;
		case 'JOINED': return html`${name} was being executed already; this call waited for it and took its result.`;
		case 'SERVED_STALE': return html`${name} gave its old result while a new one is computed: the old one had
			expired.`;
		case 'BLOCKED': return html`${name} did not run because something that it needs failed.`;
		case 'RUNNING': return html`${name} is running.${why ? because(name, why, 'runs') : nothing}`;
		case 'MANUAL': return html`${name} did not run: somebody gave its result by hand.`;
		case 'FAILED': return html`${name} failed.${why ? html` ${because(html`It`, why, 'ran')}` : nothing}`;
		case 'UNKNOWN': return html`${name} began, and its end was not recorded: it is not known whether it happened.`;
		case 'STALE': return html`The result of ${name} is stale: it runs again when it is next asked for. ${why
			? because('It', why, 'ran') : nothing}`;
		case 'OUTDATED': return html`${name} has other code or configuration now: its result is not replayed any more.
			${
			why ? because('It', why, 'ran') : nothing}`;
		default: return why ? because(name, why, 'ran') : html`${name} ran.`;
	}
}

function because(name, why, verb) {
	if (why.reason === 'FIRST_EXECUTION') {
		return html`${name} ${verb} for the first time: nothing comparable was recorded before.`;
	}
	return html`${name} ${verb} again because ${cause(why)}.`;
}

function cause({ reason, changes = [] }) {
	const first = changes[0]?.component ?? '';
	const [, upstream] = /^by (?!invalidation$|node )(.+)$/s.exec(first) ?? [];
	const [, resumed] = /^resumed from (.+)$/s.exec(first) ?? [];
	if (reason === 'STALE' && upstream) {
		return html`<code>${oneLine(upstream, 80)}</code>, which it depends on, has another result now`;
	}
	if (reason === 'FORCED' && resumed) {
		return html`the run was resumed from <code>${oneLine(resumed, 80)}</code>`;
	}
	return NAMED.has(reason) && first ? changed(changes) : BECAUSE[reason] ?? reason;
}

function changed(changes) {
	const [first, ...others] = changes.map(({ component }) => component);
	const more = others.length === 0 ? nothing : others.length === 1 ? html` and ${thing(others[0])}`
		: html` and ${others.length} other things`;
	return html`${thing(first)}${more} changed`;
}

/** A component as a part of a sentence: 'prompts/draft.st', 'the code of Pen', 'the argument question'. */
export function thing(component) {
	const { kind, name } = componentParts(component);
	const shown = html`<code>${oneLine(kind === 'resource' ? name.replace(/^(?:file|classpath):/, '')
		: name, 120)}</code>`;
	switch (kind) {
		case 'resource': return shown;
		case 'code': return html`the code of ${shown}`;
		case 'property': return html`the property ${shown}`;
		case 'argument': case 'arguments': case 'input': return html`the argument ${shown}`;
		case 'model': return html`the model's ${shown}`;
		case 'upstream': return html`the result of ${shown}`;
		default: return shown;
	}
}
