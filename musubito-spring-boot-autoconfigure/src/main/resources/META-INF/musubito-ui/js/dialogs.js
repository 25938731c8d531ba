import { html, noChange } from '../vendor/lit-html/lit-html.js';
import { AsyncDirective } from '../vendor/lit-html/async-directive.js';
import { directive } from '../vendor/lit-html/directive.js';

let number = 0;

/**
 * A dialog that is open as long as it is part of the page: render it while it is asked for. The rest of the page takes
 * no part meanwhile, Escape closes, and the focus goes back to where it was. onClose is called when people close it;
 * it has to take the dialog from the page. Actions are buttons; the one that may be done without thinking comes first.
 */
export function dialog({ title, body, actions, onClose, className = '' }) {
	return html`<dialog class=${className} ${modal(onClose)}><h2>${title}</h2>${body}<div class="actions">${actions
		?? html`<button class="button" type="button" @click=${onClose}>Close</button>`}</div></dialog>`;
}

const modal = directive(class extends AsyncDirective {

	render() {
		return noChange;
	}

	update(part, [onClose]) {
		this.onClose = onClose;
		if (!this.element) {
			this.#open(part.element);
		}
		return noChange;
	}

	#open(element) {
		this.element = element;
		this.before = document.activeElement;
		const heading = element.querySelector('h2');
		element.addEventListener('cancel', (event) => {
			event.preventDefault();
			this.onClose();
		});
		// A key that closes the dialog means nothing to the page behind it
		element.addEventListener('keydown', (event) => event.stopPropagation());
		// It is not in the document before this rendering is done
		queueMicrotask(() => {
			heading.id = `dialog-${++number}`;
			element.setAttribute('aria-labelledby', heading.id);
			if (element.isConnected && !element.open) {
				element.showModal();
			}
		});
	}

	// Nothing behind an open dialog can have the focus, and a dialog that is removed gives it back to nobody
	disconnected() {
		this.element.close();
		if (this.before?.isConnected) {
			this.before.focus({ preventScroll: true });
		}
	}

});
