package io.musubito.aop;

import java.lang.reflect.Method;

import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Matches the step methods of a class, whether the annotation is on the method itself or
 * on one that it overrides or implements.
 */
final class StepPointcut extends StaticMethodMatcherPointcut {

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return AnnotatedMethods.STEPS.find(method, targetClass) != null;
	}

}
