package io.musubito.aop;

import io.musubito.execution.EffectTransaction;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Tells a transactional effect in which transaction its method runs. Inside of all other
 * advice, where that transaction has begun.
 */
final class TransactionalEffectInterceptor implements MethodInterceptor {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		EffectTransaction.enter();
		return invocation.proceed();
	}

}
