// What the endpoint's names are called on the page. One word per thing, the same in every view.

const OUTCOMES = {
	EXECUTED: ['Executed', 'executed'],
	REPLAYED: ['Replayed', 'replayed'],
	JOINED: ['Joined', 'replayed'],
	SERVED_STALE: ['Served stale', 'stale'],
	FAILED: ['Failed', 'failed'],
	BLOCKED: ['Not run', 'blocked'],
	MANUAL: ['By hand', 'manual'],
	RUNNING: ['Running', 'running'],
	SUBMITTED: ['Submitted', 'running'],
	SUCCESS: ['Complete', 'check'],
	ABANDONED: ['Abandoned', 'failed'],
	STALE: ['Stale', 'stale'],
	OUTDATED: ['Outdated', 'stale'],
	UNKNOWN: ['Unknown', 'unknown'],
	REPLAYS: ['Replays', 'replayed'],
	RUNS: ['Runs', 'executed'],
	MAY_RUN: ['May run', 'unknown'],
};

const OUTCOME_TITLES = {
	JOINED: 'Waited for the same computation and took its result',
	SERVED_STALE: 'An old result was given while a new one is computed',
	BLOCKED: 'Something upstream failed, so it did not run',
	MANUAL: 'Somebody gave the result by hand',
	SUBMITTED: 'Nobody has begun it yet',
	ABANDONED: 'The process ended before the run did',
	OUTDATED: 'The code or configuration is another one now',
	UNKNOWN: 'It began and its end was not recorded',
};

// The words, and the kind that colours the chip
const REASONS = {
	STORE_UNAVAILABLE: ['Store unavailable', 'failed'],
	REPLAY_DISABLED: ['Never replayed', 'other'],
	FORCED: ['Forced', 'manual'],
	STALE: ['Invalidated', 'expired'],
	CLOCK_SKEW: ['Clock set back', 'expired'],
	EXPIRED: ['Expired', 'expired'],
	ARTIFACT_MISSING: ['Artifact missing', 'failed'],
	ARTIFACT_CORRUPT: ['Artifact damaged', 'failed'],
	PREVIOUS_FAILED: ['Failed before', 'failed'],
	CODE_CHANGED: ['Code changed', 'code'],
	VERSION_CHANGED: ['Version changed', 'code'],
	CONFIGURATION_CHANGED: ['Configuration changed', 'configuration'],
	UPSTREAM_CHANGED: ['Upstream changed', 'other'],
	INPUT_CHANGED: ['Input changed', 'input'],
	FIRST_EXECUTION: ['First execution', 'first'],
	MANUAL: ['By hand', 'manual'],
};

const CONFIGURATION_KINDS = { resource: 'Resource', property: 'Property', model: 'Model', tool: 'Tool' };

const TYPES = {
	DETERMINISTIC: ['Deterministic', 'deterministic'],
	STOCHASTIC: ['Stochastic', 'stochastic'],
	EXTERNAL_EFFECT: ['External effect', 'effect'],
};

/** The word of a step's outcome, a node's or a run's status. */
export function outcomeWord(outcome) {
	return OUTCOMES[outcome]?.[0] ?? String(outcome);
}

/** The icon of an outcome, see icons.js. */
export function outcomeIcon(outcome) {
	return OUTCOMES[outcome]?.[1] ?? 'unknown';
}

/** What an outcome means, where its word doesn't say it; else undefined. */
export function outcomeTitle(outcome) {
	return OUTCOME_TITLES[outcome];
}

/** The class that colours what has this outcome: it sets --c and --cb. */
export function outcomeClass(outcome) {
	return OUTCOMES[outcome] ? `is-${outcome.toLowerCase()}` : 'is-unknown';
}

/** Why something ran, in two words; of a configuration, what kind of it changed. */
export function reasonWord(reason, component) {
	const kind = component && reason === 'CONFIGURATION_CHANGED' && CONFIGURATION_KINDS[componentParts(component).kind];
	return kind ? `${kind} changed` : REASONS[reason]?.[0] ?? String(reason);
}

export function reasonKind(reason) {
	return REASONS[reason]?.[1] ?? 'other';
}

/** 'Stochastic' and its like. */
export function typeWord(type) {
	return TYPES[type]?.[0] ?? String(type);
}

/** The icon of a type of step, see icons.js. */
export function typeIcon(type) {
	return TYPES[type]?.[1] ?? 'deterministic';
}

const COMPONENT_KINDS = /^(resource|property|code|model|tool|input|arguments?|upstream)[ .](.+)$/s;

/** A component of an identity in two parts: { kind: 'resource', name: 'file:prompts/draft.st' }; kind may be ''. */
export function componentParts(component) {
	const [, kind, name] = COMPONENT_KINDS.exec(component) ?? [];
	return kind ? { kind, name } : { kind: '', name: component };
}

/** The short name of a component: 'draft.st' of 'resource file:prompts/draft.st', 'Pen' of 'code com.acme.Pen'. */
export function componentName(component) {
	const { kind, name } = componentParts(component);
	if (kind === 'resource') {
		return name.replace(/^.*[/\\:](?=[^/\\:]+$)/, '');
	}
	return kind === 'code' ? name.replace(/^(?:[\w$]+\.)+(?=[A-Z])/, '') : name;
}

/** '1 step', '4 steps'; the number may be a text already. */
export function plural(number, one, many = `${one}s`) {
	return `${number} ${String(number) === '1' ? one : many}`;
}
