package io.musubito.model;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;

/**
 * The step whose code is another one in another release.
 */
class PlainSteps {

	@MusubitoIgnore
	private final World world;

	private final Prompt prompt;

	PlainSteps(World world, Prompt prompt) {
		this.world = world;
		this.prompt = prompt;
	}

	@MusubitoStep(name = "plain")
	String plain(int input) {
		this.world.enter(Op.PLAIN, input);
		return this.world.answer(Op.PLAIN, input) + this.prompt.text();
	}

	/**
	 * Another one in another release.
	 */
	interface Prompt {

		String text();

	}

}
