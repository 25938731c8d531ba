package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an annotation can't say. A bean of this type is in every application context; it
 * is safe for use by any number of threads.
 */
public interface Musubito {

	/**
	 * Makes the steps that are called directly in the block, on this thread or in work
	 * that it hands on with its context, depend on the given results, in addition to what
	 * their arguments show.
	 * @param results results of steps, or parts of them
	 * @return the block, to be closed
	 * @throws UnknownLineageException for an argument that no step produced
	 */
	MergeScope merge(Object... results);

	/**
	 * Where a value came from.
	 * @param <T> the type of the value
	 * @param value the very object that a step returned; an equal one won't do
	 * @return the result of the step call
	 * @throws UnknownLineageException for an object that no step returned, and for values
	 * without identity ({@code null}, boxed primitives, enums, the empty string)
	 */
	<T> MusubitoResult<T> resultOf(T value);

	/**
	 * Runs code as a pipeline: the steps in it belong to one run.
	 * @param <T> the type of the result
	 * @param <E> the exception that the code may throw
	 * @param name the name of the pipeline
	 * @param body the code
	 * @return what the code returns
	 * @throws E what the code throws
	 */
	<T extends @Nullable Object, E extends Exception> T pipeline(String name, Body<T, E> body) throws E;

	/**
	 * Does the same for many items, several at a time if so wished:
	 * {@code forEach(items).concurrency(4).apply(step::of)}. The steps that are called
	 * for an item belong to the run, the step and the blocks in which this is called.
	 * @param <T> the type of the items
	 * @param items the items, in the order of the results
	 * @return the fan-out, to be applied
	 */
	<T extends @Nullable Object> FanOut<T> forEach(Iterable<T> items);

	/**
	 * Calls a step that has no annotation.
	 * @param <T> the type of the result
	 * @param <E> the exception that the code may throw
	 * @param step the specification; its inputs are all that the result depends on
	 * @param body the code, which runs when no result is stored: a lambda or a method
	 * reference. The variables that it uses are inputs of the specification, beans, or
	 * objects of which it is known what they hold: objects of the application,
	 * {@code this} among them, chat clients, models and tools. What the code reads of
	 * them counts at each call; any other object is refused
	 * @return the result with its origin
	 * @throws E what the code throws
	 */
	<T extends @Nullable Object, E extends Exception> MusubitoResult<T> step(StepSpec<T> step, Body<T, E> body)
			throws E;

	/**
	 * Takes several samples: runs code once for each, in order. Which one it is counts as
	 * part of each step that is called in the code, directly or by others, so that a
	 * model is asked for each, and each answer is kept: with a larger number later, only
	 * those are drawn that are missing, with a smaller one the first are replayed. In a
	 * block within another one both count. Without such a block, asking twice for the
	 * same is one answer.
	 * <p>
	 * An {@linkplain StepType#EXTERNAL_EFFECT effect} in the code happens once. What is
	 * the same for all samples is called before the block.
	 * @param <T> the type of a result
	 * @param <E> the exception that the code may throw
	 * @param count how many, from 1
	 * @param body the code
	 * @return what the code returned, in order; not modifiable
	 * @throws E what the code throws. The samples before are kept
	 */
	<T extends @Nullable Object, E extends Exception> List<T> samples(int count, Body<T, E> body) throws E;

	/**
	 * Runs code with another mode.
	 * @param <T> the type of the result
	 * @param <E> the exception that the code may throw
	 * @param mode the mode for all steps in the code, those that other steps call
	 * included
	 * @param body the code
	 * @return what the code returns
	 * @throws E what the code throws
	 */
	<T extends @Nullable Object, E extends Exception> T withMode(ReplayMode mode, Body<T, E> body) throws E;

}
