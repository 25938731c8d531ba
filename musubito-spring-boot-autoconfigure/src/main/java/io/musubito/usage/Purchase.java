package io.musubito.usage;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * A call of a model that is about to be paid for.
 *
 * @param operation the step that makes it; {@code null} outside of steps
 * @param model the model that is asked for; {@code null} when the request names none
 * @param input what its estimated input costs
 * @param free whether it costs nothing in any case
 */
record Purchase(@Nullable String operation, @Nullable String model, BigDecimal input, boolean free) {

	String where() {
		return (this.operation != null) ? "step '" + this.operation + "'" : "code outside of steps";
	}

	String what() {
		return (this.model != null) ? "Model '" + this.model + "'" : "A model that the request does not name";
	}

}
