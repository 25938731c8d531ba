package io.musubito.execution;

import io.musubito.CircularStepException;
import io.musubito.EffectInDoubtException;
import io.musubito.ReplayMissException;
import io.musubito.execution.SingleFlight.Flight;

/**
 * How a flight ended, for those who joined it.
 */
sealed interface FlightResult {

	/**
	 * What an answer of one caller means for those who joined it.
	 * @param answer the answer
	 * @param sinceNanos when the flight began, by {@link System#nanoTime()}
	 */
	static FlightResult of(Answer answer, long sinceNanos) {
		return answer.joinable() ? new Answered(answer, sinceNanos) : new Abandoned();
	}

	/**
	 * What a failure of one caller means for those who joined it.
	 */
	static FlightResult of(Throwable failure) {
		boolean onlyItsOwn = failure instanceof ReplayMissException || failure instanceof CircularStepException
				|| failure instanceof EffectInDoubtException || Interruption.causedBy(failure)
				|| BudgetRefusal.causedBy(failure);
		return onlyItsOwn ? new Abandoned() : new Failed(failure);
	}

	/**
	 * With an answer.
	 *
	 * @param answer the answer
	 * @param sinceNanos when the flight began, before anything was looked up
	 */
	record Answered(Answer answer, long sinceNanos) implements FlightResult {

	}

	/** With an exception of the step. */
	record Failed(Throwable failure) implements FlightResult {

	}

	/**
	 * Not yet, but the one who joined it has waited long enough.
	 *
	 * @param flight the flight, which has not ended
	 */
	record TimeIsUp(Flight flight) implements FlightResult {

	}

	/**
	 * Without either: those who joined try for themselves.
	 */
	record Abandoned() implements FlightResult {

	}

}
