import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { bytes } from '../format.js';
import { icon } from '../icons.js';
import { visible } from '../text.js';
import { copyButton, download, segmented } from '../widgets.js';
import './json-element.js';
import './text-element.js';
import { jsonText } from './json-text.js';
import { isTooLong, looksLikeMarkdown, markdown } from './markdown.js';
import { textsIn } from './texts-in.js';

/**
 * <musubito-value .content .name>: a JSON value of others as a tree, as Markdown or as text. Content is { value }, or
 * { start, length, load } for a value of which only the first characters came: load() gives all of it.
 */
class ValueElement extends HTMLElement {

	#content;
	#name = 'value';
	#state = {};

	set content(content) {
		if (this.#content !== content) {
			this.#content = content;
			this.#state = content && 'value' in content ? this.#loaded(content.value) : { cut: true };
			this.#render();
		}
	}

	/** What the file is called that the value is downloaded as. */
	set name(name) {
		this.#name = name;
	}

	#loaded(value) {
		const texts = textsIn(value);
		const text = typeof value === 'string' ? value : undefined;
		const view = text === undefined ? 'json' : looksLikeMarkdown(text) ? 'markdown' : 'text';
		return { value, texts, chosen: texts[0]?.path, view };
	}

	#render() {
		render(this.#state.cut ? this.#cut() : this.#whole(), this);
	}

	#cut() {
		const { start, length } = this.#content;
		const { loading, error } = this.#state;
		return html`<div class="value-bar"><span class="muted">The first ${bytes(start.length)} of
			${bytes(length)}</span><span
			class="grow"></span><button class="button" type="button" ?disabled=${loading} @click=${() =>
				this.#load()}>${
			loading ? 'Loading …' : `Show all ${bytes(length)}`}</button></div>
			${error ? html`<p class="notice is-failed" role="alert">${icon('failed',
				14)}<span>${visible(error.message)}</span></p>` : nothing}
			<musubito-text .text=${start}></musubito-text>`;
	}

	async #load() {
		this.#state = { cut: true, loading: true };
		this.#render();
		const content = this.#content;
		try {
			const value = await content.load();
			if (content === this.#content) {
				this.#state = this.#loaded(value);
			}
		}
		catch (error) {
			this.#state = { cut: true, error };
		}
		this.#render();
	}

	#whole() {
		const { value, view, texts } = this.#state;
		const options = [{ value: 'json', label: 'JSON' }];
		if (texts.length > 0) {
			options.push({ value: 'markdown', label: 'Markdown' });
		}
		options.push({ value: 'text', label: 'Text' });
		this.#state.json ??= jsonText(value);
		const text = this.#text();
		return html`<div class="value-bar">${segmented({ label: 'Show as', options, selected: view,
				onSelect: (selected) => this.#show({ view: selected }) })}
			${view === 'json' || texts.length < 2 ? nothing : this.#choice()}
			<span class="muted size">${bytes(text.length)}</span><span class="grow"></span>
			${copyButton(text, 'Copy')}<button class="icon-button copy" type="button" aria-label="Download"
				title="Download"
			@click=${() => this.#download(text)}>${icon('download', 14)}</button></div>${this.#view(text)}`;
	}

	// A result often has one text in it that people want to read, beside what describes it
	#choice() {
		return html`<select class="field" aria-label="Which text" @change=${(event) => this.#show({ chosen:
			event.target.value })}>${
			this.#state.texts.map(({ path }) => html`<option value=${path} ?selected=${path === this.#state.chosen}>${
			visible(path)}</option>`)}</select>`;
	}

	#text() {
		const { view, texts, chosen, json } = this.#state;
		return view === 'json' || texts.length === 0 ? json : texts.find(({ path }) => path === chosen).text;
	}

	#view(text) {
		switch (this.#state.view) {
			case 'json': return html`<musubito-json .value=${this.#state.value}></musubito-json>`;
			case 'markdown': return html`${markdown(text)}${isTooLong(text)
				? html`<p class="muted">The rest is too long for Markdown: see it as text.</p>` : nothing}`;
			default: return html`<musubito-text .text=${text}></musubito-text>`;
		}
	}

	#show(change) {
		Object.assign(this.#state, change);
		this.#render();
	}

	#download(text) {
		const kind = { json: ['json', 'application/json'], markdown: ['md', 'text/markdown'] }[this.#state.view] ??
			['txt', 'text/plain'];
		download(`${this.#name.replace(/[^\w.-]+/g, '_').slice(0, 80)}.${kind[0]}`, text, kind[1]);
	}

}

customElements.define('musubito-value', ValueElement);
