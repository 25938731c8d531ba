const NAMES = ['edge', 'accent', 'crit', 'canvas', 'panel', 'line', 'fg', 'muted', 'replayed', 'executed', 'failed',
	'stale', 'manual', 'running', 'blocked', 'replayed-bg', 'executed-bg', 'failed-bg', 'stale-bg', 'manual-bg',
	'running-bg', 'blocked-bg'];

/** The colours of base.css in the scheme of now, for what can't have classes: { edge: '#b3bec9', … }. */
export function colours() {
	const style = getComputedStyle(document.documentElement);
	return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || '#888']));
}

/** Calls back when the scheme changes, by the system or by the button of the page; returns how to end that. */
export function watchColours(callback) {
	const system = matchMedia('(prefers-color-scheme: dark)');
	const chosen = new MutationObserver(callback);
	system.addEventListener('change', callback);
	chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	return () => {
		system.removeEventListener('change', callback);
		chosen.disconnect();
	};
}
