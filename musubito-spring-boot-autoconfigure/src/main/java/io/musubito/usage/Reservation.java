package io.musubito.usage;

import java.math.BigDecimal;

import io.musubito.ModelUsage;

/**
 * A part of a budget that is set aside for one call of a model. To be ended once, by
 * either method.
 */
public final class Reservation {

	private final RunSpending run;

	private final Purchase purchase;

	private final BigDecimal expected;

	private final Prices prices;

	Reservation(RunSpending run, Purchase purchase, BigDecimal expected, Prices prices) {
		this.run = run;
		this.purchase = purchase;
		this.expected = expected;
		this.prices = prices;
	}

	/**
	 * Puts what the call did cost in place of what it was expected to.
	 * @param usage what it used
	 */
	public void spend(ModelUsage usage) {
		this.run.spend(this.purchase, this.expected, usage, this.prices.costOf(usage));
	}

	/**
	 * Gives back what was set aside: the call failed.
	 */
	public void release() {
		this.run.release(this.expected);
	}

}
