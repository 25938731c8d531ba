import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration, money } from '../format.js';
import { icon } from '../icons.js';
import { oneLine } from '../text.js';
import { componentName, componentParts, plural } from '../words.js';
import { isSame } from './comparison.js';

const NAMED_CAUSES = 3;

/** The answer to 'what did it cost, and why', in one sentence and its cause. */
export function answer(diff, causes) {
	return html`<div class="answer">${icon('bolt', 16)}<p>${isSame(diff) && !diff.cost && !diff.tokens ? html`<b>Nothing
		differs:</b> the same steps with the same results.` : html`<b>${sentence(diff)}</b> ${because(causes)}`} ${
		failure(diff)}</p></div>`;
}

// 'B cost $0.00011 more (442 tokens) and took 2.51 s longer than A.'
function sentence({ cost, tokens, durationMs }) {
	const took = durationMs == null ? '' : ` and ${time(durationMs)}`;
	if (cost) {
		return `B cost ${money(Math.abs(cost))} ${moreOrLess(cost)}${tokens ? ` (${countOf(tokens)})` : ''}${took} than A.`;
	}
	if (tokens) {
		return `B spent ${countOf(tokens)} ${moreOrLess(tokens)}${took} than A.`;
	}
	return `B ${cost === 0 ? 'cost as much' : 'spent as many tokens'} as A${took}.`;
}

function moreOrLess(difference) {
	return difference > 0 ? 'more' : 'less';
}

function countOf(tokens) {
	return plural(count(Math.abs(tokens)), 'token');
}

function time(milliseconds) {
	return `took ${duration(Math.abs(milliseconds))} ${milliseconds >= 0 ? 'longer' : 'less'}`;
}

function because(causes) {
	if (causes.length === 0) {
		return 'Nothing that steps are made of was changed between them.';
	}
	const named = causes.slice(0, NAMED_CAUSES);
	const rest = causes.length - named.length;
	return html`${causes.length === 1 ? 'Cause' : 'Causes'}: ${named.map((cause, at) => html`${at > 0 ? '; ' : nothing}${
		causeWords(cause)}`)}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

/** A cause as a part of a sentence. */
export function causeWords({ reason, changes, operations }) {
	const steps = operations.map((name) => oneLine(name, 60)).join(', ');
	switch (reason) {
		case 'CONFIGURATION_CHANGED':
		case 'CODE_CHANGED':
			return html`${names(changes)} changed`;
		case 'INPUT_CHANGED':
			return html`${names(changes)} changed${steps ? ` for ${steps}` : ''}`;
		case 'VERSION_CHANGED': return `the version of ${steps} changed`;
		case 'UPSTREAM_CHANGED': return `what ${steps} consumes changed`;
		case 'PREVIOUS_FAILED': return `${steps} had failed before`;
		case 'EXPIRED': return `the result of ${steps} had expired`;
		case 'STALE': return `${steps} was invalidated`;
		case 'FORCED': return `${steps} was told to run`;
		case 'FIRST_EXECUTION': return `${steps} ran for the first time`;
		case 'MANUAL': return `the result of ${steps} was given by hand`;
		case 'REPLAY_DISABLED': return `${steps} is never replayed`;
		case 'ARTIFACT_MISSING': return `the artifact of ${steps} was missing`;
		case 'ARTIFACT_CORRUPT': return `the artifact of ${steps} was damaged`;
		case 'CLOCK_SKEW': return `the clock was set back before ${steps}`;
		case 'STORE_UNAVAILABLE': return `the store could not be read for ${steps}`;
		default: return `${oneLine(reason)} at ${steps}`;
	}
}

function names(changes) {
	const all = [...new Set(changes.map(({ component }) => nameOf(component)))];
	const rest = all.length - 2;
	return html`${all.slice(0, 2).map((name, at) => html`${at > 0 ? (rest > 0 ? ', ' : ' and ') : nothing}<code>${
		oneLine(name, 80)}</code>`)}${rest > 0 ? ` and ${rest} more` : ''}`;
}

// Of an input, the argument: what changed within it stands below
function nameOf(component) {
	const { kind } = componentParts(component);
	const name = componentName(component);
	return kind === 'input' || kind.startsWith('argument') ? name.split(' $')[0] : name;
}

function failure({ steps }) {
	const failed = steps.filter(({ difference, after, before }) => difference === 'FAILED_IN_ONE'
		&& [after, before].some((step) => step?.outcome === 'FAILED'));
	if (failed.length === 0) {
		return nothing;
	}
	const inB = failed.filter(({ after }) => after?.outcome === 'FAILED');
	const [side, list] = inB.length > 0 ? ['B', inB] : ['A', failed];
	const names = [...new Set(list.map(({ operation }) => oneLine(operation, 60)))];
	return html`<span class="failed-words">${icon('failed', 12)} ${side} failed at ${names.slice(0, 3).join(', ')}${
		names.length > 3 ? ` and ${names.length - 3} more` : ''}; ${side === 'B' ? 'A' : 'B'} did not.</span>`;
}
