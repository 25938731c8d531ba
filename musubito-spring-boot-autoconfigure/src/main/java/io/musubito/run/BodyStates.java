package io.musubito.run;

import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.code.CodeFingerprint;
import io.musubito.state.BeanNames;
import io.musubito.state.ClassCodes;
import io.musubito.state.State;
import io.musubito.state.States;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * What the beans hold that the bodies of steps without an annotation captured. Safe for
 * use by many threads.
 */
final class BodyStates {

	private static final String ROOT = "state captured ";

	private final States states;

	private final BeanNames beans;

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<List<Object>, Supplier<State>> known = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param states reads what objects hold
	 * @param beans tells which bean an object is
	 * @param beanFactory has the beans
	 */
	BodyStates(States states, BeanNames beans, ConfigurableListableBeanFactory beanFactory) {
		this.states = states;
		this.beans = beans;
		this.beanFactory = beanFactory;
	}

	/**
	 * What a body reaches.
	 * @param operation the step
	 * @param lambda says what it captured
	 * @param variables what that is
	 * @param code the code of the body
	 */
	BodyState of(String operation, SerializedLambda lambda, List<String> variables, CodeFingerprint code) {
		SortedMap<String, Object> captured = new TreeMap<>();
		boolean lasting = true;
		for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
			Object object = lambda.getCapturedArg(i);
			String variable = variables.get(i);
			if (object != null && (variable.startsWith(CapturedValues.OBJECT) || this.beans.findAny(object) != null)) {
				captured.put(ROOT + i, object);
				lasting &= this.beans.find(object) != null;
			}
		}
		return of(operation, captured, lasting, code);
	}

	/**
	 * What a body reaches that an earlier process called, by the names of the beans that
	 * it had captured.
	 * @param operation the step
	 * @param captured the name of the bean for each variable, none for other objects;
	 * inputs are {@code null}
	 * @param code the code of the body
	 */
	BodyState of(String operation, List<@Nullable String> captured, CodeFingerprint code) {
		SortedMap<String, Object> objects = new TreeMap<>();
		for (int i = 0; i < captured.size(); i++) {
			String name = captured.get(i);
			if (name != null) {
				if (!this.beanFactory.containsBean(name) || !this.beanFactory.isSingleton(name)) {
					return BodyState.unknown(new ClassCodes(this.states, () -> code),
							this.beanFactory.getBeanClassLoader());
				}
				objects.put(ROOT + i, this.beanFactory.getBean(name));
			}
		}
		return of(operation, objects, true, code);
	}

	private BodyState of(String operation, SortedMap<String, Object> captured, boolean lasting, CodeFingerprint code) {
		ClassCodes classes = new ClassCodes(this.states, () -> code);
		if (code.dependencies().covered().isEmpty()) {
			return new BodyState(() -> State.NONE, true, classes, this.beanFactory.getBeanClassLoader());
		}
		List<Object> key = new ArrayList<>(List.of(operation, code.hash()));
		captured.forEach((name, object) -> key.add(new Same(name, object)));
		Supplier<State> state = (lasting)
				? this.known.computeIfAbsent(List.copyOf(key), (same) -> watch(operation, captured, code, true))
				: watch(operation, captured, code, false);
		return new BodyState(state, lasting, classes, this.beanFactory.getBeanClassLoader());
	}

	private Supplier<State> watch(String operation, Map<String, Object> roots, CodeFingerprint code, boolean beans) {
		// An object of a library doesn't say which class loader has those of the
		// application
		ClassLoader loader = this.beanFactory.getBeanClassLoader();
		return this.states.watch(operation, roots, code.dependencies(),
				(loader != null) ? loader : BodyStates.class.getClassLoader(), beans)::current;
	}

	/**
	 * An object as itself.
	 *
	 * @param name its place
	 * @param object the object
	 */
	private record Same(String name, Object object) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Same same && same.object == this.object && same.name.equals(this.name);
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.object);
		}

	}

}
