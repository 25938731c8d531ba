package io.musubito.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ReflectionUtils;

/**
 * Tells of a class that none of its methods can have an annotation, by a look at each
 * class and each interface that it is made of, once. Most beans are of such classes, and
 * to go through what each of their methods overrides takes a great part of a start. Safe
 * for use by many threads.
 */
final class AnnotatedTypes {

	private final Class<? extends Annotation> annotation;

	private final Map<Class<?>, Boolean> types = new ConcurrentReferenceHashMap<>(256);

	private final Map<Class<?>, Boolean> annotations = new ConcurrentReferenceHashMap<>();

	/**
	 * Creates it.
	 * @param annotation the annotation, which others may stand for
	 */
	AnnotatedTypes(Class<? extends Annotation> annotation) {
		this.annotation = annotation;
	}

	/**
	 * Whether a method of a class may have the annotation.
	 * @param type the class
	 * @return {@code false} when no method has it that the class declares or inherits, or
	 * that one of its interfaces has; {@code true} when that can't be told
	 */
	boolean mayBeIn(Class<?> type) {
		// Not computed within the map, as it is asked again for what a class extends
		Boolean known = this.types.get(type);
		if (known == null) {
			known = look(type);
			this.types.put(type, known);
		}
		return known;
	}

	private boolean look(Class<?> type) {
		if (declares(type) || (type.getSuperclass() != null && mayBeIn(type.getSuperclass()))) {
			return true;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (mayBeIn(implemented)) {
				return true;
			}
		}
		return false;
	}

	private boolean declares(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, this.annotation)) {
			return false;
		}
		try {
			for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
				if (has(method)) {
					return true;
				}
			}
			return false;
		}
		catch (RuntimeException | LinkageError ex) {
			// Who goes on to look meets what is wrong, too
			return true;
		}
	}

	private boolean has(AnnotatedElement method) {
		for (Annotation declared : method.getDeclaredAnnotations()) {
			Class<? extends Annotation> type = declared.annotationType();
			Boolean known = this.annotations.get(type);
			if (known == null) {
				known = type == this.annotation || AnnotatedElementUtils.hasAnnotation(type, this.annotation);
				this.annotations.put(type, known);
			}
			if (known) {
				return true;
			}
		}
		return false;
	}

}
