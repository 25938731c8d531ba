import { html } from '../../vendor/lit-html/lit-html.js';
import { errorState, loading } from '../widgets.js';
import { navigate } from './router.js';
import { loadPage, viewOf } from './views.js';

/**
 * The page that the address names. A page is made for each path, entered with its route, updated when only the query
 * changed, and left. It may have a static searchHint (then what is searched for is its query parameter q), static keys
 * for the help, and keydown(event).
 */
export class PageHost {

	#newContext;
	#onChange;
	#onLeave;
	#page;
	#error;
	#arrivals = 0;

	/** The route, and the view that it names: undefined where nothing has this address. */
	route = { path: [], query: new URLSearchParams() };
	view;

	/** newContext() makes what a page is given; onChange() is called when there is something else to show. */
	constructor({ newContext, onChange, onLeave }) {
		this.#newContext = newContext;
		this.#onChange = onChange;
		this.#onLeave = onLeave;
	}

	/** The class of the page that is shown; undefined while it is loaded. */
	get Page() {
		return this.#page?.constructor;
	}

	async show(route) {
		if (route.path?.length === 0) {
			navigate(['runs'], undefined, { replace: true });
			return;
		}
		const samePath = String(route.path) === String(this.route.path);
		this.route = route;
		if (samePath && this.#page) {
			this.#page.update(route);
			this.#onChange();
		}
		else if (!samePath || this.#error) {
			this.#leave();
			this.view = viewOf(route);
			this.#onChange();
			await this.#enter();
		}
	}

	keydown(event) {
		this.#page?.keydown?.(event);
	}

	#leave() {
		const left = this.#page;
		this.#page = undefined;
		this.#error = undefined;
		this.#onLeave();
		left?.leave();
	}

	async #enter() {
		const { view } = this;
		try {
			const Page = view && await loadPage(view.module);
			// Meanwhile people may have gone on
			if (view && view === this.view) {
				this.#page = new Page(this.#newContext());
				this.#page.enter(this.route);
			}
		}
		catch (error) {
			console.error(error);
			this.#error = error;
		}
		this.#onChange();
		this.#arrive();
	}

	// Whoever came by a link that is gone now goes on at the top of the new page
	#arrive() {
		const focused = document.activeElement;
		if (this.#arrivals++ > 0 && (!focused || focused === document.body)) {
			queueMicrotask(() => document.getElementById('main').focus({ preventScroll: true }));
		}
	}

	template() {
		if (!this.view) {
			return html`<div class="page">${this.route.path?.length === 0 ? loading() : notFound()}</div>`;
		}
		if (this.#error) {
			return this.#broken(this.#error);
		}
		if (!this.#page) {
			return loading();
		}
		try {
			return this.#page.template();
		}
		catch (error) {
			console.error(error);
			return this.#broken(error);
		}
	}

	#broken(error) {
		return html`<div class="page"><h1>${this.view.title}</h1>${errorState(error, () => location.reload())}</div>`;
	}

}

function notFound() {
	return html`<div class="empty"><h1>There is no such page</h1><p>The address may be mistyped, or from another version.
		Here are the <a href="#/runs">runs</a>.</p></div>`;
}
