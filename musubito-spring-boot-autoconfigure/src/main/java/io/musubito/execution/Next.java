package io.musubito.execution;

import io.musubito.execution.SingleFlight.Flight;
import io.musubito.store.Claim;

/**
 * What a call does next, as {@link CallProtocol} says. Whoever runs the call does it: on
 * the thread of the caller, as a future, or as a stream.
 */
sealed interface Next permits Deliver, Execute, Next.Await {

	/**
	 * To wait, as somebody else executes the same computation. What is next then, the
	 * protocol says.
	 */
	sealed interface Await extends Next {

	}

	/**
	 * What comes next, at once or after a wait.
	 */
	@FunctionalInterface
	interface Continuation {

		Next next() throws Throwable;

	}

	/**
	 * To wait for another call in this process.
	 *
	 * @param flight the call that executes
	 */
	record AwaitFlight(Flight flight) implements Await {

	}

	/**
	 * To wait for another process.
	 *
	 * @param claim who executes
	 */
	record AwaitClaim(Claim claim) implements Await {

	}

	/**
	 * To wait for whoever takes what was offered.
	 */
	record AwaitOffer() implements Await {

	}

}
