package io.musubito.aop;

import java.util.function.Supplier;

import io.musubito.state.State;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * A step of one bean, with the object that it was last called on: nearly always the same.
 */
final class BoundStep {

	private static final Supplier<State> NOTHING = () -> State.NONE;

	private final StepMethod method;

	private volatile @Nullable Bound bound;

	BoundStep(StepMethod method) {
		this.method = method;
	}

	StepMethod method() {
		return this.method;
	}

	/**
	 * What the object holds that is called.
	 */
	Supplier<State> state(MethodInvocation invocation) {
		BeanState state = this.method.state();
		Object called = invocation.getThis();
		Object bean = (invocation instanceof ProxyMethodInvocation proxied) ? proxied.getProxy() : called;
		// A client that Spring makes of an interface is advice with nothing behind
		Object target = (called != null) ? called : bean;
		if (state == null || target == null || bean == null) {
			return NOTHING;
		}
		Bound last = this.bound;
		if (last == null || last.target() != target) {
			last = new Bound(target, state.of(target, bean));
			this.bound = last;
		}
		return last.state();
	}

	/**
	 * An object with its state.
	 *
	 * @param target the object
	 * @param state what it holds
	 */
	private record Bound(Object target, Supplier<State> state) {

	}

}
