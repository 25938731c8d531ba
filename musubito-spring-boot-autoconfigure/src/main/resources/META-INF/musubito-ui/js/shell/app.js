import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { get, getSession } from '../api.js';
import { errorState, loading } from '../widgets.js';
import { Announcer } from './announcer.js';
import { header } from './header.js';
import { Keyboard, keyboardHelp } from './keyboard.js';
import { Notices } from './notices.js';
import { isSilence, Polling } from './polling.js';
import { currentRoute, navigate, watchRoute } from './router.js';
import { isDark, restoreTheme, switchTheme, watchTheme } from './theme.js';
import { Toasts } from './toasts.js';
import { loadPage, viewOf } from './views.js';

const RETRY_MS = 3000;
const TYPING_MS = 200;

/**
 * The shell around the pages: address, header, keys, messages. A page is made for each path, entered with its route,
 * updated when only the query changed, and left; see context() for what it is given. It may have a static searchHint
 * (then what is searched for is its query parameter q), static keys for the help, and keydown(event).
 */
export class App {

	#root;
	#announcer;
	#toasts = new Toasts(() => this.requestRender());
	#notices = new Notices(() => this.requestRender());
	#polling = new Polling({
		onChange: (answers) => this.#answersChanged(answers),
		onError: (error) => this.#toasts.show(error.message, { error: true }),
	});
	#session;
	#mode;
	#route = { path: [], query: new URLSearchParams() };
	#view;
	#page;
	#error;
	#searchText = '';
	#helpOpen = false;
	#renderPending = false;

	constructor(root, liveRegion) {
		this.#root = root;
		this.#announcer = new Announcer(liveRegion);
	}

	async start() {
		restoreTheme();
		watchTheme(() => this.requestRender());
		this.#root.replaceChildren();
		this.#render();
		await this.#loadSession();
		new Keyboard({
			search: () => this.#focusSearch(),
			go: (section) => navigate([section]),
			help: () => this.#setHelp(true),
			theme: () => this.#switchTheme(),
			page: (event) => this.#page?.keydown?.(event),
		});
		watchRoute((route) => this.#show(route));
	}

	requestRender() {
		if (!this.#renderPending) {
			this.#renderPending = true;
			queueMicrotask(() => {
				this.#renderPending = false;
				this.#render();
			});
		}
	}

	/** What a page works with. */
	#context() {
		return {
			session: this.#session,
			navigate,
			requestRender: () => this.requestRender(),
			announce: (text) => this.#announcer.announce(text),
			toast: (text, options) => this.#toasts.show(text, options),
			showError: (error) => this.#showError(error),
			poll: (call, milliseconds) => {
				const stop = this.#polling.start(call, milliseconds);
				this.requestRender();
				return () => {
					stop();
					this.requestRender();
				};
			},
		};
	}

	async #loadSession() {
		while (!this.#session) {
			try {
				this.#session = await getSession();
				this.#error = undefined;
				this.#polling.report(true);
			}
			catch (error) {
				this.#error = error;
				this.#polling.report(!isSilence(error));
				this.requestRender();
				await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
			}
		}
		// The header does not wait for it
		get('').then((summary) => this.#mode = summary.mode, () => undefined).then(() => this.requestRender());
	}

	async #show(route) {
		if (route.path?.length === 0) {
			navigate(['runs'], undefined, { replace: true });
			return;
		}
		const samePath = String(route.path) === String(this.#route.path);
		this.#route = route;
		if (!samePath || !this.#typing) {
			this.#searchText = route.query.get('q') ?? '';
		}
		if (samePath && this.#page) {
			this.#page.update(route);
			this.requestRender();
			return;
		}
		this.#leave();
		this.#view = viewOf(route);
		document.title = [this.#view?.title ?? 'Not found', this.#session.application, 'Musubito'].filter(Boolean)
			.join(' · ');
		this.requestRender();
		if (this.#view) {
			await this.#enter(route);
		}
	}

	#leave() {
		const left = this.#page;
		this.#page = undefined;
		this.#error = undefined;
		this.#polling.stopAll();
		left?.leave();
	}

	async #enter(route) {
		try {
			const Page = await loadPage(this.#view.module);
			if (this.#route.path !== route.path && String(this.#route.path) !== String(route.path)) {
				return;
			}
			this.#page = new Page(this.#context());
			this.#page.enter(this.#route);
		}
		catch (error) {
			console.error(error);
			this.#error = error;
		}
		this.requestRender();
		this.#arrive();
	}

	// Whoever came by a link that is gone now goes on at the top of the new page
	#arrive() {
		if (this.#arrived && (document.activeElement === document.body || !document.activeElement?.isConnected)) {
			queueMicrotask(() => document.getElementById('main')?.focus({ preventScroll: true }));
			this.#announcer.announce(this.#view.title);
		}
		this.#arrived = true;
	}

	#arrived = false;

	#showError(error) {
		if (isSilence(error)) {
			this.#polling.report(false);
		}
		this.#toasts.show(error.message, { error: true });
	}

	async #answersChanged(answers) {
		this.requestRender();
		if (this.#session) {
			this.#announcer.announce(answers ? 'The application answers again.' : 'The application does not answer.');
		}
	}

	#switchTheme() {
		switchTheme();
		this.requestRender();
		return true;
	}

	#setHelp(open) {
		this.#helpOpen = open;
		this.requestRender();
		return true;
	}

	#focusSearch() {
		const field = this.#root.querySelector('.search input');
		field.focus();
		field.select();
		return true;
	}

	#search(text) {
		this.#searchText = text;
		clearTimeout(this.#typing);
		if (this.#page?.constructor.searchHint) {
			this.#typing = setTimeout(() => {
				this.#typing = undefined;
				const query = new URLSearchParams(currentRoute().query);
				query.set('q', text);
				navigate(this.#route.path, query, { replace: true });
			}, TYPING_MS);
		}
	}

	#typing;

	#submitSearch(text) {
		if (text && !this.#page?.constructor.searchHint) {
			navigate(['graph'], { q: text });
		}
	}

	#render() {
		const Page = this.#page?.constructor;
		render(html`${header({
				session: this.#session,
				mode: this.#mode,
				section: this.#view?.section,
				searchText: this.#searchText,
				searchHint: Page?.searchHint ?? 'Search steps',
				answers: this.#polling.answers,
				live: this.#polling.active,
				dark: isDark(),
			}, {
				search: (text) => this.#search(text),
				submitSearch: (text) => this.#submitSearch(text),
				help: () => this.#setHelp(true),
				theme: () => this.#switchTheme(),
				skip: () => document.getElementById('main').focus(),
			}, this.#session ? this.#notices.tags(this.#session) : nothing)}
			${this.#notices.template(this.#session, this.#polling.answers)}
			<main id="main" tabindex="-1">${this.#content()}</main>
			${this.#toasts.template()}
			${this.#helpOpen ? keyboardHelp(Page?.keys ?? [], () => this.#setHelp(false)) : nothing}`, this.#root);
	}

	#content() {
		if (this.#error) {
			return this.#broken(this.#error);
		}
		if (this.#session && !this.#view) {
			return html`<div class="page">${notFound()}</div>`;
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
		return html`<div class="page"><h1>${this.#view?.title ?? 'Musubito'}</h1>${
			errorState(error, () => location.reload())}</div>`;
	}

}

function notFound() {
	return html`<div class="empty"><h1>There is no such page</h1><p>The address may be mistyped, or from another version.
		Here are the <a href="#/runs">runs</a>.</p></div>`;
}
