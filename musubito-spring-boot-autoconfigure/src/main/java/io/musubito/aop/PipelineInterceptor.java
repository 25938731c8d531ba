package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.musubito.run.Pipeline;
import io.musubito.run.PipelineRunner;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Hands the calls of one bean's pipeline methods to the {@link PipelineRunner}.
 */
final class PipelineInterceptor implements MethodInterceptor {

	private final String beanName;

	private final Class<?> targetClass;

	private final Supplier<PipelineMethods> pipelineMethods;

	private final Supplier<PipelineRunner> runner;

	private final ConcurrentMap<Method, Pipeline> resolved = new ConcurrentHashMap<>();

	PipelineInterceptor(String beanName, Class<?> targetClass, Supplier<PipelineMethods> pipelineMethods,
			Supplier<PipelineRunner> runner) {
		this.beanName = beanName;
		this.targetClass = targetClass;
		this.pipelineMethods = pipelineMethods;
		this.runner = runner;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Pipeline pipeline = this.resolved.computeIfAbsent(invocation.getMethod(),
				(called) -> this.pipelineMethods.get().get(this.beanName, this.targetClass, called));
		return this.runner.get()
			.run(pipeline.name(), () -> pipeline.describe(invocation.getArguments()), invocation::proceed);
	}

}
