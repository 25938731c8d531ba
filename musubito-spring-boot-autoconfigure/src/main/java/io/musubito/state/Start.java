package io.musubito.state;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.util.ClassUtils;

/**
 * Where a walk starts.
 *
 * @param roots the objects by name
 * @param advisors what stands between a step and its method
 * @param callers beans of one request or session
 * @param loader has the classes whose static fields are read, and those by which beans
 * are looked up; {@code null} when neither is looked at
 * @param known says what counts of objects that are looked at elsewhere
 * @param apart whether objects are never taken for each other of which it isn't known
 * which ones they are: there may be several of them, where beans are always the same
 */
record Start(Map<String, Object> roots, List<Advisor> advisors, List<String> callers, @Nullable ClassLoader loader,
		Function<Object, @Nullable String> known, boolean apart) {

	static Start of(Map<String, Object> roots, Collection<Advisor> advisors, Collection<String> callers) {
		Map<String, Object> sorted = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
		ClassLoader loader = States.class.getClassLoader();
		for (Object root : sorted.values()) {
			Class<?> type = ClassUtils.getUserClass(root);
			loader = (type.getClassLoader() != null) ? type.getClassLoader() : loader;
		}
		return new Start(sorted, List.copyOf(advisors), List.copyOf(callers), loader, (object) -> null, false);
	}

	static Start captured(Map<String, Object> roots, ClassLoader loader, boolean apart) {
		return new Start(Collections.unmodifiableSortedMap(new TreeMap<>(roots)), List.of(), List.of(), loader,
				(object) -> null, apart);
	}

	static Start held(Map<String, Object> objects, Function<Object, @Nullable String> known) {
		return new Start(Collections.unmodifiableSortedMap(new TreeMap<>(objects)), List.of(), List.of(), null, known,
				false);
	}

	static Start statics(ClassLoader loader) {
		return new Start(Map.of(), List.of(), List.of(), loader, (object) -> null, false);
	}

}
