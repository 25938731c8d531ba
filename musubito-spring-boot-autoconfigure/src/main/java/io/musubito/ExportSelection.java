package io.musubito;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How much of a store is exported.
 *
 * @param scope the whole store, a run or an operation
 * @param name the id of the run, or the operation; {@code null} for the whole store
 */
public record ExportSelection(Scope scope, @Nullable String name) {

	/**
	 * The whole store.
	 * @return all that is needed to replay everything elsewhere
	 */
	public static ExportSelection all() {
		return new ExportSelection(Scope.STORE, null);
	}

	/**
	 * One run.
	 * @param runId its id
	 * @return the run and those that it called, their journals, and all that their steps
	 * depend on
	 */
	public static ExportSelection run(String runId) {
		return new ExportSelection(Scope.RUN, Objects.requireNonNull(runId));
	}

	/**
	 * One operation.
	 * @param operation its name
	 * @return its nodes and all that they depend on
	 */
	public static ExportSelection operation(String operation) {
		return new ExportSelection(Scope.OPERATION, Objects.requireNonNull(operation));
	}

	/**
	 * What is chosen.
	 */
	public enum Scope {

		/** All. */
		STORE,
		/** A run. */
		RUN,
		/** An operation. */
		OPERATION

	}

}
