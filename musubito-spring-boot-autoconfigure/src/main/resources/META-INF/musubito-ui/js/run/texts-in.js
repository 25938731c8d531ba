import { isContainer } from './json-text.js';

const SHORTEST = 40;
const MOST_TEXTS = 50;
const MOST_VALUES = 20_000;

/** The texts in a JSON value that are worth reading on their own, the longest first: [{ path, text }]. */
export function textsIn(value) {
	if (typeof value === 'string') {
		return [{ path: '$', text: value }];
	}
	const found = [];
	const todo = [{ path: '$', value }];
	for (let seen = 0; todo.length > 0 && seen < MOST_VALUES; seen++) {
		const next = todo.pop();
		if (typeof next.value === 'string' && (next.value.length >= SHORTEST || next.value.includes('\n'))) {
			found.push({ path: next.path, text: next.value });
		}
		else if (isContainer(next.value) && next.path.length < 200) {
			pushEntries(next, todo);
		}
	}
	return found.sort((one, other) => other.text.length - one.text.length).slice(0, MOST_TEXTS);
}

function pushEntries({ path, value }, todo) {
	const array = Array.isArray(value);
	for (const key of Object.keys(value).slice(0, MOST_VALUES)) {
		todo.push({ path: array ? `${path}[${key}]` : `${path}.${key}`, value: value[key] });
	}
}
