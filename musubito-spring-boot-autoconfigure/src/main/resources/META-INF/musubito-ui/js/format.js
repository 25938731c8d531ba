/** Milliseconds for people: '0 ms', '840 ms', '4.21 s', '2 m 5 s', '3.1 h'. */
export function duration(milliseconds) {
	if (milliseconds == null) {
		return '–';
	}
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}
	if (milliseconds < 60_000) {
		return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
	}
	if (milliseconds < 3_600_000) {
		return `${Math.floor(milliseconds / 60_000)} m ${Math.floor(milliseconds % 60_000 / 1000)} s`;
	}
	return `${(milliseconds / 3_600_000).toFixed(1)} h`;
}

/** A count for people: '940', '8 210', '18.4 k', '1.1 M'. */
export function count(number) {
	if (number >= 1e6) {
		return `${(number / 1e6).toFixed(1)} M`;
	}
	if (number >= 10_000) {
		return `${(number / 1000).toFixed(1)} k`;
	}
	return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Money for people; '–' where no price is known. */
export function money(amount) {
	if (amount == null) {
		return '–';
	}
	if (amount === 0) {
		return '$0';
	}
	const digits = Math.abs(amount) < 0.01 ? 5 : 3;
	return `${amount < 0 ? '−' : ''}$${Math.abs(amount).toFixed(digits)}`;
}

/** A part of one as per cent. */
export function percent(part) {
	return `${Math.round(part * 100)} %`;
}

/** Bytes for people. */
export function bytes(number) {
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	let unit = 0;
	let value = number;
	while (value >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** How long ago an instant was, for people. */
export function ago(instant, now = Date.now()) {
	const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
	if (seconds < 60) {
		return `${Math.round(seconds)} s ago`;
	}
	if (seconds < 3600) {
		return `${Math.round(seconds / 60)} min ago`;
	}
	if (seconds < 86_400) {
		return `${Math.round(seconds / 3600)} h ago`;
	}
	return `${Math.round(seconds / 86_400)} d ago`;
}

/** An instant as local date and time. */
export function dateTime(instant) {
	return new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The first characters of an id, enough to tell it from others. */
export function shortId(id) {
	return id.slice(0, 8);
}
