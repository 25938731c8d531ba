package io.musubito.run;

import java.util.function.Supplier;

import io.musubito.state.ClassCodes;
import io.musubito.state.State;
import io.musubito.state.StepState;
import org.jspecify.annotations.Nullable;

/**
 * What one body reaches.
 *
 * @param now the state when it is asked for
 * @param lasting whether the objects are there as long as the application is
 * @param classes the code of classes that come with arguments
 * @param classLoader has the classes of the application
 */
record BodyState(Supplier<State> now, boolean lasting, ClassCodes classes,
		@Nullable ClassLoader classLoader) implements StepState {

	/**
	 * That of a body of which it isn't known what it captured.
	 */
	static BodyState unknown(ClassCodes classes, @Nullable ClassLoader classLoader) {
		return new BodyState(() -> State.NONE, false, classes, classLoader);
	}

	@Override
	public State atStartup() {
		return this.lasting ? this.now.get() : State.NONE;
	}

	@Override
	public @Nullable State current() {
		return this.lasting ? this.now.get() : null;
	}

	/**
	 * The same to be kept, without objects that nobody else keeps.
	 */
	StepState toKeep() {
		return (this.lasting) ? this : unknown(this.classes, this.classLoader);
	}

	@Override
	public @Nullable String code(Class<?> type) {
		return this.classes.find(type);
	}

	@Override
	public @Nullable String code(String className) {
		return (this.classLoader != null) ? this.classes.find(className, this.classLoader) : null;
	}

}
