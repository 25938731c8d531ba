import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { live } from '../../vendor/lit-html/directives/live.js';
import { icon } from '../icons.js';
import { visible } from '../text.js';
import { SECTIONS } from './views.js';

const MODES = {
	REPLAY: ['replay', 'Steps are replayed where that is safe (musubito.mode)'],
	REFRESH: ['refresh', 'Every step is executed again, and its result recorded (musubito.mode)'],
	REPLAY_ONLY: ['replay only', 'Steps are only replayed: what is not recorded fails (musubito.mode)'],
	OFF: ['off', 'Nothing is replayed or recorded (musubito.mode)'],
};

/**
 * The header: where am I, what is this application, where else can I go. State: { session, mode, section, searchText,
 * searchHint, answers, live, dark }; actions: { search(text), submitSearch(text), help, theme, skip }.
 */
export function header(state, actions, tags) {
	return html`<header class="top">
		<button class="skip-link" type="button" @click=${actions.skip}>Skip to the content</button>
		<a class="logo" href="#/runs" aria-label="Musubito, to the runs">${logo()}<span>musubito</span></a>
		${application(state, tags)}
		<nav aria-label="Pages">${SECTIONS.map((section) => html`<a href="#/${section.id}"
			aria-current=${section.id === state.section ? 'page' : nothing}>${section.label}</a>`)}</nav>
		${search(state, actions)}
		${liveness(state)}
		<button class="icon-button keys-button" type="button" title="Keyboard (?)" aria-label="Keyboard"
			@click=${actions.help}>${icon('keyboard')}</button>
		<button class="icon-button" type="button" title="Light or dark (t)"
			aria-label="Switch to the ${state.dark ? 'light' : 'dark'} scheme"
			@click=${actions.theme}>${icon(state.dark ? 'sun' : 'moon')}</button>
		${state.session?.user ? html`<span class="user" title="Logged in as ${visible(state.session.user)}">${
			icon('manual', 13)} ${visible(state.session.user)}</span>` : nothing}
	</header>`;
}

function application({ session, mode }, tags) {
	const [word, title] = MODES[mode] ?? [];
	return html`<div class="application">${session?.application
		? html`<span title=${visible(session.application)}>${visible(session.application)}</span>` : nothing}${
		word ? html`<span class="tag" title=${title}>${word}</span>` : nothing}${tags}</div>`;
}

function search({ searchText, searchHint }, actions) {
	return html`<label class="search">${icon('search', 14)}<input type="search" autocomplete="off" spellcheck="false"
		.value=${live(searchText)} placeholder=${searchHint} aria-label=${searchHint}
		@input=${(event) => actions.search(event.target.value)}
		@keydown=${(event) => searchKey(event, actions)}><kbd aria-hidden="true">/</kbd></label>`;
}

function searchKey(event, actions) {
	if (event.key === 'Enter') {
		actions.submitSearch(event.target.value.trim());
	}
	else if (event.key === 'Escape') {
		event.preventDefault();
		event.target.value = '';
		actions.search('');
		event.target.blur();
	}
}

function liveness(state) {
	if (!state.answers) {
		return html`<span class="live is-lost" title="The application does not answer"><i></i>no answer</span>`;
	}
	return state.live ? html`<span class="live" title="What is shown is brought up to date by itself"><i></i>live</span>`
		: nothing;
}

function logo() {
	return html`<svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><path
		d="M6 9c8 0 12 14 20 14M6 23c8 0 12-14 20-14"></path><circle cx="16" cy="16" r="4.6"></circle><circle cx="6" cy="9"
		r="3"></circle><circle cx="6" cy="23" r="3"></circle><circle cx="26" cy="9" r="3"></circle><circle cx="26" cy="23"
		r="3"></circle></svg>`;
}
