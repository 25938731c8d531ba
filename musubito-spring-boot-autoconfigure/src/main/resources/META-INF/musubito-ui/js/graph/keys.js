/**
 * The keys of a graph that has the focus, or one of whose nodes has it.
 * @param actions { zoomIn, zoomOut, fit, clear, enter, step(key) }; what returns false leaves the key to the page
 */
export function followKeys(host, actions) {
	host.addEventListener('keydown', (event) => {
		const other = event.ctrlKey || event.metaKey || event.altKey || event.target.closest('button');
		if (!other && follow(event.key, actions) !== false) {
			event.preventDefault();
		}
	});
}

function follow(key, actions) {
	switch (key) {
		case '+': case '=': return actions.zoomIn();
		case '-': return actions.zoomOut();
		case 'f': case '0': return actions.fit();
		case 'Escape': return actions.clear();
		case 'Enter': case ' ': return actions.enter();
		case 'ArrowLeft': case 'ArrowRight': case 'ArrowUp': case 'ArrowDown': return actions.step(key);
		default: return false;
	}
}
