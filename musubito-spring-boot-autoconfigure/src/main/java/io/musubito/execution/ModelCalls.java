package io.musubito.execution;

import io.musubito.BudgetExceededException;

/**
 * Hears of each call of a model before it is made, and attributes it to the step and the
 * run of the current thread. Whoever calls a model reports each call once. Safe for use
 * by many threads.
 */
public interface ModelCalls {

	/**
	 * Announces a call.
	 * @param request what is about to be asked
	 * @return the call, to be told how it ended, by any thread
	 * @throws BudgetExceededException when the run can't afford it; the model must not be
	 * called then
	 */
	ModelCall begin(ModelRequest request);

}
