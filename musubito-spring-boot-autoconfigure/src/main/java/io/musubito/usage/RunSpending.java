package io.musubito.usage;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a run has spent on models, counted only while there is a budget. It does not
 * outlast the run. Safe for use by many threads: what is decided and what is set aside
 * for it is one step.
 */
public final class RunSpending {

	private final Supplier<String> run;

	private final Map<String, OperationSpending> byOperation = new HashMap<>();

	private final Map<Caller, BigDecimal> dearest = new HashMap<>();

	private final SortedSet<String> unpriced = new TreeSet<>();

	private BigDecimal spent = BigDecimal.ZERO;

	private BigDecimal reserved = BigDecimal.ZERO;

	/**
	 * Starts with nothing spent.
	 * @param run what the run is called in messages
	 */
	public RunSpending(Supplier<String> run) {
		this.run = run;
	}

	/**
	 * Sets aside what a call is expected to cost.
	 * @return what it is expected to cost
	 * @throws BudgetExceededException when it does not fit in the budget
	 */
	synchronized BigDecimal reserve(Purchase purchase, BigDecimal budget) {
		BigDecimal before = this.dearest.getOrDefault(Caller.of(purchase), BigDecimal.ZERO);
		BigDecimal expected = purchase.input().max(before);
		if (!purchase.free()) {
			if (!this.unpriced.isEmpty()) {
				throw new BudgetExceededException(SpendingReport.unpriced(this.run.get(), purchase, this.unpriced));
			}
			boolean reached = this.spent.compareTo(budget) >= 0;
			if (reached || this.spent.add(this.reserved).add(expected).compareTo(budget) > 0) {
				throw new BudgetExceededException(SpendingReport.exceeded(this.run.get(), purchase, budget, this.spent,
						this.reserved, expected, this.byOperation.values()));
			}
		}
		this.reserved = this.reserved.add(expected);
		return expected;
	}

	synchronized void spend(Purchase purchase, BigDecimal expected, ModelUsage usage, @Nullable BigDecimal cost) {
		this.reserved = this.reserved.subtract(expected);
		if (cost == null) {
			this.unpriced.add(usage.model());
			return;
		}
		this.spent = this.spent.add(cost);
		this.dearest.merge(Caller.of(purchase), cost, BigDecimal::max);
		String where = purchase.where();
		this.byOperation.merge(where, new OperationSpending(where, usage, cost), OperationSpending::plus);
	}

	synchronized void release(BigDecimal expected) {
		this.reserved = this.reserved.subtract(expected);
	}

	/**
	 * Whose calls are expected to cost alike.
	 *
	 * @param operation the step; {@code null} outside of steps
	 * @param model the model that it asks for; {@code null} when it names none
	 */
	private record Caller(@Nullable String operation, @Nullable String model) {

		static Caller of(Purchase purchase) {
			return new Caller(purchase.operation(), purchase.model());
		}

	}

}
