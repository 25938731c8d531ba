/** Tells screen readers what changed; the same text twice is told twice. */
export class Announcer {

	#element;

	constructor(element) {
		this.#element = element;
		document.addEventListener('musubito:announce', (event) => this.announce(event.detail));
	}

	announce(text) {
		this.#element.textContent = '';
		setTimeout(() => this.#element.textContent = text, 50);
	}

}
