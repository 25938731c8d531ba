const UNITS = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']];

/** How long the result of a node is valid: { text: '6 d 4 h', part of the whole time that is left }. */
export function remaining(node, now = Date.now()) {
	const end = Date.parse(node.expiresAt);
	const left = end - now;
	if (left <= 0) {
		return { text: `${span(-left)} ago`, part: 0 };
	}
	const whole = node.executedAt ? end - Date.parse(node.executedAt) : undefined;
	return { text: span(left), part: whole > 0 ? Math.min(1, left / whole) : undefined };
}

/** A long time in its two largest units: '6 d 4 h'. */
export function span(milliseconds) {
	const at = UNITS.findIndex(([size]) => milliseconds >= size);
	if (at < 0) {
		return '0 s';
	}
	const [size, unit] = UNITS[at];
	const text = `${Math.floor(milliseconds / size)} ${unit}`;
	const [smaller, smallUnit] = UNITS[at + 1] ?? [];
	const rest = smaller ? Math.floor(milliseconds % size / smaller) : 0;
	return rest > 0 ? `${text} ${rest} ${smallUnit}` : text;
}
