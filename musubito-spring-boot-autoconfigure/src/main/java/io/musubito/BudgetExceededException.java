package io.musubito;

/**
 * A model was not called because the run would have spent more than its budget. The
 * message says what was spent on what. What the run has done so far is recorded.
 */
public final class BudgetExceededException extends MusubitoException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 */
	public BudgetExceededException(String message) {
		super(message, null);
	}

}
