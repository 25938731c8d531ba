// What the page says of a period, worked out from the answer of metrics

/** The sums over all buckets; costs are undefined where no bucket has one. */
export function totals(buckets) {
	const all = { replayed: 0, executed: 0, failed: 0, timeSavedMs: 0, tokensSpent: 0, tokensSaved: 0 };
	for (const bucket of buckets) {
		for (const name of Object.keys(all)) {
			all[name] += bucket[name] ?? 0;
		}
	}
	return { ...all, costSpent: cost(buckets, 'costSpent'), costSaved: cost(buckets, 'costSaved') };
}

function cost(buckets, name) {
	const known = buckets.filter((bucket) => bucket[name] != null);
	return known.length > 0 ? known.reduce((sum, bucket) => sum + bucket[name], 0) : undefined;
}

/** The part of the calls that were replayed; undefined when there were none. */
export function hitRatio({ replayed = 0, executed = 0, failed = 0 }) {
	const calls = replayed + executed + failed;
	return calls > 0 ? replayed / calls : undefined;
}

/** The steps by one of their values, the largest first unless ascending; those without a value come last. */
export function sortSteps(steps, value, ascending) {
	const sign = ascending ? 1 : -1;
	return steps.toSorted((one, other) => {
		const [a, b] = [value(one), value(other)];
		if (a == null || b == null) {
			return (a == null) - (b == null);
		}
		return sign * (typeof a === 'string' ? a.localeCompare(b) : a - b);
	});
}

/** When a bucket begins, for an axis: the time for short ones, the day for long ones. */
export function bucketLabel(at, bucketMs) {
	const options = bucketMs < 86_400_000 ? { weekday: 'short', hour: '2-digit', minute: '2-digit' }
		: { day: 'numeric', month: 'short' };
	return new Date(at).toLocaleString(undefined, options);
}
