package io.musubito.execution;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.musubito.identity.Input;
import io.musubito.state.State;
import io.musubito.step.Step;
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
 * @param state what the objects hold now that the code of the step reads; asked before
 * and after the method runs
 * @param around what is around the call
 * @param arguments the arguments as another process could be given them; {@code null}
 * when it could not make the call
 */
public record StepCall(Step step, List<Input> inputs, List<Input> consumed,
		@Nullable Predicate<@Nullable Object> unless, StepBody body, Supplier<State> state, CallSurroundings around,
		@Nullable StorableArguments arguments) {

	private static final Supplier<State> NO_STATE = () -> State.NONE;

	/**
	 * Creates a call that no other process could make.
	 * @param step the step
	 * @param inputs what identifies the call
	 * @param consumed the arguments that carry lineage
	 * @param unless tells of a result that it is not to be kept for replay
	 * @param body the method
	 * @param state what the objects hold now that the code of the step reads
	 * @param around what is around the call
	 */
	public StepCall(Step step, List<Input> inputs, List<Input> consumed, @Nullable Predicate<@Nullable Object> unless,
			StepBody body, Supplier<State> state, CallSurroundings around) {
		this(step, inputs, consumed, unless, body, state, around, null);
	}

	/**
	 * Creates a call of a step whose code reads no objects, and that brings no code
	 * along.
	 * @param step the step
	 * @param inputs what identifies the call
	 * @param consumed the arguments that carry lineage
	 * @param unless tells of a result that it is not to be kept for replay
	 * @param body the method
	 */
	public StepCall(Step step, List<Input> inputs, List<Input> consumed, @Nullable Predicate<@Nullable Object> unless,
			StepBody body) {
		this(step, inputs, consumed, unless, body, NO_STATE, CallSurroundings.NONE);
	}

	/**
	 * Creates a call that brings no code along.
	 * @param step the step
	 * @param inputs what identifies the call
	 * @param consumed the arguments that carry lineage
	 * @param unless tells of a result that it is not to be kept for replay
	 * @param body the method
	 * @param state what the objects hold now that the code of the step reads
	 */
	public StepCall(Step step, List<Input> inputs, List<Input> consumed, @Nullable Predicate<@Nullable Object> unless,
			StepBody body, Supplier<State> state) {
		this(step, inputs, consumed, unless, body, state, CallSurroundings.NONE);
	}

	/**
	 * Creates a call of a step whose code reads no objects.
	 * @param step the step
	 * @param inputs what identifies the call
	 * @param consumed the arguments that carry lineage
	 * @param unless tells of a result that it is not to be kept for replay
	 * @param body the method
	 * @param around what is around the call
	 */
	public StepCall(Step step, List<Input> inputs, List<Input> consumed, @Nullable Predicate<@Nullable Object> unless,
			StepBody body, CallSurroundings around) {
		this(step, inputs, consumed, unless, body, NO_STATE, around);
	}

	StepCall subscribedBy(Object subscriber) {
		return new StepCall(this.step, this.inputs, this.consumed, this.unless, this.body, this.state,
				this.around.of(subscriber), this.arguments);
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
