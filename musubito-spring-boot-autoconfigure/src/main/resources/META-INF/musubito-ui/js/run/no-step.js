import { html } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../icons.js';

/** The panel where no step is selected. */
export function emptyPanel() {
	return html`<aside class="step-panel is-empty" aria-label="Step">
		${icon('route', 28)}
		<p>Select a step in the graph or in the timeline.</p>
		<p class="muted"><kbd>↑</kbd> <kbd>↓</kbd> previous or next step · <kbd>?</kbd> all keys</p>
	</aside>`;
}
