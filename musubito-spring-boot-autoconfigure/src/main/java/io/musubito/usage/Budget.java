package io.musubito.usage;

import java.math.BigDecimal;

import io.musubito.BudgetExceededException;
import org.jspecify.annotations.Nullable;

/**
 * What each run may spend on models. A run is what was started from outside: pipelines
 * that are called in it share its budget. Safe for use by many threads.
 * <p>
 * A call is made only when what it is expected to cost fits in the budget, beside what
 * was spent and what running calls are expected to cost. It is expected to cost the
 * larger of its estimated input and the dearest call that the same operation made of the
 * same model in the run so far. The most output that a model may write is not taken into
 * account: it is many times what models do write, and would refuse runs that never come
 * near their budget. So the running calls when a budget runs out may exceed it by what
 * they cost more than expected, and no further call follows.
 */
public final class Budget {

	private final BigDecimal perRun;

	private final Prices prices;

	/**
	 * Creates a budget.
	 * @param perRun what a run may spend, in the currency of the prices
	 * @param prices what models cost
	 */
	public Budget(BigDecimal perRun, Prices prices) {
		this.perRun = perRun;
		this.prices = prices;
	}

	/**
	 * Reserves what a call is expected to cost.
	 * @param run the run that it is made in
	 * @param operation the step that makes it; {@code null} outside of steps
	 * @param model the model that is asked for; {@code null} when the request names none:
	 * then nothing is known of the first call, and what it costs only when the model
	 * names itself
	 * @param inputTokens an estimate of the tokens that it will read
	 * @return the reservation
	 * @throws BudgetExceededException when the run can't afford it, or its cost would not
	 * be counted because the model has no price
	 */
	public Reservation reserve(RunSpending run, @Nullable String operation, @Nullable String model, long inputTokens) {
		Price price = (model != null) ? this.prices.find(model) : null;
		if (model != null && price == null) {
			throw new BudgetExceededException("Model '" + model + "' is not called, because it has no price and "
					+ "musubito.ai.budget.per-run is set: what it costs would be spent uncounted. Set "
					+ Prices.property(model, "input") + " and " + Prices.property(model, "output")
					+ " to the price of a million tokens, 0 if they cost nothing");
		}
		Purchase purchase = new Purchase(operation, model,
				(price != null) ? price.costOfInput(inputTokens) : BigDecimal.ZERO, price != null && price.isFree());
		return new Reservation(run, purchase, run.reserve(purchase, this.perRun), this.prices);
	}

}
