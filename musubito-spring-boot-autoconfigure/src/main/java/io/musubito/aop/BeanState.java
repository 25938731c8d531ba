package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.musubito.code.CodeFingerprint;
import io.musubito.state.ClassCodes;
import io.musubito.state.State;
import io.musubito.state.States;
import io.musubito.state.StepState;
import io.musubito.state.WatchedState;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * What is reached from the bean of a step. Of a singleton it is known apart from any
 * call.
 */
final class BeanState implements StepState {

	private static final Supplier<State> NOTHING = () -> State.NONE;

	private final StepStates beans;

	private final States states;

	private final String operation;

	private final String beanName;

	private final Method method;

	private final Class<?> targetClass;

	private final Supplier<CodeFingerprint> code;

	private final ClassCodes classes;

	private final Supplier<State> atStartup = SingletonSupplier.of(this::readAtStartup);

	private volatile @Nullable Supplier<State> singleton;

	BeanState(StepStates beans, States states, String operation, String beanName, Method method, Class<?> targetClass,
			Supplier<CodeFingerprint> code) {
		this.beans = beans;
		this.states = states;
		this.operation = operation;
		this.beanName = beanName;
		this.method = method;
		this.targetClass = targetClass;
		this.code = code;
		this.classes = new ClassCodes(states, code);
	}

	/**
	 * The state of the object that is called.
	 * @param target the object
	 * @param bean the bean that it is behind
	 */
	Supplier<State> of(Object target, Object bean) {
		return (readsNothing()) ? NOTHING : watch(target, bean)::current;
	}

	/**
	 * Whether it isn't known what the code reads, because the code doesn't count.
	 */
	private boolean readsNothing() {
		return this.code.get().dependencies().covered().isEmpty();
	}

	private WatchedState watch(Object target, Object bean) {
		String caller = this.beans.caller(this.beanName);
		return this.states.watch(this.operation, Map.of("", target),
				StepProxies.inside(bean, this.method, this.targetClass), (caller != null) ? List.of(caller) : List.of(),
				this.code.get().dependencies());
	}

	@Override
	public State atStartup() {
		return this.atStartup.get();
	}

	private State readAtStartup() {
		Object bean = this.beans.singleton(this.beanName, false);
		if (bean != null && !readsNothing()) {
			return watch(StepProxies.target(bean), bean).atStartup();
		}
		String caller = this.beans.caller(this.beanName);
		return (caller != null) ? State.of(caller) : State.NONE;
	}

	@Override
	public @Nullable State current() {
		Supplier<State> known = this.singleton;
		if (known == null) {
			if (readsNothing()) {
				return State.NONE;
			}
			Object bean = this.beans.singleton(this.beanName, true);
			if (bean == null) {
				return null;
			}
			known = of(StepProxies.target(bean), bean);
			this.singleton = known;
		}
		return known.get();
	}

	@Override
	public @Nullable String code(Class<?> type) {
		return this.classes.find(type);
	}

	@Override
	public @Nullable String code(String className) {
		return this.classes.find(className, this.beans.classLoader());
	}

}
