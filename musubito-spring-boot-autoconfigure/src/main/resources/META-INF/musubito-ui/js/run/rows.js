// The rows of the timeline: steps, and fan-outs (steps of one operation) as one row that opens

const VALUES = {
	start: (row) => row.start,
	duration: (row) => -row.durationMs,
	tokens: (row) => -row.spent,
	saved: (row) => -(row.saved || row.savedMs / 1e9),
};

/** What the rows can be sorted by. */
export const SORTS = [
	{ value: 'start', label: 'Start' },
	{ value: 'duration', label: 'Duration' },
	{ value: 'tokens', label: 'Tokens' },
	{ value: 'saved', label: 'Saved' },
];

/** The rows in order. Options: { sort, grouped, open }, where open has the operations of the fan-outs that are open. */
export function rowsOf(steps, { sort, grouped, open }) {
	const items = grouped ? groupSteps(steps) : steps.map(stepRow);
	const order = (one, other) => VALUES[sort](one) - VALUES[sort](other) || one.start - other.start;
	return items.sort(order).flatMap((row) => row.steps && open.has(row.operation)
		? [{ ...row, open: true }, ...row.steps.map((step) => ({ ...stepRow(step), level: 2 })).sort(order)] : [row]);
}

/** Whether a run has fan-outs. */
export function hasFanOuts(steps) {
	return new Set(steps.map((step) => step.operation)).size < steps.length;
}

function stepRow(step) {
	return {
		key: step.key, level: 1, step, start: step.start, durationMs: step.durationMs ?? 0, spent: step.spent,
		saved: step.saved, savedMs: step.savedMs ?? 0,
	};
}

function groupSteps(steps) {
	const groups = new Map();
	for (const step of steps) {
		if (!groups.has(step.operation)) {
			groups.set(step.operation, []);
		}
		groups.get(step.operation).push(step);
	}
	return [...groups.values()].map((members) => members.length === 1 ? stepRow(members[0]) : groupRow(members));
}

function groupRow(steps) {
	const row = {
		key: `group-${steps[0].operation}`, level: 1, operation: steps[0].operation, type: steps[0].type, steps,
		start: Infinity, end: 0, spent: 0, saved: 0, savedMs: 0, ghostEnd: 0, counts: {},
	};
	for (const step of steps) {
		row.start = Math.min(row.start, step.start);
		row.end = Math.max(row.end, step.end);
		row.spent += step.spent;
		row.saved += step.saved;
		row.savedMs += step.savedMs ?? 0;
		row.ghostEnd = Math.max(row.ghostEnd, step.filter === 'replayed' ? step.start + step.savedMs : 0);
		row.counts[step.filter] = (row.counts[step.filter] ?? 0) + 1;
	}
	row.durationMs = row.end - row.start;
	return row;
}
