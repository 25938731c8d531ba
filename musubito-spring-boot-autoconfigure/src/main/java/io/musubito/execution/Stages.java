package io.musubito.execution;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What is needed of results that arrive later.
 */
final class Stages {

	private Stages() {
	}

	/**
	 * Calls back when a stage has ended.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody follows the callback
	static <T extends @Nullable Object> void whenEnded(CompletionStage<T> stage,
			BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
		stage.whenComplete(callback::accept);
	}

	/**
	 * Calls back when a stage has ended, and whatever the callback throws, the call that
	 * waits for it is ended.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody follows the callback
	static <T extends @Nullable Object> void whenEnded(CompletionStage<T> stage, Guarded guarded,
			BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
		stage.whenComplete(guarded.callback(callback));
	}

	/**
	 * The exception of a method, without what stages put around it on the way.
	 */
	static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

}
