package io.musubito.state;

import org.jspecify.annotations.Nullable;

/**
 * The state of code that reads nothing.
 */
final class NoStepState implements StepState {

	@Override
	public State atStartup() {
		return State.NONE;
	}

	@Override
	public State current() {
		return State.NONE;
	}

	@Override
	public @Nullable String code(Class<?> type) {
		return null;
	}

	@Override
	public @Nullable String code(String className) {
		return null;
	}

}
