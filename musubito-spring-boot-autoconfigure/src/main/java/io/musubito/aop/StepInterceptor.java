package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.musubito.execution.CallSurroundings;
import io.musubito.execution.ResultForm;
import io.musubito.execution.ResultForm.Arrival;
import io.musubito.execution.StepCall;
import io.musubito.execution.StepCall.StepBody;
import io.musubito.execution.StepExecutor;
import io.musubito.identity.Input;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Hands the calls of one bean's step methods to the {@link StepExecutor}.
 */
final class StepInterceptor implements MethodInterceptor {

	private final String beanName;

	private final Class<?> targetClass;

	private final Supplier<StepMethods> stepMethods;

	private final Supplier<StepExecutor> executor;

	private final ConcurrentMap<Method, BoundStep> resolved = new ConcurrentHashMap<>();

	StepInterceptor(String beanName, Class<?> targetClass, Supplier<StepMethods> stepMethods,
			Supplier<StepExecutor> executor) {
		this.beanName = beanName;
		this.targetClass = targetClass;
		this.stepMethods = stepMethods;
		this.executor = executor;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		BoundStep step = this.resolved.computeIfAbsent(invocation.getMethod(),
				(called) -> new BoundStep(this.stepMethods.get().get(this.beanName, this.targetClass, called)));
		StepMethod method = step.method();
		List<Input> consumed = method.arguments(invocation.getArguments());
		ResultForm form = method.form();
		if (form.arrival() != Arrival.AT_ONCE) {
			return this.executor.get()
				.executeLater(call(step, invocation, consumed, () -> proceed(method, invocation)), form);
		}
		if (method.samples() > 1) {
			return this.executor.get()
				.executeSamples(call(step, invocation, consumed, () -> proceed(method, invocation)), method.samples());
		}
		return form.wrap(this.executor.get()
			.execute(call(step, invocation, consumed, () -> form.unwrap(proceed(method, invocation)))));
	}

	private static StepCall call(BoundStep step, MethodInvocation invocation, List<Input> consumed, StepBody body) {
		StepMethod method = step.method();
		@Nullable Object[] arguments = invocation.getArguments();
		return new StepCall(method.step(), method.inputs(arguments, consumed), consumed, method.unless(arguments), body,
				step.state(invocation), CallSurroundings.NONE,
				(method.form().arrival() == Arrival.AT_ONCE) ? () -> method.stored().encode(arguments) : null);
	}

	private static @Nullable Object proceed(StepMethod method, MethodInvocation invocation) throws Throwable {
		MethodInvocation own = (invocation instanceof ProxyMethodInvocation proxy)
				? proxy.invocableClone(method.filledIn(invocation.getArguments())) : invocation;
		return own.proceed();
	}

}
