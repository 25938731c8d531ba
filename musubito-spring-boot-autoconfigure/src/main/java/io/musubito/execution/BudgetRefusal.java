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
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < 20; depth++) {
			if (cause instanceof BudgetExceededException) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}
