package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;

import io.musubito.MusubitoStep;
import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds {@link MusubitoStep} on the methods of a class, and tells of those that no proxy
 * can intercept.
 */
final class AnnotatedSteps {

	private AnnotatedSteps() {
	}

	static boolean isPresent(Class<?> targetClass) {
		return !in(targetClass).isEmpty();
	}

	/**
	 * The step methods of a class, inherited ones included.
	 */
	static Map<Method, MusubitoStep> in(Class<?> targetClass) {
		if (!AnnotationUtils.isCandidateClass(targetClass, MusubitoStep.class)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(targetClass,
				(MethodIntrospector.MetadataLookup<@Nullable MusubitoStep>) AnnotatedSteps::find);
	}

	static @Nullable MusubitoStep find(Method method, Class<?> targetClass) {
		return find(AopUtils.getMostSpecificMethod(method, targetClass));
	}

	private static @Nullable MusubitoStep find(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, MusubitoStep.class);
	}

	static void checkInterceptable(String beanName, Class<?> targetClass) {
		for (Method method : in(targetClass).keySet()) {
			String obstacle = obstacle(method, targetClass);
			if (obstacle != null) {
				throw new StepDefinitionException("@MusubitoStep on " + targetClass.getName() + "#" + method.getName()
						+ " (bean '" + beanName + "') would have no effect: " + obstacle, null);
			}
		}
	}

	private static @Nullable String obstacle(Method method, Class<?> targetClass) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			return "the method is a Kotlin suspend function, whose result comes later. Return the value from an "
					+ "ordinary function and call that from the suspend function.";
		}
		if (Modifier.isStatic(method.getModifiers())) {
			return "the method is static and a proxy can't intercept it. Make it an instance method.";
		}
		if (Modifier.isPrivate(method.getModifiers())) {
			return "the method is private and a proxy can't intercept it. Make it public or package-private and "
					+ "call it through the bean, not through 'this'.";
		}
		if (Modifier.isFinal(method.getModifiers())) {
			return "the method is final and a proxy can't intercept it. Remove 'final' (in Kotlin: use the 'spring' "
					+ "compiler plugin or 'open').";
		}
		if (Modifier.isFinal(targetClass.getModifiers()) && !Proxy.isProxyClass(targetClass)) {
			return "the class is final (or a record) and a proxy can't extend it. Remove 'final' (in Kotlin: use "
					+ "the 'spring' compiler plugin or 'open').";
		}
		return null;
	}

}
