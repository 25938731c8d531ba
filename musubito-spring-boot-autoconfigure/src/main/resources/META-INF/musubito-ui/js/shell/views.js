// Which page shows which address. Pages come by dynamic import: one that can't be loaded leaves the others alone.
// What takes long to read is asked for before the files of the page are there, with the parameters that the page gives.
const GRAPH = { limit: 10_000, format: 'picture' };

const VIEWS = [
	{ pattern: /^runs$/, module: 'runs', title: () => 'Runs', section: 'runs' },
	{ pattern: /^runs\/[^/]+$/, module: 'run', title: (path) => `Run ${path[1].slice(0, 8)}`, section: 'runs',
		reads: ([, run]) => [[['runs', run]], ['graph', { run, ...GRAPH }]] },
	{ pattern: /^runs\/[^/]+\/plan$/, module: 'plan', title: (path) => `Plan of ${path[1].slice(0, 8)}`, section: 'runs' },
	{ pattern: /^compare\/[^/]+$/, module: 'compare', title: () => 'Compare runs', section: 'runs' },
	{ pattern: /^graph$/, module: 'store-graph', title: () => 'Graph', section: 'graph',
		reads: () => [['graph', GRAPH]] },
	{ pattern: /^metrics$/, module: 'metrics', title: () => 'Metrics', section: 'metrics' },
	{ pattern: /^steps\/[^/]+$/, module: 'step', title: (path) => `Step ${path[1].slice(0, 8)}`, section: 'graph' },
];

/** The pages that the header names, with the key that follows 'g'. */
export const SECTIONS = [
	{ id: 'runs', label: 'Runs', key: 'r' },
	{ id: 'graph', label: 'Graph', key: 'g' },
	{ id: 'metrics', label: 'Metrics', key: 'm' },
];

/** The view of a route: { module, title, section }; undefined where nothing has this address. */
export function viewOf({ path }) {
	const view = viewWith(path);
	return view && { module: view.module, section: view.section, title: view.title(path) };
}

function viewWith(path) {
	// A segment may hold any character; none of them takes part in the decision
	const shape = path?.map((segment, at) => at % 2 === 0 ? segment : 'id').join('/');
	return VIEWS.find(({ pattern }) => pattern.test(shape));
}

/** What a route reads first: lists of the parameters of get(). */
export function readsOf({ path }) {
	return viewWith(path)?.reads?.(path) ?? [];
}

/** The class of a page, the one that its module exports as …Page. */
export async function loadPage(module) {
	const exported = await import(`../pages/${module}.js`);
	const name = Object.keys(exported).find((key) => key.endsWith('Page'));
	return exported[name];
}

/** Loads the files of a page before it is shown: they come while the session is asked for. */
export function preloadPage(route) {
	const view = viewOf(route);
	if (view) {
		loadPage(view.module).catch(() => undefined);
	}
}
