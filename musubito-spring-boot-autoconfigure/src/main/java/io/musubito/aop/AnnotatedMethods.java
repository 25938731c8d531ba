package io.musubito.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Finds an annotation on the methods of a class, and tells of those that no proxy can
 * intercept.
 *
 * @param <A> the annotation
 */
final class AnnotatedMethods<A extends Annotation> {

	static final AnnotatedMethods<MusubitoStep> STEPS = new AnnotatedMethods<>(MusubitoStep.class, "steps");

	static final AnnotatedMethods<MusubitoPipeline> PIPELINES = new AnnotatedMethods<>(MusubitoPipeline.class,
			"pipelines");

	private final Class<A> annotation;

	private final String plural;

	private final AnnotatedTypes types;

	private final Map<Class<?>, Map<Method, A>> found = new ConcurrentReferenceHashMap<>();

	private AnnotatedMethods(Class<A> annotation, String plural) {
		this.annotation = annotation;
		this.plural = plural;
		this.types = new AnnotatedTypes(annotation);
	}

	/**
	 * What the methods are, for messages.
	 */
	String plural() {
		return this.plural;
	}

	/**
	 * The annotation, for messages.
	 */
	String annotationName() {
		return "@" + this.annotation.getSimpleName();
	}

	boolean isPresent(Class<?> targetClass) {
		return !in(targetClass).isEmpty();
	}

	/**
	 * The annotated methods of a class, inherited ones included.
	 */
	Map<Method, A> in(Class<?> targetClass) {
		return (this.types.mayBeIn(targetClass)) ? this.found.computeIfAbsent(targetClass, this::select) : Map.of();
	}

	private Map<Method, A> select(Class<?> targetClass) {
		return Collections.unmodifiableMap(MethodIntrospector.selectMethods(targetClass,
				(MethodIntrospector.MetadataLookup<A>) (method) -> find(method, targetClass)));
	}

	@Nullable A find(Method method, Class<?> targetClass) {
		return declarations(AopUtils.getMostSpecificMethod(method, targetClass), targetClass).map(this::find)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A method and those of interfaces that only a subclass of its class puts over it,
	 * which no search from the method upwards meets.
	 */
	static Stream<Method> declarations(Method method, Class<?> targetClass) {
		Stream<Method> itself = Stream.of(method);
		return (method.getDeclaringClass() != targetClass) ? Stream.concat(itself,
				implemented(method, targetClass, ClassUtils.getAllInterfacesForClass(targetClass))) : itself;
	}

	private static Stream<Method> implemented(Method method, Class<?> targetClass, Class<?>[] interfaces) {
		return Arrays.stream(interfaces)
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((declared) -> declared.getName().equals(method.getName())
					&& AopUtils.getMostSpecificMethod(declared, targetClass).equals(method));
	}

	/**
	 * The positions of the parameters with an annotation, on the method or on one that it
	 * implements or overrides.
	 */
	static Set<Integer> parametersWith(Method method, Class<?> targetClass, Class<? extends Annotation> annotation) {
		Set<Integer> positions = new LinkedHashSet<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			int index = i;
			if (declarations(method, targetClass)
				.map((declared) -> new AnnotatedMethod(declared).getMethodParameters()[index])
				.anyMatch((parameter) -> parameter.hasParameterAnnotation(annotation))) {
				positions.add(i);
			}
		}
		return positions;
	}

	/**
	 * The annotation of a parameter, on the method or on one that it implements or
	 * overrides.
	 */
	static <P extends Annotation> @Nullable P parameterAnnotation(Method method, Class<?> targetClass, int index,
			Class<P> annotation) {
		return declarations(method, targetClass)
			.map((declared) -> new AnnotatedMethod(declared).getMethodParameters()[index])
			.map((parameter) -> parameter.getParameterAnnotation(annotation))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * What to do about two methods with one name.
	 * @param attribute the attribute of the annotation that has the name
	 */
	String remedyForSameName(String attribute, Method one, Method other) {
		Object source = source(one);
		if (source == null || !source.equals(source(other))) {
			return "Give one of them another name.";
		}
		String where = (source instanceof Method declared)
				? declared.getDeclaringClass().getName() + "#" + declared.getName() : source.toString();
		return "Both have it from the annotation on " + where + ". Leave the name out there: then each is named by "
				+ "the class of its bean. Or override the method in one of the classes, with " + annotationName() + "("
				+ attribute + "\"…\") and another name.";
	}

	private @Nullable Object source(Method method) {
		return declarations(method, method.getDeclaringClass())
			.map((declared) -> MergedAnnotations.from(declared, SearchStrategy.TYPE_HIERARCHY).get(this.annotation))
			.filter(MergedAnnotation::isPresent)
			.findFirst()
			.map(MergedAnnotation::getSource)
			.orElse(null);
	}

	private @Nullable A find(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, this.annotation);
	}

	/**
	 * Refuses a bean with a method that no proxy can intercept.
	 * @param beanName the bean
	 * @param targetClass its class
	 * @param proxyClass the class of the proxy that is around it already, or its own
	 */
	void checkInterceptable(String beanName, Class<?> targetClass, Class<?> proxyClass) {
		for (Method method : in(targetClass).keySet()) {
			String obstacle = obstacle(method);
			if (obstacle == null) {
				obstacle = Proxy.isProxyClass(proxyClass) ? obstacleOfInterfaces(method, targetClass, proxyClass)
						: obstacleOfClass(method, targetClass);
			}
			if (obstacle != null) {
				throw new StepDefinitionException(annotationName() + " on " + targetClass.getName() + "#"
						+ method.getName() + " (bean '" + beanName + "') would have no effect: " + obstacle, null);
			}
		}
	}

	private static @Nullable String obstacle(Method method) {
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
		return null;
	}

	private static @Nullable String obstacleOfInterfaces(Method method, Class<?> targetClass, Class<?> proxyClass) {
		// What is behind may be a proxy itself, whose methods are those of its interfaces
		boolean reachable = targetClass == proxyClass
				|| (method.getDeclaringClass().isInterface() && method.getDeclaringClass().isAssignableFrom(proxyClass))
				|| implemented(method, targetClass, proxyClass.getInterfaces()).findAny().isPresent();
		return reachable ? null
				: "the bean is wrapped in a proxy of its interfaces, and none of them has the method. "
						+ "Declare it in one of them, or let Spring use proxies of classes "
						+ "(spring.aop.proxy-target-class=true).";
	}

	private static @Nullable String obstacleOfClass(Method method, Class<?> targetClass) {
		if (Modifier.isFinal(method.getModifiers())) {
			return "the method is final and a proxy can't intercept it. Remove 'final' (in Kotlin: use the 'spring' "
					+ "compiler plugin or 'open').";
		}
		if (isPackagePrivate(method) && !ClassUtils.getPackageName(method.getDeclaringClass())
			.equals(ClassUtils.getPackageName(targetClass))) {
			return "the method is package-private in " + method.getDeclaringClass().getName()
					+ ", of another package, and a proxy can't override it. Make it protected or public.";
		}
		if (targetClass.isSealed()) {
			return "the class is sealed and a proxy can't extend it. Remove 'sealed', or put the method in another class.";
		}
		if (Modifier.isFinal(targetClass.getModifiers())) {
			return "the class is final (or a record) and a proxy can't extend it. Remove 'final' (in Kotlin: use "
					+ "the 'spring' compiler plugin or 'open').";
		}
		return null;
	}

	private static boolean isPackagePrivate(Method method) {
		return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
	}

}
