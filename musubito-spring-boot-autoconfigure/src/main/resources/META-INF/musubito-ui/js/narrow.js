const narrow = matchMedia('(max-width: 640px)');

/** Whether the page is as narrow as on a phone: then lists take the place of tables. */
export function isNarrow() {
	return narrow.matches;
}

/** Calls back when that changes; returns what ends it. */
export function watchNarrow(callback) {
	narrow.addEventListener('change', callback);
	return () => narrow.removeEventListener('change', callback);
}
