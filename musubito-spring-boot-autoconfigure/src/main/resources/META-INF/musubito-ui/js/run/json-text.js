/** The text of a JSON value, indented; without recursion, so that it holds for values of any depth. */
export function jsonText(value) {
	const parts = [];
	// What is still to be written: texts, and values with their depth
	const todo = [{ value, depth: 0 }];
	while (todo.length > 0) {
		const next = todo.pop();
		if (typeof next === 'string') {
			parts.push(next);
		}
		else if (isContainer(next.value)) {
			pushEntries(next, todo);
		}
		else {
			parts.push(JSON.stringify(next.value));
		}
	}
	return parts.join('');
}

/** Whether a JSON value has values in it. */
export function isContainer(value) {
	return typeof value === 'object' && value !== null;
}

function pushEntries({ value, depth }, todo) {
	const array = Array.isArray(value);
	const keys = Object.keys(value);
	const [open, close] = array ? '[]' : '{}';
	if (keys.length === 0) {
		todo.push(open + close);
		return;
	}
	todo.push(`\n${indent(depth)}${close}`);
	for (let at = keys.length - 1; at >= 0; at--) {
		todo.push({ value: value[keys[at]], depth: depth + 1 });
		todo.push(`${at > 0 ? ',' : open}\n${indent(depth + 1)}${array ? '' : `${JSON.stringify(keys[at])}: `}`);
	}
}

// Depth beyond this is not indented: a thousand levels would make a text of mostly spaces
function indent(depth) {
	return '  '.repeat(Math.min(depth, 40));
}
