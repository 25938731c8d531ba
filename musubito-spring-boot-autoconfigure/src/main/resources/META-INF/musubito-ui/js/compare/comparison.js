// What the page says of a comparison, worked out from the answer of runs/{a}/diff/{b}

const RAN = new Set(['EXECUTED', 'FAILED']);

/** Tokens that a step spent. */
export function tokensOf(step) {
	return step?.tokens ? step.tokens.input + step.tokens.output : 0;
}

/** Steps by how they differ: { changed, failures, added, removed, same }. */
export function bySection(steps) {
	const sections = { changed: [], failures: [], added: [], removed: [], same: [] };
	for (const step of steps) {
		sections[sectionOf(step)].push(step);
	}
	return sections;
}

function sectionOf({ difference, error, changes }) {
	switch (difference) {
		case 'ADDED': return 'added';
		case 'REMOVED': return 'removed';
		case 'FAILED_IN_ONE': return 'failures';
		// Another prompt may have led to the same answer, which both runs had to ask for
		case 'SAME': return error ? 'failures' : changes.length > 0 ? 'changed' : 'same';
		default: return 'changed';
	}
}

/** How many steps of one side had which outcome, for the bar. */
export function outcomeCounts(steps, side) {
	const counts = { replayed: 0, executed: 0, failed: 0, manual: 0, blocked: 0 };
	const parts = { EXECUTED: 'executed', FAILED: 'failed', BLOCKED: 'blocked', MANUAL: 'manual' };
	// A step that was not called, as the one around it was replayed, has the sequence 0
	steps.map((step) => step[side]).filter((step) => step?.sequence > 0)
		.forEach((step) => counts[parts[step.outcome] ?? 'replayed']++);
	return counts;
}

/**
 * The root causes; those of one kind that concern the same steps are one:
 * [{ reason, changes, operations, affected, downstream, tokens, cost }], where affected and downstream are steps that
 * ran on either side, and tokens and cost what those of the second run spent.
 */
export function rootCauses(diff) {
	const groups = Map.groupBy(diff.causes, ({ reason, operations }) => JSON.stringify([reason, operations]));
	const causes = [...groups.values()].map((group) => cause(group, diff.steps));
	const ofOthers = new Set(causes.flatMap(({ affected }) => affected));
	const rest = diff.steps.filter((step) => hasRun(step) && !ofOthers.has(step) && isDownstream(step));
	for (const one of causes) {
		one.downstream = causes.length === 1 ? rest : rest.filter((step) => follows(step, one.affected));
		const ran = [...one.affected, ...one.downstream].map(({ after }) => after).filter((step) => RAN.has(step?.outcome));
		one.tokens = ran.reduce((sum, step) => sum + tokensOf(step), 0);
		one.cost = ran.some((step) => step.cost != null) ? ran.reduce((sum, step) => sum + (step.cost ?? 0), 0) : undefined;
		one.steps = ran.length;
	}
	return causes;
}

function cause(group, steps) {
	const [{ reason, operations }] = group;
	return {
		reason,
		operations,
		changes: group.flatMap(({ change, consequences }) => [change, ...consequences]),
		affected: steps.filter((step) => operations.includes(step.operation) && differs(step)),
	};
}

/** Whether a step differs in its result, its outcome or in what it was made of. */
export function differs({ difference, changes }) {
	return difference !== 'SAME' || changes.length > 0;
}

function hasRun({ before, after }) {
	return RAN.has(before?.outcome) || RAN.has(after?.outcome);
}

function isDownstream({ changes }) {
	return changes.some(({ component }) => component.startsWith('upstream '));
}

function follows({ before, after }, affected) {
	const roots = new Set(affected.flatMap((step) => [step.before?.nodeId, step.after?.nodeId]).filter(Boolean));
	return [before, after].some((step) => roots.has(step?.why?.rootCauseNodeId));
}

/** Whether all is alike: the same steps with the same results, and nothing was executed in only one of the runs. */
export function isSame(diff) {
	return diff.causes.length === 0 && !diff.steps.some(differs);
}
