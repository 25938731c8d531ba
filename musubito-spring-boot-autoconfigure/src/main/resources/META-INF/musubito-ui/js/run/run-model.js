import { duration } from '../format.js';
import { oneLine } from '../text.js';
import { outcomeWord, plural } from '../words.js';
import { criticalPath } from './critical-path.js';
import { stepName } from './step-name.js';
import { timesOf } from './times.js';

// What stands together in the bar and in the filters: some outcomes are rare, and people look for them with the others
const FILTERS = {
	REPLAYED: 'replayed', JOINED: 'replayed', SERVED_STALE: 'replayed', EXECUTED: 'executed', FAILED: 'failed',
	BLOCKED: 'blocked', MANUAL: 'manual', RUNNING: 'running',
};

/** The filters in the order in which they are shown. */
export const OUTCOMES = ['replayed', 'executed', 'running', 'failed', 'blocked', 'manual'];

/** What a run's page shows, computed once from the answers for the run and its graph. */
export class RunModel {

	constructor(run, graph = { nodes: [], edges: [] }, now = Date.now()) {
		this.run = run;
		this.graph = graph;
		this.nodes = new Map(graph.nodes.map((node) => [node.nodeId, node]));
		const steps = [...run.steps, ...runningSteps(run)];
		const types = new Map([...graph.nodes, ...run.steps].map(({ operation, type }) => [operation, type]));
		const calls = countBy(steps, (step) => step.operation);
		this.steps = steps.map((step) => this.#step(step, calls[step.operation], types));
		timesOf(this.steps, run, graph.edges, now);
		this.wall = wallTime(run, now);
		this.byNode = byNode(this.steps);
		this.critical = criticalPath(this.steps, graph.edges);
		this.counts = countBy(this.steps, (step) => step.filter);
		this.savedMs = run.timeSavedMs ?? sum(this.steps, (step) => step.savedMs);
	}

	get running() {
		return this.run.status === 'RUNNING';
	}

	/** The step of a node; where the node was asked for more than once, the call that says most. */
	step(nodeId) {
		return this.byNode.get(nodeId);
	}

	stepByKey(key) {
		return this.steps.find((step) => step.key === key);
	}

	#step(step, calls, types) {
		const node = this.nodes.get(step.nodeId);
		return {
			...step,
			key: step.sequence === undefined ? `running-${step.nodeId}` : String(step.sequence),
			name: stepName(step, calls),
			type: step.type ?? node?.type ?? types.get(step.operation),
			filter: FILTERS[step.outcome] ?? 'executed',
			spent: tokenSum(step.tokens),
			saved: tokenSum(step.tokensSaved),
		};
	}

}

/** Tokens that went in and came out, together. */
export function tokenSum(tokens) {
	return tokens ? tokens.input + tokens.output : 0;
}

/** The second line of a step in the graph, where its outcome stands before it. */
export function stepDetail(step) {
	switch (step.filter) {
		case 'blocked': case 'manual': return '';
		case 'replayed': return `−${duration(step.savedMs)}`;
		default: return duration(step.durationMs);
	}
}

/** A step in one sentence, for titles and screen readers. */
export function stepTitle(step, critical) {
	return [
		oneLine(step.name),
		outcomeWord(step.outcome).toLowerCase(),
		step.outcome !== 'BLOCKED' && duration(step.durationMs),
		step.filter === 'replayed' && `${duration(step.savedMs)} avoided`,
		step.spent > 0 && plural(step.spent, 'token'),
		step.saved > 0 && `${plural(step.saved, 'token')} saved`,
		critical && 'on the critical path',
	].filter(Boolean).join(', ');
}

// What is running has no entry in the journal yet
function runningSteps(run) {
	return (run.progress?.running ?? []).map((running) => ({
		operation: running.operation,
		nodeId: running.nodeId,
		outcome: 'RUNNING',
		startedAt: running.since,
		waiting: running.waiting,
		savedMs: 0,
	}));
}

function wallTime(run, now) {
	return Math.max(0, (run.endedAt ? Date.parse(run.endedAt) : now) - Date.parse(run.startedAt));
}

function byNode(steps) {
	const found = new Map();
	for (const step of steps) {
		const other = found.get(step.nodeId);
		if (!other || other.filter === 'replayed') {
			found.set(step.nodeId, step);
		}
	}
	return found;
}

function countBy(items, keyOf) {
	const counts = Object.create(null);
	for (const item of items) {
		counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
	}
	return counts;
}

function sum(items, valueOf) {
	return items.reduce((total, item) => total + (valueOf(item) ?? 0), 0);
}
