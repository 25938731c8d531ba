package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * What calls of models used, and what that costs.
 *
 * @param usage the tokens
 * @param cost their cost at the prices of today; {@code null} when the application has no
 * prices
 */
public record Spending(Usage usage, @Nullable Cost cost) {

	/**
	 * No call of any model.
	 */
	public static final Spending NONE = new Spending(Usage.NONE, null);

	/**
	 * Tokens whose cost is not known.
	 * @param usage the tokens
	 * @return the tokens without a cost
	 */
	public static Spending of(Usage usage) {
		return usage.isEmpty() ? NONE : new Spending(usage, null);
	}

}
