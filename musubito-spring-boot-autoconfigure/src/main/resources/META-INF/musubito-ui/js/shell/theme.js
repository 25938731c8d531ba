const KEY = 'musubito-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** What people chose before: 'light', 'dark', or nothing, which follows the system. */
export function restoreTheme() {
	apply(read());
}

export function isDark() {
	return (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
}

/** To the other scheme; back to that of the system means to follow it again. */
export function switchTheme() {
	const wanted = isDark() ? 'light' : 'dark';
	const chosen = wanted === (system.matches ? 'dark' : 'light') ? undefined : wanted;
	apply(chosen);
	remember(chosen);
}

/** Calls back when the system changes its scheme. */
export function watchTheme(callback) {
	system.addEventListener('change', callback);
}

function apply(theme) {
	if (theme === 'light' || theme === 'dark') {
		document.documentElement.dataset.theme = theme;
	}
	else {
		delete document.documentElement.dataset.theme;
	}
}

// Where the browser keeps nothing for this page, the choice lasts until it is closed

function read() {
	try {
		return localStorage.getItem(KEY);
	}
	catch {
		return undefined;
	}
}

function remember(theme) {
	try {
		if (theme) {
			localStorage.setItem(KEY, theme);
		}
		else {
			localStorage.removeItem(KEY);
		}
	}
	catch {
		// Nothing is kept
	}
}
