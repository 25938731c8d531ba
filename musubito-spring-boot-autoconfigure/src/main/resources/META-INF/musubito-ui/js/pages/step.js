import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { errorState, loading } from '../widgets.js';
import { ActionDialog } from '../run/action-dialog.js';
import { namesAround } from '../run/lineage-tab.js';
import { NodeDetails } from '../run/node-details.js';
import { stepOf, stepPanel } from '../run/panel.js';
import { TAB_IDS } from '../run/run-view.js';
import { stepActions } from '../run/step-actions.js';
import { address } from '../shell/router.js';

/** One node of the store on its own. */
export class StepPage {

	#context;
	#id;
	#query;
	#names;
	#details;
	#dialog;

	constructor(context) {
		this.#context = context;
		this.#details = new NodeDetails(() => context.requestRender());
		this.#dialog = new ActionDialog({
			changed: () => context.requestRender(),
			close: () => this.#set({ dialog: undefined }),
			done: (result) => this.#done(result),
		});
	}

	enter(route) {
		this.update(route);
		namesAround(this.#id).then((names) => {
			this.#names = names;
			this.#context.requestRender();
		}, () => undefined);
	}

	update({ path, query }) {
		this.#id = path[1];
		this.#query = query;
	}

	leave() {
		// Nothing goes on
	}

	template() {
		const node = this.#details.node(this.#id);
		if (!node) {
			return loading();
		}
		if (node.failure) {
			return html`<div class="page">${errorState(node.failure, () => this.#reload())}</div>`;
		}
		const { session } = this.#context;
		const step = stepOf(node);
		const tab = this.#query.get('tab');
		return html`<div class="step-page">${stepPanel({
			session, step, nodeId: this.#id, details: this.#details, names: this.#names, heading: 1,
			tab: TAB_IDS.has(tab) ? tab : 'why',
			link: (nodeId) => address(['steps', nodeId]),
			onTab: (to) => this.#set({ tab: to === 'why' ? undefined : to }),
			actions: session.writable ? stepActions({
				step, node, onAction: (dialog) => this.#set({ dialog }),
			}) : undefined,
		})}${session.writable ? this.#dialog.template(this.#query.get('dialog'), { step, node }) : nothing}</div>`;
	}

	#done({ message }) {
		this.#context.toast(message);
		this.#context.announce(message);
		this.#set({ dialog: undefined });
		this.#reload();
	}

	#reload() {
		this.#details.forget();
		this.#context.requestRender();
	}

	#set(changes) {
		const query = { ...Object.fromEntries(this.#query), ...changes };
		this.#context.navigate(['steps', this.#id], query, { replace: true });
	}

}
