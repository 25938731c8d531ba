package io.musubito.aop;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.code.ApplicationTypes;
import io.musubito.value.Supertypes;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

import org.springframework.util.ClassUtils;

/**
 * Finds annotated methods in classes of the application of which it has no bean, and
 * which nothing says to be a bean under other conditions.
 */
final class ClassesWithoutBean {

	private final Collection<String> packages;

	private final ClassLoader loader;

	private final Map<String, ScannedClass> classes = new TreeMap<>();

	private final Map<String, Set<String>> subclasses = new HashMap<>();

	/**
	 * Creates it.
	 * @param application tells the packages of the application
	 * @param loader has its classes
	 */
	ClassesWithoutBean(ApplicationTypes application, @Nullable ClassLoader loader) {
		this.packages = application.packages();
		this.loader = (loader != null) ? loader : ClassesWithoutBean.class.getClassLoader();
	}

	/**
	 * What there is to tell.
	 * @param beans the classes of all beans
	 * @return one sentence for each class
	 */
	List<String> warnings(Collection<Class<?>> beans) {
		// All of the class path would be looked through for the default package
		new ApplicationClassFiles(this.loader).read(this.packages.stream()
			.filter((name) -> !name.isEmpty())
			.map((name) -> "classpath*:" + ClassUtils.convertClassNameToResourcePath(name) + "/**/*.class")
			.toList(), (classFile) -> add(ScannedClass.read(new ClassReader(classFile))));
		Set<String> steps = composed(MusubitoStep.class.getName());
		Set<String> pipelines = composed(MusubitoPipeline.class.getName());
		List<ScannedClass> annotated = this.classes.values()
			.stream()
			.filter((type) -> !type.methodsWith(steps).isEmpty() || !type.methodsWith(pipelines).isEmpty())
			.toList();
		if (annotated.isEmpty()) {
			return List.of();
		}
		Set<String> known = beans.stream()
			.flatMap(Supertypes::of)
			.map(Class::getName)
			.collect(Collectors.toCollection(HashSet::new));
		BeanDeclarations declarations = new BeanDeclarations(this.classes.values(), this.loader);
		return annotated.stream()
			.filter((type) -> withSubclasses(type.name())
				.noneMatch((name) -> known.contains(name) || declarations.mayBeBean(name)))
			.map((type) -> warning(type, steps, pipelines))
			.toList();
	}

	private void add(ScannedClass type) {
		this.classes.put(type.name(), type);
		type.parents()
			.forEach((parent) -> this.subclasses.computeIfAbsent(parent, (key) -> new HashSet<>()).add(type.name()));
	}

	/**
	 * An annotation with the annotations of the application that stand for it.
	 */
	private Set<String> composed(String annotation) {
		Set<String> composed = new HashSet<>(Set.of(annotation));
		boolean grown = true;
		while (grown) {
			grown = composed.addAll(this.classes.values()
				.stream()
				.filter((type) -> type.parents().contains("java.lang.annotation.Annotation")
						&& type.annotations().stream().anyMatch(composed::contains))
				.map(ScannedClass::name)
				.toList());
		}
		return composed;
	}

	private Stream<String> withSubclasses(String name) {
		Set<String> all = new HashSet<>();
		collect(name, all);
		return all.stream();
	}

	private void collect(String name, Set<String> all) {
		if (all.add(name)) {
			this.subclasses.getOrDefault(name, Set.of()).forEach((subclass) -> collect(subclass, all));
		}
	}

	private static String warning(ScannedClass type, Set<String> steps, Set<String> pipelines) {
		Set<String> methods = new TreeSet<>(type.methodsWith(steps));
		String annotation = "@MusubitoStep";
		if (methods.isEmpty()) {
			annotation = "@MusubitoPipeline";
		}
		methods.addAll(type.methodsWith(pipelines));
		return annotation + " has no effect on "
				+ methods.stream().map((method) -> type.name() + "#" + method).collect(Collectors.joining(", "))
				+ ": the application has no bean of this class, and calls of an object that is made with 'new' can't be "
				+ "seen. Make it a bean (@Component, or a @Bean method that returns it) and have it injected where it is "
				+ "called, or write "
				+ (annotation.equals("@MusubitoStep") ? "musubito.step(StepSpec.of(…), …)" : "musubito.pipeline(…)")
				+ " in the method in place of the annotation.";
	}

}
