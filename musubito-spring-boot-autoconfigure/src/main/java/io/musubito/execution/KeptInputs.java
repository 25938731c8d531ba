package io.musubito.execution;

import io.musubito.identity.StepIdentifier;
import io.musubito.step.EffectPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The canonical inputs that are kept with the node of a call, for those who look at it.
 */
final class KeptInputs {

	private final StepIdentifier identifier;

	private final boolean keep;

	KeptInputs(StepIdentifier identifier, boolean keep) {
		this.identifier = identifier;
		this.keep = keep;
	}

	/**
	 * The inputs of a call.
	 * @return as JSON, {@code null} when inputs are not kept
	 */
	@Nullable String of(IdentifiedCall call) {
		if (!this.keep) {
			return null;
		}
		EffectPolicy effect = call.call().step().effect();
		return (effect != null) ? effect.keys().json(effect.keys().named(call.call().inputs()))
				: this.identifier.json(call.call().inputs());
	}

}
