package io.musubito.execution;

import java.time.Duration;
import java.util.List;

import io.musubito.Explanation;
import io.musubito.replay.Decision;
import org.jspecify.annotations.Nullable;

/**
 * To run the method of the step.
 *
 * @param call the call
 * @param inputs the canonical inputs to keep; {@code null} to keep none
 * @param decision why nothing is replayed
 * @param why the decision, explained
 * @param replayable whether the result may be replayed as far as is known before
 * @param arguments what the arguments were before
 * @param startedNanos when it begins, by {@link System#nanoTime()}
 */
record Execute(IdentifiedCall call, @Nullable String inputs, Decision.Execute decision, Explanation why,
		boolean replayable, List<Arguments.Noted> arguments, long startedNanos) implements Next {

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.startedNanos);
	}

}
