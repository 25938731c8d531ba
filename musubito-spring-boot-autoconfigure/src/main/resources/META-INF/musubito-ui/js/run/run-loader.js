import { get } from '../api.js';
import { readPicture } from '../graph/picture.js';
import { RunModel } from './run-model.js';

const LIVE_MS = 1000;
const GRAPH_LIMIT = 10_000;

/** Asks for a run and its graph, and goes on asking while it runs. */
export class RunLoader {

	#context;
	#ended;
	#stop;

	id;
	model;
	error;
	/** The run of the same pipeline before this one, where there is one. */
	previous;

	/** ended() is called when a run that was running has ended. */
	constructor(context, ended) {
		this.#context = context;
		this.#ended = ended;
	}

	async load(id) {
		this.stop();
		this.id = id;
		try {
			const [run, graph] = await Promise.all([get(['runs', id]), graphOf(id)]);
			this.error = undefined;
			this.#show(run, graph);
			this.#findPrevious(run);
			if (run.status === 'RUNNING') {
				this.#stop = this.#context.poll(() => this.#follow(), LIVE_MS);
			}
		}
		catch (error) {
			this.error = error;
			this.#context.requestRender();
		}
	}

	stop() {
		this.#stop?.();
		this.#stop = undefined;
	}

	#show(run, graph) {
		this.model = new RunModel(run, graph);
		this.#context.requestRender();
	}

	// The graph is asked for again only when there are steps that it doesn't have
	async #follow() {
		const run = await get(['runs', this.id]);
		const { nodes, graph } = this.model;
		const running = run.status === 'RUNNING';
		const complete = running && run.steps.every((step) => nodes.has(step.nodeId));
		this.#show(run, complete ? graph : await graphOf(this.id));
		if (!running) {
			this.stop();
			this.#ended(run);
		}
	}

	async #findPrevious(run) {
		if (run.pipeline) {
			const { runs } = await get('runs', { pipeline: run.pipeline, limit: 200 }).catch(() => ({ runs: [] }));
			this.previous = runs.find((other) => other.startedAt < run.startedAt && other.runId !== run.runId);
			this.#context.requestRender();
		}
	}

}

function graphOf(id) {
	return readPicture({ run: id, limit: GRAPH_LIMIT });
}
