package io.musubito.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.musubito.Explanation;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.lineage.StepUsage;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectOutcome;
import io.musubito.store.Execution;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of an effect that is running.
 *
 * @param call the call
 * @param inputs its canonical inputs to keep; {@code null} to keep none
 * @param why why it is performed
 * @param attempt the attempt
 * @param arguments what the arguments were before
 * @param startedNanos when it began, by {@link System#nanoTime()}
 */
record EffectPerformance(IdentifiedCall call, @Nullable String inputs, Explanation why, EffectAttempt attempt,
		List<Arguments.Noted> arguments, long startedNanos) {

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.startedNanos);
	}

	EffectOutcome succeeded(Instant now, Answer answer) {
		StepUsage usage = usage();
		return new EffectOutcome.Succeeded(this.attempt,
				new Execution(this.call.keyOfExecution(this.inputs), answer.artifact(), true, now,
						answer.executionTime(), usage.called(), this.call.upstream(), List.of(),
						journal(StepOutcome.EXECUTED, now, usage.own(), null)));
	}

	EffectOutcome notHappened(Instant now, String error) {
		return new EffectOutcome.NotHappened(this.attempt, journal(StepOutcome.FAILED, now, usage().own(), error));
	}

	EffectOutcome unknown(Instant now, String error) {
		return new EffectOutcome.Unknown(this.attempt, journal(StepOutcome.FAILED, now, usage().own(), error));
	}

	private StepUsage usage() {
		return this.call.activeStep().usage().take();
	}

	private StepRecord journal(StepOutcome outcome, Instant now, Usage spent, @Nullable String error) {
		return Recorder.journal(this.call, outcome, this.why, now, spent, error);
	}

}
