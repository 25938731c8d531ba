package io.musubito;

import org.springframework.util.Assert;

/**
 * What calls of one model used.
 *
 * @param model the model as it was asked for, or as it named itself where none was asked
 * for
 * @param calls how many calls of the model were answered
 * @param inputTokens the tokens that it read, those from its cache included
 * @param outputTokens the tokens that it wrote, those of its reasoning included
 * @param cachedInputTokens those of the tokens that it read which came from its own cache
 */
public record ModelUsage(String model, long calls, long inputTokens, long outputTokens, long cachedInputTokens) {

	/**
	 * Verifies that nothing is negative and the model has a name.
	 * @param model the model as it was asked for, or as it named itself where none was
	 * asked for
	 * @param calls how many calls of the model were answered
	 * @param inputTokens the tokens that it read, those from its cache included
	 * @param outputTokens the tokens that it wrote, those of its reasoning included
	 * @param cachedInputTokens those of the tokens that it read which came from its own
	 * cache
	 * @throws IllegalArgumentException when that is not so
	 */
	public ModelUsage {
		Assert.hasText(model, "A model needs a name");
		Assert.isTrue(calls >= 0 && inputTokens >= 0 && outputTokens >= 0 && cachedInputTokens >= 0,
				"Counts must not be negative");
	}

	/**
	 * Adds what other calls of the same model used.
	 * @param other the other calls
	 * @return the sum
	 */
	ModelUsage plus(ModelUsage other) {
		return new ModelUsage(this.model, this.calls + other.calls, this.inputTokens + other.inputTokens,
				this.outputTokens + other.outputTokens, this.cachedInputTokens + other.cachedInputTokens);
	}

}
