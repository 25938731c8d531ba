package io.musubito.state;

import java.util.ConcurrentModificationException;

import io.musubito.code.CodeDependencies;
import org.jspecify.annotations.Nullable;

/**
 * What is reached from some objects, looked at again when something of it may have
 * changed. Where nothing can change, asking costs nothing. Holds the objects as long as
 * it is held itself. Safe for use by many threads.
 */
public final class WatchedState {

	private final States states;

	private final String operation;

	private final Start start;

	private final CodeDependencies dependencies;

	private final boolean telling;

	private volatile States.@Nullable Reading reading;

	WatchedState(States states, String operation, Start start, CodeDependencies dependencies, boolean telling) {
		this.states = states;
		this.operation = operation;
		this.start = start;
		this.dependencies = dependencies;
		this.telling = telling;
	}

	/**
	 * The state as it is now.
	 * @return the state
	 */
	public State current() {
		States.Reading known = this.reading;
		if (known != null && holds(known)) {
			return known.state();
		}
		States.Reading now = this.states.read(this.operation, this.start, this.dependencies, false);
		if (this.telling) {
			this.states.report(this.operation, now.state());
		}
		this.reading = now;
		return now.state();
	}

	/**
	 * The state as far as it can be told when the application starts, without creating or
	 * initialising anything.
	 * @return the state, whose boundary is that of the step
	 */
	public State atStartup() {
		return this.states.read(this.operation, this.start, this.dependencies, true).state();
	}

	private static boolean holds(States.Reading reading) {
		try {
			return reading.holds();
		}
		catch (ConcurrentModificationException ex) {
			return false;
		}
	}

}
