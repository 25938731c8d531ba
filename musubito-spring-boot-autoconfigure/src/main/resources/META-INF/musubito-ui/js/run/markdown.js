import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { lexer } from '../../vendor/marked/marked.esm.js';
import { visible } from '../text.js';

// What is deeper or longer is shown as text: the lexer needs more than linear time for some texts
const DEEPEST = 12;
const LONGEST = 60_000;
const NESTED = /^[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]*){30}/m;

/**
 * Markdown as templates: texts stay texts. HTML in it is shown as it is written, images as their text and address, and
 * only addresses of the web are links.
 */
export function markdown(text) {
	return html`<div class="markdown">${tokensOf(text.slice(0, LONGEST)).map((token) => block(token, 0))}</div>`;
}

/** Whether a text is too long to be shown as Markdown whole. */
export function isTooLong(text) {
	return text.length > LONGEST;
}

/** Whether a text looks as if it were meant to be Markdown. */
export function looksLikeMarkdown(text) {
	return /^(#{1,6} |[-*+] |\d+\. |> |```|\|.+\|)|\*\*[^*\n]+\*\*|`[^`\n]+`|\[[^\]\n]+\]\(/m.test(text.slice(0,
		LONGEST));
}

function tokensOf(text) {
	const asWritten = [{ type: 'text', raw: text }];
	if (NESTED.test(text)) {
		return asWritten;
	}
	try {
		return lexer(text);
	}
	catch {
		return asWritten;
	}
}

function block(token, depth) {
	if (depth > DEEPEST) {
		return plain(token);
	}
	switch (token.type) {
		case 'space': case 'def': return nothing;
		case 'hr': return html`<hr>`;
		case 'heading': return heading(token.depth, inline(token.tokens, depth));
		case 'paragraph': return html`<p>${inline(token.tokens, depth)}</p>`;
		case 'code': return html`<pre class="code">${visible(token.text)}</pre>`;
		case 'blockquote': return html`<blockquote>${blocks(token.tokens, depth)}</blockquote>`;
		case 'list': return list(token, depth);
		case 'table': return table(token, depth);
		case 'text': return token.tokens ? html`<span>${inline(token.tokens, depth)}</span>` : plain(token);
		default: return plain(token);
	}
}

function blocks(tokens, depth) {
	return (tokens ?? []).map((token) => block(token, depth + 1));
}

// A text of others gives no headings to the page's outline
function heading(level, content) {
	return html`<p class="heading level-${level}"><strong>${content}</strong></p>`;
}

function list(token, depth) {
	const items = token.items.map((item) => html`<li>${item.task ? box(item.checked) : nothing}${
		blocks(item.tokens.filter(({ type }) => type !== 'checkbox'), depth)}</li>`);
	return token.ordered ? html`<ol start=${Number(token.start) || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

function box(checked) {
	const word = html`<span class="visually-hidden">${checked ? 'done' : 'open'}</span>`;
	return html`<span>${checked ? '☑' : '☐'}${word} </span>`;
}

function table(token, depth) {
	const head = token.header.map((cell) => html`<th scope="col">${inline(cell.tokens, depth)}</th>`);
	const row = (cells) => html`<tr>${cells.map((cell) => html`<td>${inline(cell.tokens, depth)}</td>`)}</tr>`;
	return html`<div class="scroll-x" tabindex="0" role="group" aria-label="Table"><table>
		<thead><tr>${head}</tr></thead>
		<tbody>${token.rows.map(row)}</tbody>
	</table></div>`;
}

function inline(tokens, depth) {
	return (tokens ?? []).map((token) => depth > DEEPEST ? plain(token) : span(token, depth + 1));
}

function span(token, depth) {
	switch (token.type) {
		case 'strong': return html`<strong>${inline(token.tokens, depth)}</strong>`;
		case 'em': return html`<em>${inline(token.tokens, depth)}</em>`;
		case 'del': return html`<s>${inline(token.tokens, depth)}</s>`;
		case 'codespan': return html`<code>${visible(token.text)}</code>`;
		case 'br': return html`<br>`;
		case 'link': return link(token, depth);
		case 'escape': return visible(token.text);
		case 'text': return token.tokens ? inline(token.tokens, depth) : visible(unescaped(token));
		default: return plain(token);
	}
}

function link(token, depth) {
	return /^https?:\/\//i.test(token.href) ? html`<a href=${token.href} rel="noopener noreferrer nofollow"
		target="_blank"
		title=${visible(token.href)}>${inline(token.tokens, depth)}</a>` : plain(token);
}

function plain(token) {
	return html`<span class="as-written">${visible(token.raw)}</span>`;
}

// 'escaped' is set where the lexer has made the text ready for HTML, which it does not become here
function unescaped(token) {
	return token.escaped ? token.raw : token.text;
}
