import { componentName, outcomeWord, reasonWord } from '../words.js';

/** The runs that the filters leave, in the order of the list: a run within another one stands below that one. */
export function arrange(runs, { failedOnly, text }) {
	const kept = runs.filter((run) => (!failedOnly || run.status === 'FAILED' || run.status === 'ABANDONED')
		&& (!text || words(run).includes(text.toLowerCase())));
	const ids = new Set(kept.map((run) => run.runId));
	const isChild = (run) => run.parentRunId && ids.has(run.parentRunId);
	const children = Map.groupBy(kept.filter(isChild), (run) => run.parentRunId);
	const below = (run) => (children.get(run.runId) ?? []).toReversed()
		.flatMap((child) => [{ run: child, child: true }, ...below(child)]);
	return kept.filter((run) => !isChild(run)).flatMap((run) => [{ run, child: false }, ...below(run)]);
}

function words(run) {
	const causes = (run.causes ?? []).map(({ reason, component }) => `${reasonWord(reason)} ${component ?? ''} ${
		component ? componentName(component) : ''}`);
	return [run.runId, run.pipeline, outcomeWord(run.status), ...causes].join(' ').toLowerCase();
}

/** Two runs in the order in which they began, for a comparison; runs that are not in the list come as they are. */
export function inOrder(ids, runs) {
	const started = (id) => Date.parse(runs.find((run) => run.runId === id)?.startedAt) || 0;
	return ids.toSorted((one, other) => started(one) - started(other));
}

/** The pipelines of the runs, by name. */
export function pipelinesOf(runs) {
	return [...new Set(runs.map((run) => run.pipeline))].sort();
}
