import { Grouping } from './grouping.js';
import { layOut } from './layouts.js';
import { GraphModel } from './model.js';
import { HEIGHT, Scene, WIDTH } from './scene.js';

// A larger graph is taken over in several tasks, between which the page answers, and laid out anew when it grows
const LARGE = 1000;

/** Makes scenes of the nodes and edges that the page gives, one after the other while a run goes on. */
export class Arrangement {

	grouping = new Grouping();

	/** The graph that was given last, without groups. */
	model;

	#turn = 0;

	/** Whatever is being arranged is no longer wanted. */
	cancel() {
		this.#turn++;
	}

	/**
	 * Arranges a graph.
	 * @param view measured as soon as the page had time to show it
	 * @return { scene, before }: before is the scene of the same graph until now, undefined where the graph is another;
	 * nothing when a later graph came meanwhile
	 */
	async arrange(nodes, edges, view) {
		const turn = ++this.#turn;
		const breathe = () => nodes.length > LARGE ? new Promise((resolve) => setTimeout(resolve)) : undefined;
		await breathe();
		if (turn !== this.#turn) {
			return undefined;
		}
		view.measure();
		const model = new GraphModel(nodes, edges);
		const before = this.model && model.continues(this.model) ? view.scene : undefined;
		if (!before) {
			this.grouping.reset();
		}
		const scene = await this.grouping.arrange(model, view.camera, async (shown) => {
			await breathe();
			return this.#scene(shown, before, view);
		}, breathe);
		if (turn !== this.#turn) {
			return undefined;
		}
		this.model = model;
		return { scene, before };
	}

	async #scene(model, before, view) {
		if (before && model.hasShapeOf(before.model)) {
			return before.withModel(model);
		}
		const { width, height } = view.camera;
		const options = { width: WIDTH, height: HEIGHT, aspect: view.visible ? width / height : 1.6 };
		if (before && model.count <= LARGE) {
			options.hints = hints(model, before);
		}
		return new Scene(model, await layOut({ count: model.count, from: model.from, to: model.to }, options));
	}

}

function hints(model, before) {
	return Float64Array.from(model.nodes, (node) => before.y[before.model.number(node.id)] ?? NaN);
}
