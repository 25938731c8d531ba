package io.musubito.code;

import org.jspecify.annotations.Nullable;

/**
 * A library that makes mocks. It need not be there when Musubito is.
 */
interface MockLibrary {

	/**
	 * Whether an object is a mock or a spy of this library.
	 * @param object the object
	 */
	boolean isMock(Object object);

	/**
	 * What a mock of this library stands for.
	 * @param mock the mock
	 * @return the class or interface; {@code null} when the class of the mock says it
	 */
	default @Nullable Class<?> findMocked(Object mock) {
		return null;
	}

}
