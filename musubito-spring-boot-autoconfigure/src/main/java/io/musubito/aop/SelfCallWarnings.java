package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.objectweb.asm.Type;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells where the class of a bean calls its own steps and pipelines past the proxy.
 */
final class SelfCallWarnings {

	private final Predicate<Class<?>> application;

	/**
	 * Creates it.
	 * @param application tells the classes of the application
	 */
	SelfCallWarnings(Predicate<Class<?>> application) {
		this.application = application;
	}

	/**
	 * What there is to tell of beans.
	 * @param beans their classes
	 * @param annotated what is annotated
	 * @return one sentence for each place
	 */
	Set<String> of(Set<Class<?>> beans, AnnotatedMethods<?> annotated) {
		Set<String> warnings = new TreeSet<>();
		for (Class<?> bean : beans) {
			Set<Method> methods = annotated.in(bean).keySet();
			if (!methods.isEmpty()) {
				Set<String> names = methods.stream().map(Method::getName).collect(Collectors.toSet());
				hierarchy(bean).filter(this.application)
					.flatMap((type) -> SelfCalls.in(type, names).stream())
					.filter((call) -> !call.isOfOverridden())
					.forEach((call) -> methods.stream()
						.filter((method) -> isCalled(method, call, bean))
						.forEach((method) -> warnings.add(warning(call, method, annotated))));
			}
		}
		return warnings;
	}

	private static String warning(SelfCall call, Method method, AnnotatedMethods<?> annotated) {
		return call.place() + " calls " + method.getDeclaringClass().getName() + "#" + method.getName()
				+ " on its own object and not through the bean, so that " + annotated.annotationName()
				+ " has no effect on this call: it runs each time and is not recorded. Move the method to another bean, "
				+ "or call it on the bean, which the class can have injected into itself (@Autowired @Lazy "
				+ method.getDeclaringClass().getSimpleName() + " self).";
	}

	private static Stream<Class<?>> hierarchy(Class<?> bean) {
		List<Class<?>> types = new ArrayList<>(List.of(ClassUtils.getAllInterfacesForClass(bean)));
		for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
			types.add(type);
		}
		return types.stream();
	}

	/**
	 * Whether a call leads to a method, by its own name or by one that it overrides.
	 */
	private static boolean isCalled(Method method, SelfCall call, Class<?> bean) {
		return call.name().equals(method.getName()) && Stream
			.concat(Arrays.stream(ReflectionUtils.getAllDeclaredMethods(bean)),
					Arrays.stream(ClassUtils.getAllInterfacesForClass(bean))
						.flatMap((type) -> Arrays.stream(type.getMethods())))
			.filter((declared) -> declared.getName().equals(call.name())
					&& Type.getMethodDescriptor(declared).equals(call.descriptor()))
			.anyMatch((declared) -> method.equals(declared)
					|| AopUtils.getMostSpecificMethod(declared, bean).equals(method));
	}

}
