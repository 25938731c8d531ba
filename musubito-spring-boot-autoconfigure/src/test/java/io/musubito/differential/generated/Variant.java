package io.musubito.differential.generated;

import java.util.List;
import java.util.Random;

import io.musubito.differential.generated.Choice.Effect;

/**
 * A unit that is written in one way.
 *
 * @param unit the unit
 * @param ways which way each of its choices is written
 * @param change the change that made it, empty for one that is not changed
 * @param effect what that change may do
 * @param description what that change was
 */
record Variant(GeneratedUnit unit, int[] ways, String change, Effect effect, String description) {

	/**
	 * Draws a way for each choice.
	 */
	static Variant of(GeneratedUnit unit, Random random) {
		int[] ways = unit.choices().stream().mapToInt((choice) -> random.nextInt(choice.ways().size())).toArray();
		return new Variant(unit, ways, "", Effect.ANY, "unchanged");
	}

	/**
	 * Writes one choice in another way.
	 */
	Variant changed(Random random) {
		int choice = random.nextInt(this.ways.length);
		Choice chosen = this.unit.choices().get(choice);
		int before = this.ways[choice];
		int[] changed = this.ways.clone();
		changed[choice] = (before + 1 + random.nextInt(chosen.ways().size() - 1)) % chosen.ways().size();
		return new Variant(this.unit, changed, chosen.kind(), chosen.effect(), this.unit.pieceOf(choice) + ", "
				+ chosen.kind() + ": " + chosen.ways().get(before) + " -> " + chosen.ways().get(changed[choice]));
	}

	/**
	 * The same as it was, after a change.
	 */
	Variant again() {
		return new Variant(this.unit, this.ways, "changed back", this.effect, "changed back");
	}

	/**
	 * Whether it differs from another one in places that the step can't see.
	 */
	boolean differsUntold(List<Variant> others) {
		List<Choice> choices = this.unit.choices();
		for (Variant other : others) {
			for (int i = 0; i < this.ways.length; i++) {
				if (choices.get(i).effect() == Effect.TOLD && this.ways[i] != other.ways[i]) {
					return true;
				}
			}
		}
		return false;
	}

}
