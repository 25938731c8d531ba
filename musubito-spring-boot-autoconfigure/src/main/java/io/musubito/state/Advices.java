package io.musubito.state;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Tells what stands around objects: advice of the application, whose code and state
 * count, and that of libraries.
 */
final class Advices {

	/**
	 * Libraries whose advice hands on what it gets, or fails: it decides when and where
	 * something runs, not what comes of it.
	 */
	private static final List<String> HARMLESS = List.of("org.springframework.transaction.",
			"org.springframework.retry.", "org.springframework.resilience.", "org.springframework.aop.",
			"org.springframework.scheduling.", "org.springframework.security.", "org.springframework.dao.",
			"org.springframework.validation.", "org.springframework.data.", "org.springframework.orm.",
			"org.springframework.ai.", "io.micrometer.", "io.musubito.aop.", "io.musubito.ai.");

	private static final String ASPECTJ = "org.springframework.aop.aspectj.AbstractAspectJAdvice";

	private Advices() {
	}

	/**
	 * Whether nothing needs to be said of an advice.
	 */
	static boolean isHarmless(Class<?> type) {
		return HARMLESS.stream().anyMatch(type.getName()::startsWith);
	}

	/**
	 * The object whose code is the advice: the aspect, where it is a method of one.
	 */
	static Object body(Advice advice) {
		if (!isAspect(advice.getClass())) {
			return advice;
		}
		Object factory = call(advice, "getAspectInstanceFactory");
		Object aspect = (factory != null) ? call(factory, "getAspectInstance") : null;
		return Objects.requireNonNullElse(aspect, advice);
	}

	private static boolean isAspect(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			if (current.getName().equals(ASPECTJ)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Object call(Object target, String name) {
		Method method = ReflectionUtils.findMethod(target.getClass(), name);
		if (method == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(method);
		return ReflectionUtils.invokeMethod(method, target);
	}

}
