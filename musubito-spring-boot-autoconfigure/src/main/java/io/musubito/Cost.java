package io.musubito;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What calls of models cost at the prices of today, exactly, in the currency of the
 * prices.
 *
 * @param amount the sum over the models that have a price
 * @param unpricedModels the models that have none, and so are not in the sum; ordered by
 * name
 */
public record Cost(BigDecimal amount, List<String> unpricedModels) {

	/**
	 * The cost of nothing.
	 */
	public static final Cost NONE = new Cost(BigDecimal.ZERO, List.of());

	/**
	 * Copies its models.
	 * @param amount the sum over the models that have a price
	 * @param unpricedModels the models that have none, and so are not in the sum; ordered
	 * by name
	 */
	public Cost {
		unpricedModels = List.copyOf(unpricedModels);
	}

	/**
	 * Adds what other calls cost.
	 * @param other the other calls
	 * @return the sum
	 */
	public Cost plus(Cost other) {
		SortedSet<String> unpriced = new TreeSet<>(this.unpricedModels);
		unpriced.addAll(other.unpricedModels);
		return new Cost(this.amount.add(other.amount), List.copyOf(unpriced));
	}

}
