package io.musubito.actuate;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.musubito.Cost;
import io.musubito.Spending;
import org.jspecify.annotations.Nullable;

/**
 * Money in JSON: a number with all its digits and without an exponent.
 */
final class Amount {

	private Amount() {
	}

	/**
	 * The amount as a JSON number.
	 * @param spending what was used
	 * @return the number; {@code null} when no model of it has a price
	 */
	static @Nullable String of(Spending spending) {
		Cost cost = spending.cost();
		boolean known = cost != null && cost.unpricedModels().size() < spending.usage().models().size();
		return (cost != null && known) ? cost.amount().toPlainString() : null;
	}

	/**
	 * The models that are not in the amounts.
	 * @param spendings what was used
	 * @return their names; {@code null} for none
	 */
	static @Nullable List<String> unpriced(Collection<Spending> spendings) {
		List<String> unpriced = spendings.stream()
			.map(Spending::cost)
			.filter(Objects::nonNull)
			.flatMap((cost) -> cost.unpricedModels().stream())
			.sorted()
			.distinct()
			.toList();
		return unpriced.isEmpty() ? null : unpriced;
	}

}
