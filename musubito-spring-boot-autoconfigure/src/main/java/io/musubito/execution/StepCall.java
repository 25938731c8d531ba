package io.musubito.execution;

import java.util.List;
import java.util.function.Predicate;

import io.musubito.identity.Input;
import org.jspecify.annotations.Nullable;

/**
 * One call of a step, as an adapter hands it to the {@link StepExecutor}.
 *
 * @param step the step
 * @param inputs what identifies the call
 * @param consumed the arguments that carry lineage, each with the component name of the
 * input that it is
 * @param unless tells of a result that it is not to be kept for replay; {@code null} when
 * all are
 * @param body the method
 * @param around what is around the call
 */
public record StepCall(Step step, List<Input> inputs, List<Input> consumed,
		@Nullable Predicate<@Nullable Object> unless, StepBody body, CallSurroundings around) {

	/**
	 * Creates a call that brings no code along.
	 * @param step the step
	 * @param inputs what identifies the call
	 * @param consumed the arguments that carry lineage
	 * @param unless tells of a result that it is not to be kept for replay
	 * @param body the method
	 */
	public StepCall(Step step, List<Input> inputs, List<Input> consumed,
			@Nullable Predicate<@Nullable Object> unless, StepBody body) {
		this(step, inputs, consumed, unless, body, CallSurroundings.NONE);
	}

	StepCall subscribedBy(Object subscriber) {
		return new StepCall(this.step, this.inputs, this.consumed, this.unless, this.body,
				this.around.of(subscriber));
	}

	/**
	 * The method of the step.
	 */
	@FunctionalInterface
	public interface StepBody {

		/**
		 * Runs the method.
		 * @return its result
		 * @throws Throwable what it throws
		 */
		@Nullable Object proceed() throws Throwable;

	}

}
