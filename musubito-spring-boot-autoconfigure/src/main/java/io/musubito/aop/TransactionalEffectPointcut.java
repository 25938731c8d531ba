package io.musubito.aop;

import java.lang.reflect.Method;

import io.musubito.MusubitoStep;

import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Matches the methods of transactional effects.
 */
final class TransactionalEffectPointcut extends StaticMethodMatcherPointcut {

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		MusubitoStep annotation = AnnotatedMethods.STEPS.find(method, targetClass);
		return annotation != null && annotation.transactional();
	}

}
