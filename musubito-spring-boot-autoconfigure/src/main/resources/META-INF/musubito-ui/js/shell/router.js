// The address of a view is all in the hash: '#/runs/ID?step=NODE' is { path: ['runs', 'ID'], query: { step: 'NODE' } }

/** The route that the address names; its path is undefined when the address can't be read. */
export function currentRoute() {
	const hash = location.hash.replace(/^#\/?/, '');
	const start = hash.indexOf('?');
	const path = start < 0 ? hash : hash.slice(0, start);
	const query = new URLSearchParams(start < 0 ? '' : hash.slice(start + 1));
	try {
		return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query };
	}
	catch {
		return { path: undefined, query };
	}
}

/**
 * The address of a view, for href: address(['runs', id], { step: node }). The path may also be a text that is encoded
 * already, 'runs/ID'. Parameters without a value are left out.
 */
export function address(path, query) {
	const segments = Array.isArray(path) ? path.map(encodeURIComponent).join('/') : path.replace(/^#?\//, '');
	const all = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {});
	const given = all.filter(([, value]) => value != null && value !== '' && value !== false);
	return `#/${segments}${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
}

/** Goes to a view; with replace, the one before is not kept in the history: for filters while they are typed. */
export function navigate(path, query, { replace = false } = {}) {
	const to = address(path, query);
	if (to === location.hash) {
		return;
	}
	if (replace) {
		history.replaceState(history.state, '', to);
		dispatchEvent(new HashChangeEvent('hashchange'));
	}
	else {
		location.hash = to;
	}
}

/** Calls back with the route now and whenever it changes. */
export function watchRoute(callback) {
	addEventListener('hashchange', () => callback(currentRoute()));
	callback(currentRoute());
}
