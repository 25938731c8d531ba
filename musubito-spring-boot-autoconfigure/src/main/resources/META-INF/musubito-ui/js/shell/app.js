import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { get, getSession } from '../api.js';
import { errorState, loading } from '../widgets.js';
import { Announcer } from './announcer.js';
import { header } from './header.js';
import { Keyboard, keyboardHelp } from './keyboard.js';
import { Notices } from './notices.js';
import { PageHost } from './page-host.js';
import { isSilence, Polling } from './polling.js';
import { currentRoute, navigate, watchRoute } from './router.js';
import { isDark, restoreTheme, switchTheme, watchTheme } from './theme.js';
import { Toasts } from './toasts.js';
import { preloadPage } from './views.js';

const RETRY_MS = 3000;
const TYPING_MS = 200;

/** The shell around the pages: header, keys, messages, and what pages are given to work with. */
export class App {

	#root;
	#announcer;
	#toasts = new Toasts(() => this.requestRender());
	#notices = new Notices(() => this.requestRender());
	#polling = new Polling({
		onChange: (answers) => this.#answersChanged(answers),
		onError: (error) => this.#showError(error),
	});
	#host = new PageHost({
		newContext: () => this.#newContext(),
		onChange: () => this.requestRender(),
		onLeave: () => this.#polling.stopAll(),
	});
	#session;
	#sessionError;
	#mode;
	#searchText = '';
	#typing;
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
		preloadPage(currentRoute());
		await this.#loadSession();
		new Keyboard({
			search: () => this.#focusSearch(),
			go: (section) => navigate([section]),
			help: () => this.#setHelp(true),
			theme: () => this.#switchTheme(),
			page: (event) => this.#host.keydown(event),
		});
		watchRoute((route) => this.#show(route));
	}

	/** Renders soon, once for all that asked meanwhile. */
	requestRender() {
		if (!this.#renderPending) {
			this.#renderPending = true;
			queueMicrotask(() => {
				this.#renderPending = false;
				this.#render();
			});
		}
	}

	#newContext() {
		return {
			session: this.#session,
			navigate,
			requestRender: () => this.requestRender(),
			announce: (text) => this.#announcer.announce(text),
			toast: (text, options) => this.#toasts.show(text, options),
			showError: (error) => this.#showError(error),
			poll: (call, milliseconds) => this.#poll(call, milliseconds),
		};
	}

	#poll(call, milliseconds) {
		const stop = this.#polling.start(call, milliseconds);
		this.requestRender();
		return () => {
			stop();
			this.requestRender();
		};
	}

	async #loadSession() {
		while (!this.#session) {
			try {
				this.#session = await getSession();
				this.#polling.report(true);
			}
			catch (error) {
				this.#sessionError = error;
				this.#polling.report(!isSilence(error));
				this.requestRender();
				await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
			}
		}
		this.#loadMode();
	}

	// The header does not wait for it
	async #loadMode() {
		try {
			this.#mode = (await get('')).mode;
			this.requestRender();
		}
		catch {
			// Then it does not say the mode
		}
	}

	#show(route) {
		const isTyping = this.#typing && String(route.path) === String(this.#host.route.path);
		if (!isTyping) {
			this.#searchText = route.query.get('q') ?? '';
		}
		this.#host.show(route);
		document.title = [this.#host.view?.title ?? 'Not found', this.#session.application, 'Musubito'].filter(Boolean)
			.join(' · ');
	}

	#showError(error) {
		if (isSilence(error)) {
			this.#polling.report(false);
		}
		else {
			this.#toasts.show(error.message, { error: true });
		}
	}

	#answersChanged(answers) {
		this.requestRender();
		if (this.#session) {
			this.#announcer.announce(answers ? 'The application answers again.' : 'The application does not answer.');
		}
		if (this.#session && answers) {
			this.#checkSession();
		}
	}

	// It may have been started again with another configuration, and what may be seen and done is decided by that
	async #checkSession() {
		const session = await get('session').catch(() => this.#session);
		if (JSON.stringify(session) !== JSON.stringify(this.#session)) {
			location.reload();
		}
		this.#loadMode();
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

	// On pages that can be searched, while people type; on others with Enter, in the graph of all
	#search(text) {
		this.#searchText = text;
		clearTimeout(this.#typing);
		this.#typing = this.#host.Page?.searchHint && setTimeout(() => {
			this.#typing = undefined;
			const { path, query } = currentRoute();
			query.set('q', text);
			navigate(path, query, { replace: true });
		}, TYPING_MS);
	}

	#submitSearch(text) {
		if (text && !this.#host.Page?.searchHint) {
			navigate(['graph'], { q: text });
		}
	}

	#render() {
		const { Page, view } = this.#host;
		render(html`${header({
				session: this.#session,
				mode: this.#mode,
				section: view?.section,
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
		if (this.#session) {
			return this.#host.template();
		}
		return this.#sessionError ? html`<div class="page"><h1>Musubito</h1>${errorState(this.#sessionError)}</div>`
			: loading();
	}

}
