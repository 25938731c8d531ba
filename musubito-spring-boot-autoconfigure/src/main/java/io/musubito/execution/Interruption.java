package io.musubito.execution;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/**
 * Tells an execution that was stopped from outside from one that failed by itself.
 */
final class Interruption {

	private Interruption() {
	}

	static boolean causedBy(Throwable failure) {
		return Thread.currentThread().isInterrupted()
				|| Causes.include(failure, (cause) -> cause instanceof InterruptedException
						|| cause instanceof CancellationException || cause instanceof ClosedByInterruptException);
	}

}
