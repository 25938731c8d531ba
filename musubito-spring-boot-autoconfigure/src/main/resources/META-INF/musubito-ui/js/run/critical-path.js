import { upstreamOf } from './times.js';

/**
 * The chain that decided how long the run took, as the ids of its nodes: from the step that ended last back over what
 * ended last of the steps that it depends on.
 */
export function criticalPath(steps, edges) {
	const byNode = new Map();
	for (const step of steps) {
		if (step.outcome !== 'BLOCKED' && !(byNode.get(step.nodeId)?.end >= step.end)) {
			byNode.set(step.nodeId, step);
		}
	}
	const upstream = upstreamOf(edges);
	const path = new Set();
	let last = lastToEnd([...byNode.values()]);
	while (last && !path.has(last.nodeId)) {
		path.add(last.nodeId);
		last = lastToEnd((upstream.get(last.nodeId) ?? []).map((id) => byNode.get(id)).filter(Boolean));
	}
	return path;
}

function lastToEnd(steps) {
	return steps.reduce((last, step) => (last === undefined || step.end > last.end ? step : last), undefined);
}
