package io.musubito.faults.kill;

import java.util.function.Supplier;

import io.musubito.EffectInDoubtException;

/**
 * An effect that fails so that it is in doubt.
 */
final class Doubt {

	private Doubt() {
	}

	/**
	 * Calls an effect that fails, and calls it again.
	 * @return its node, which is told with the refusal
	 */
	static String nodeId(Supplier<String> effect) {
		for (int attempt = 0; attempt < 2; attempt++) {
			try {
				effect.get();
			}
			catch (EffectInDoubtException ex) {
				return ex.nodeId();
			}
			catch (IllegalStateException ex) {
				// As it was told
			}
		}
		throw new IllegalStateException("It is not in doubt");
	}

}
