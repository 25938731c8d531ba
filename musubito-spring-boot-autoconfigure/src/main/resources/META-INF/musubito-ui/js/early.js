// Before all others: begins to read what the address shows, and to load the files of its page. A module does nothing before
// all that it imports is there, so that this one imports little.
import { begin, getSession } from './api.js';
import { filesOf } from './files.js';
import { currentRoute } from './shell/router.js';
import { readsOf, viewOf } from './shell/views.js';

const route = currentRoute();
const files = filesOf(viewOf(route)?.module);

getSession().catch(() => undefined);
readsOf(route).forEach((read) => begin(...read));
// It starts a worker, which loads files of its own
if (files.includes('graph/layouts.js')) {
	import('./graph/layouts.js').catch(() => undefined);
}
files.forEach(load);
if (route.query.has('step')) {
	filesOf('step').forEach(load);
}

function load(file) {
	const link = document.createElement('link');
	link.rel = 'modulepreload';
	link.href = new URL(file, import.meta.url);
	document.head.append(link);
}
