import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { count, duration } from '../format.js';
import { visible } from '../text.js';

/** What is used now of the limits of models, and how many calls wait for a place. */
export function limitsCard(limits) {
	return html`<section class="card" aria-labelledby="limits"><h2 id="limits">Limits of models</h2>
		<div class="scroll-x"><table class="table plain">
			<thead><tr><th scope="col">Model</th><th scope="col" class="number">Requests</th><th scope="col"
				class="number">Tokens</th><th scope="col" class="number">At a time</th><th scope="col"
				class="number">Waiting</th></tr></thead>
			<tbody>${limits.map(row)}</tbody></table></div></section>`;
}

function row({ model, requests, requestsPerMinute, tokens, tokensPerMinute, active, concurrent, waiting, heldMs, shared }) {
	return html`<tr><th scope="row"><span class="break">${visible(model)}</span>${heldMs == null ? nothing
		: html`<br><span class="muted">held back for ${duration(heldMs)}</span>`}${shared ? nothing
		: html`<br><span class="muted">of this instance alone</span>`}</th>${
		cell(requests, requestsPerMinute)}${cell(tokens, tokensPerMinute)}${cell(active, concurrent)}<td class="number">${
		count(waiting)}</td></tr>`;
}

function cell(used, limit) {
	return html`<td class="number">${count(used)}${limit == null ? nothing : html` of ${count(limit)}`}</td>`;
}
