package io.musubito.run;

import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.musubito.code.CodeFingerprint;
import io.musubito.state.ClassCodes;
import io.musubito.state.State;
import io.musubito.state.States;
import io.musubito.state.StepState;
import org.jspecify.annotations.Nullable;

/**
 * What the beans hold that the bodies of steps without an annotation captured. Safe for use
 * by many threads.
 */
public final class BodyStates {

	private static final Supplier<State> NOTHING = () -> State.NONE;

	private final States states;

	private final Predicate<Object> beans;

	private final Predicate<Object> singletons;

	private final @Nullable ClassLoader classLoader;

	private final Map<List<Object>, Supplier<State>> known = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param states reads what objects hold
	 * @param beans whether an object is a bean
	 * @param singletons whether an object is a singleton
	 * @param classLoader has the classes of the application
	 */
	public BodyStates(States states, Predicate<Object> beans, Predicate<Object> singletons,
			@Nullable ClassLoader classLoader) {
		this.states = states;
		this.beans = beans;
		this.singletons = singletons;
		this.classLoader = classLoader;
	}

	/**
	 * What a body reaches.
	 * @param operation the step
	 * @param body the class of the body
	 * @param lambda says what it captured
	 * @param code the code of the body
	 */
	BodyState of(String operation, Class<?> body, SerializedLambda lambda, CodeFingerprint code) {
		Map<String, Object> roots = new TreeMap<>();
		List<Object> key = new ArrayList<>(List.of(operation, body));
		boolean lasting = true;
		for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
			Object captured = lambda.getCapturedArg(i);
			if (captured != null && this.beans.test(captured)) {
				roots.put("state captured " + i, captured);
				key.add(new Same(captured));
				lasting &= this.singletons.test(captured);
			}
		}
		if (code.dependencies().covered().isEmpty()) {
			return new BodyState(NOTHING, true, new ClassCodes(this.states, () -> code), this.classLoader);
		}
		Supplier<State> state = (lasting)
				? this.known.computeIfAbsent(List.copyOf(key), (same) -> watch(operation, roots, code))
				: watch(operation, roots, code);
		return new BodyState(state, lasting, new ClassCodes(this.states, () -> code), this.classLoader);
	}

	private Supplier<State> watch(String operation, Map<String, Object> roots, CodeFingerprint code) {
		return this.states.watch(operation, roots, List.of(), List.of(), code.dependencies())::current;
	}

	/**
	 * An object as itself.
	 *
	 * @param object the object
	 */
	private record Same(Object object) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Same same && same.object == this.object;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.object);
		}

	}

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
			return (this.lasting) ? this : new BodyState(NOTHING, false, this.classes, this.classLoader);
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

}
