package io.musubito.model;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;

/**
 * The step that calls all kinds of others.
 */
class OuterSteps {

	@MusubitoIgnore
	private final World world;

	private final ModelSteps steps;

	private final PlainSteps plainSteps;

	OuterSteps(World world, ModelSteps steps, PlainSteps plainSteps) {
		this.world = world;
		this.steps = steps;
		this.plainSteps = plainSteps;
	}

	@MusubitoStep(name = "outer")
	String outer(int input) {
		this.world.enter(Op.OUTER, input);
		String report = this.steps.report(input);
		String plain = this.plainSteps.plain(input);
		String chain = this.steps.chain(plain);
		try {
			return report + chain + this.steps.picky(input);
		}
		catch (World.ModelDown ex) {
			return report + chain;
		}
	}

}
