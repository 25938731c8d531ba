import { get, href } from '../api.js';
import { download } from '../widgets.js';

/**
 * The entries of a menu that exports a graph, see exportMenu() in widgets.js.
 * @param element the <musubito-graph> whose picture is exported: a function, as it may not be there yet
 * @param parameters which part of the graph, as the endpoint takes it: { run: id }
 * @param name the beginning of the names of the files
 * @param showError is given what went wrong
 */
export function graphExports({ element, parameters, name, showError }) {
	const all = { limit: 10_000, ...parameters };
	const asFile = (ending, type, text) => async () => {
		try {
			download(`${name}.${ending}`, await text(), type);
		}
		catch (error) {
			showError(error);
		}
	};
	return [
		{ label: 'Picture (SVG)', onClick: asFile('svg', 'image/svg+xml', () => element().toSvg()) },
		{ label: 'Graphviz (DOT)', onClick: asFile('dot', 'text/vnd.graphviz', () => read({ ...all, format: 'dot' })) },
		{ label: 'Mermaid', onClick: asFile('mmd', 'text/plain', () => read({ ...all, format: 'mermaid' })) },
		{ label: 'JSON', onClick: asFile('json', 'application/json',
			async () => `${JSON.stringify(await get('graph', all), undefined, '\t')}\n`) },
	];
}

async function read(parameters) {
	const response = await fetch(href('graph', parameters), { headers: { Accept: '*/*' } });
	if (!response.ok) {
		throw new Error(`The graph could not be exported: the application answered with status ${response.status}.`);
	}
	return response.text();
}
