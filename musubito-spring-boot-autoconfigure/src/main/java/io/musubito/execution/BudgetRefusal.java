package io.musubito.execution;

import io.musubito.BudgetExceededException;

/**
 * Tells an execution that was stopped by the budget of its run from one that failed by
 * itself. Another run may afford it.
 */
final class BudgetRefusal {

	private BudgetRefusal() {
	}

	static boolean causedBy(Throwable failure) {
		return Causes.include(failure, BudgetExceededException.class::isInstance);
	}

}
