package io.musubito.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells the mocks and spies of tests. Some are objects of the very class that they stand
 * for, so that only Mockito itself can tell.
 */
public final class Mocks {

	private static final @Nullable Method DETAILS = method("org.mockito.Mockito", "mockingDetails", Object.class);

	private static final @Nullable Method IS_MOCK = method("org.mockito.MockingDetails", "isMock");

	private Mocks() {
	}

	/**
	 * Whether an object is a mock or a spy.
	 * @param object the object
	 * @return whether Mockito says so; {@code false} where there is no Mockito
	 */
	public static boolean isMock(Object object) {
		if (DETAILS == null || IS_MOCK == null) {
			return false;
		}
		try {
			return Boolean.TRUE.equals(IS_MOCK.invoke(DETAILS.invoke(null, object)));
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

	private static @Nullable Method method(String className, String name, Class<?>... parameterTypes) {
		ClassLoader loader = Mocks.class.getClassLoader();
		return (ClassUtils.isPresent(className, loader))
				? ClassUtils.getMethodIfAvailable(ClassUtils.resolveClassName(className, loader), name, parameterTypes)
				: null;
	}

}
