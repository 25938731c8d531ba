package io.musubito.execution;

import java.util.function.BooleanSupplier;

import io.musubito.ModelUsage;

/**
 * One call of a model, attributed to the step that was current when it began. The first
 * of {@link #answered} and {@link #failed} counts, the second is ignored.
 */
public interface ModelCall {

	/**
	 * The model has answered.
	 * @param usage what the call used
	 */
	void answered(ModelUsage usage);

	/**
	 * The model has not answered, or said nothing of what it used.
	 */
	void failed();

	/**
	 * The answer is not one to be replayed: it was cut off or filtered. The step that
	 * called the model, and those around it, are executed again when they are next asked
	 * for; what is recorded of it already is invalidated.
	 */
	void notToBeKept();

	/**
	 * The same, when the model has said why it ended.
	 * @param reason the reason, for explanations
	 */
	default void notToBeKept(String reason) {
		notToBeKept();
	}

	/**
	 * Says that an answer may be known before it is told.
	 * @param tell tells what is known, and whether there is nothing more to come; called
	 * before the step that called the model is recorded, by any thread, perhaps several
	 * times
	 * @see #answered
	 */
	default void askAtEnd(BooleanSupplier tell) {
	}

}
