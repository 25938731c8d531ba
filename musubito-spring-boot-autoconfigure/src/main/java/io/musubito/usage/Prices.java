package io.musubito.usage;

import io.musubito.Spending;
import io.musubito.Usage;

/**
 * Placeholder.
 */
public final class Prices {

	/**
	 * No prices.
	 */
	public static final Prices NONE = new Prices();

	public Spending priced(Usage usage) {
		return Spending.of(usage);
	}

}
