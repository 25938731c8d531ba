package io.musubito.state;

import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.code.CodeDependencies;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;

/**
 * What is reached from some objects, looked at again when something of it may have
 * changed. Where nothing can change, asking costs nothing. Holds the objects as long as it
 * is held itself. Safe for use by many threads.
 */
public final class WatchedState {

	private final States states;

	private final String operation;

	private final Map<String, Object> roots;

	private final List<Advisor> advisors;

	private final CodeDependencies dependencies;

	private volatile States.@Nullable Reading reading;

	WatchedState(States states, String operation, Map<String, Object> roots, Collection<Advisor> advisors,
			CodeDependencies dependencies) {
		this.states = states;
		this.operation = operation;
		this.roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
		this.advisors = List.copyOf(advisors);
		this.dependencies = dependencies;
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
		States.Reading now = this.states.read(this.operation, this.roots, this.advisors, this.dependencies, false);
		this.reading = now;
		return now.state();
	}

	/**
	 * The state as far as it can be told when the application starts, without creating
	 * or initialising anything.
	 * @return the state, whose boundary is that of the step
	 */
	public State atStartup() {
		return this.states.read(this.operation, this.roots, this.advisors, this.dependencies, true).state();
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
