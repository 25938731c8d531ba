/**
 * Gives each step its start and end in milliseconds after the start of the run. A journal that doesn't say when a step
 * started is drawn as early as possible: a step starts when what it depends on has ended.
 */
export function timesOf(steps, run, edges, now) {
	const zero = Date.parse(run.startedAt);
	const ends = new Map();
	const upstream = upstreamOf(edges);
	for (const step of steps) {
		step.start = step.startedAt ? Math.max(0, Date.parse(step.startedAt) - zero) : latest(upstream.get(step.nodeId),
			ends);
		if (step.outcome === 'RUNNING') {
			step.durationMs = Math.max(0, now - zero - step.start);
		}
		step.end = step.start + (step.durationMs ?? 0);
		ends.set(step.nodeId, Math.max(step.end, ends.get(step.nodeId) ?? 0));
	}
}

/** The nodes that a node depends on: data that it consumed, and steps that it called. */
export function upstreamOf(edges) {
	const upstream = new Map();
	for (const { from, to } of edges) {
		if (!upstream.has(to)) {
			upstream.set(to, []);
		}
		upstream.get(to).push(from);
	}
	return upstream;
}

function latest(ids, ends) {
	return (ids ?? []).reduce((end, id) => Math.max(end, ends.get(id) ?? 0), 0);
}
