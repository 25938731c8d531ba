import { html, svg } from '../vendor/lit-html/lit-html.js';

// Strokes on a grid of 16 by 16, drawn for this page
const PATHS = {
	deterministic: 'M5.2 3 2 8l3.2 5M10.8 3 14 8l-3.2 5',
	stochastic: 'M8 1.8 9.6 6.4 14.2 8 9.6 9.6 8 14.2 6.4 9.6 1.8 8l4.6-1.6z',
	effect: 'M2 8.2 14 2.4 9.8 14 7.4 9z',
	replayed: 'M3.2 8.4a5 5 0 1 0 1.5-4M4.9 1.9l-.4 2.7 2.7.3',
	executed: 'M4.6 2.8v10.4L13 8z',
	failed: 'M4 4l8 8M12 4l-8 8',
	stale: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 5v3.2l2 1.6',
	manual: 'M8 7.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.8 14c.4-3 2.4-4.6 5.2-4.6s4.8 1.6 5.2 4.6',
	running: 'M8 2.2v3M8 10.8v3M2.2 8h3M10.8 8h3M3.9 3.9l2.1 2.1M10 10l2.1 2.1M3.9 12.1 6 10M10 6l2.1-2.1',
	blocked: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M4 4l8 8',
	unknown: 'M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .8-1 1.6M8 12.6v.1',
	search: 'M7 11.6A4.6 4.6 0 1 0 7 2.4a4.6 4.6 0 0 0 0 9.2zM10.4 10.4 14 14',
	sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1',
	moon: 'M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z',
	fit: 'M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5',
	plus: 'M8 3v10M3 8h10',
	minus: 'M3 8h10',
	link: 'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4A2.6 2.6 0 0 0 9 3.3l-1 1M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l1-1',
	bolt: 'M9 1.8 3.6 9H8l-1 5.2L12.4 7H8z',
	invalidate: 'M2.8 4.4h10.4M6 4.2V2.4h4v1.8M4.2 4.6l.6 9h6.4l.6-9',
	compare: 'M5 2.4v11.2M11 2.4v11.2M2.6 5 5 2.4 7.4 5M8.6 11l2.4 2.6 2.4-2.6',
	down: 'M4 6l4 4 4-4',
	download: 'M8 2.4v7.4M4.6 6.6 8 10l3.4-3.4M2.8 13.4h10.4',
	left: 'M10 3.5 5.5 8l4.5 4.5',
	right: 'M6 3.5 10.5 8 6 12.5',
	check: 'M3 8.6 6.4 12 13 4.6',
	copy: 'M5.4 5.4h7.2v7.8H5.4zM3.2 10.4V2.6h7',
	keyboard: 'M1.8 4h12.4v8H1.8zM4 6.6h.1M6.4 6.6h.1M8.8 6.6h.1M11.4 6.6h.1M5 9.6h6',
	clock: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 5v3.2l2 1.6',
	more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
	prompt: 'M3 3.4h10v7.2H7.4L4.6 13v-2.4H3zM5.4 6h5.2M5.4 8h3.2',
	route: 'M3.4 12.6a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8zM12.6 6.2a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8zM4.8 11.2h4a2.4 2.4 0 0 0 0-4.8H8',
};

/** The path of an icon, for the attribute 'd'. */
export function iconPath(name) {
	return PATHS[name] ?? PATHS.deterministic;
}

/** An icon beside a text that says the same: it has no name of its own. */
export function icon(name, size = 16) {
	return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${iconPath(name)}></path>`}</svg>`;
}
