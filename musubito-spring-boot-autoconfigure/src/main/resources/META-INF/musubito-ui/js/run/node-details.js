import { get } from '../api.js';

/** So many characters of an artifact or of inputs come at first, the rest on demand. */
export const CHARACTERS = 20_000;

const MOST_KEPT = 60;

/**
 * The details of nodes and their differences, asked for when they are first looked at. What was asked for and is not
 * there is { failure }.
 */
export class NodeDetails {

	#answers = new Map();
	#changed;

	/** changed() is called when an answer has come. */
	constructor(changed) {
		this.#changed = changed;
	}

	/** The node, or undefined while it is awaited. */
	node(id) {
		return this.#answer(`node ${id}`, () => get(['nodes', id], { characters: CHARACTERS }));
	}

	/** What differs between two nodes, or undefined while it is awaited. */
	difference(before, after) {
		return this.#answer(`diff ${before} ${after}`, () => get(['nodes', before, 'diff', after]));
	}

	/** Asks again for what is known of the nodes when it is next looked at: something was done to them. */
	forget() {
		this.#answers.clear();
	}

	/** Asks again for one node, and shows what is known until the answer comes. */
	async refresh(id) {
		const node = await get(['nodes', id], { characters: CHARACTERS });
		this.#answers.set(`node ${id}`, node);
		this.#changed();
	}

	#answer(key, ask) {
		if (!this.#answers.has(key)) {
			this.#keep(key, undefined);
			ask().catch((failure) => ({ failure })).then((answer) => {
				// Forgotten meanwhile: then it may be an old answer
				if (this.#answers.has(key)) {
					this.#keep(key, answer);
				}
				this.#changed();
			});
		}
		return this.#answers.get(key);
	}

	#keep(key, answer) {
		this.#answers.set(key, answer);
		if (this.#answers.size > MOST_KEPT) {
			this.#answers.delete(this.#answers.keys().next().value);
		}
	}

}

/** All of an artifact or of the inputs of a node. */
export async function wholeValue(id, name) {
	return (await get(['nodes', id]))[name];
}
