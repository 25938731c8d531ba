package io.musubito.usage;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Says why a model is not called, and what was spent on what.
 */
final class SpendingReport {

	private static final int LINES = 10;

	private static final Comparator<OperationSpending> DEAREST_FIRST = Comparator.comparing(OperationSpending::cost)
		.reversed()
		.thenComparing(OperationSpending::where);

	private SpendingReport() {
	}

	static String exceeded(String run, Purchase purchase, BigDecimal budget, BigDecimal spent, BigDecimal reserved,
			BigDecimal expected, Collection<OperationSpending> operations) {
		StringBuilder report = new StringBuilder(notCalled(purchase)).append(": the call is expected to cost ")
			.append(amount(expected))
			.append(". Of its budget of ")
			.append(amount(budget))
			.append(", run ")
			.append(run)
			.append(" has spent ")
			.append(amount(spent));
		if (reserved.signum() > 0) {
			report.append(", and running calls are expected to cost ").append(amount(reserved));
		}
		report.append('.');
		append(report, operations);
		return report
			.append("\nRaise musubito.ai.budget.per-run, or resume or repeat the run: steps that are done are "
					+ "replayed, and it begins with a budget of its own")
			.toString();
	}

	private static void append(StringBuilder report, Collection<OperationSpending> operations) {
		List<OperationSpending> dearest = operations.stream().sorted(DEAREST_FIRST).limit(LINES).toList();
		if (!dearest.isEmpty()) {
			report.append(" It was spent by");
		}
		for (OperationSpending operation : dearest) {
			report.append("\n  %s: %d %s, %d tokens, %s".formatted(operation.where(), operation.calls(),
					(operation.calls() != 1) ? "calls" : "call", operation.tokens(), amount(operation.cost())));
		}
		if (operations.size() > LINES) {
			report.append("\n  and ").append(operations.size() - LINES).append(" more");
		}
	}

	static String unpriced(String run, Purchase purchase, Collection<String> models) {
		return notCalled(purchase) + ": run " + run + " has a budget, but what it spent is not known, because models "
				+ models + " used tokens that have no price. Set " + Prices.property("<model>", "input") + " and "
				+ Prices.property("<model>", "output") + " of each to the price of a million tokens, 0 if they cost "
				+ "nothing";
	}

	private static String notCalled(Purchase purchase) {
		return purchase.what() + " is not called by " + purchase.where();
	}

	private static String amount(BigDecimal amount) {
		return Price.exact(amount).toPlainString();
	}

}
