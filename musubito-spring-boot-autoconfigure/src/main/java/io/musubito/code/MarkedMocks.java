package io.musubito.code;

import java.util.Set;

import org.springframework.util.ClassUtils;

/**
 * Mocks that tell by an interface that they are some.
 */
final class MarkedMocks implements MockLibrary {

	private static final Set<String> MARKS = Set.of("org.spockframework.mock.ISpockMockObject",
			"org.jmock.internal.CaptureControl");

	private final ClassValue<Boolean> known = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return ClassUtils.getAllInterfacesForClassAsSet(type)
				.stream()
				.anyMatch((supertype) -> MARKS.contains(supertype.getName()));
		}

	};

	@Override
	public boolean isMock(Object object) {
		return this.known.get(object.getClass());
	}

}
