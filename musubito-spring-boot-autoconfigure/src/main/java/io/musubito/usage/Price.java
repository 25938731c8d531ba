package io.musubito.usage;

import java.math.BigDecimal;

import io.musubito.ModelUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a model costs per million tokens. The currency is that of the application.
 *
 * @param input the price of the tokens that it reads
 * @param output the price of the tokens that it writes; {@code null} when it is not
 * known, as for models that write none
 * @param cachedInput the price of the tokens that it reads from its own cache
 */
public record Price(BigDecimal input, @Nullable BigDecimal output, BigDecimal cachedInput) {

	private static final int PER_MILLION = 6;

	/**
	 * Verifies that nothing is negative.
	 * @param input the price of the tokens that it reads
	 * @param output the price of the tokens that it writes; {@code null} when it is not
	 * known, as for models that write none
	 * @param cachedInput the price of the tokens that it reads from its own cache
	 * @throws IllegalArgumentException when that is not so
	 */
	public Price {
		Assert.isTrue(input.signum() >= 0 && cachedInput.signum() >= 0 && (output == null || output.signum() >= 0),
				"A price must not be negative");
	}

	/**
	 * Creates a price.
	 * @param input the price of the tokens that the model reads
	 * @param output the price of the tokens that it writes; {@code null} when it is not
	 * known
	 * @param cachedInput the price of the tokens that it reads from its own cache;
	 * {@code null} when it is the one of the others
	 * @return the price
	 */
	public static Price of(BigDecimal input, @Nullable BigDecimal output, @Nullable BigDecimal cachedInput) {
		return new Price(input, output, (cachedInput != null) ? cachedInput : input);
	}

	/**
	 * What tokens cost, exactly.
	 * @param usage the tokens
	 * @return the cost, without trailing zeros; {@code null} when the model wrote tokens
	 * whose price is not known
	 */
	@Nullable BigDecimal costOf(ModelUsage usage) {
		if (usage.outputTokens() > 0 && this.output == null) {
			return null;
		}
		// A model that says it read more from its cache than it read at all
		long cached = Math.min(usage.cachedInputTokens(), usage.inputTokens());
		BigDecimal cost = cost(usage.inputTokens() - cached, this.input).add(cost(cached, this.cachedInput));
		return exact((this.output != null) ? cost.add(cost(usage.outputTokens(), this.output)) : cost);
	}

	/**
	 * What a call costs at least: the tokens that it reads, when none of them come from
	 * the cache of the model.
	 * @param inputTokens the tokens
	 * @return the cost
	 */
	BigDecimal costOfInput(long inputTokens) {
		return exact(cost(inputTokens, this.input));
	}

	/**
	 * Whether the model costs nothing, whatever it reads and writes.
	 * @return {@code false} when any price is more than zero
	 */
	boolean isFree() {
		return this.input.signum() == 0 && this.cachedInput.signum() == 0
				&& (this.output == null || this.output.signum() == 0);
	}

	private static BigDecimal cost(long tokens, BigDecimal pricePerMillion) {
		return BigDecimal.valueOf(tokens).multiply(pricePerMillion).movePointLeft(PER_MILLION);
	}

	/**
	 * One form for each amount, zero included: {@link BigDecimal#stripTrailingZeros}
	 * makes {@code 1E+2} of a hundred.
	 */
	static BigDecimal exact(BigDecimal amount) {
		BigDecimal stripped = amount.stripTrailingZeros();
		return (stripped.scale() < 0) ? stripped.setScale(0) : stripped;
	}

}
