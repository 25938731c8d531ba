package io.musubito.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * EasyMock as far as it is needed.
 *
 * @param mocked {@code EasyMockSupport.getMockedClass(Object)}
 */
record EasyMock(MethodHandle mocked) implements MockLibrary {

	/** A class with a file is none of its mocks; to ask it costs a look-up by name. */
	private static final ClassValue<Boolean> CAN_BE_MOCK = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return !MadeClasses.hasFile(type);
		}

	};

	static @Nullable EasyMock find() {
		try {
			Class<?> support = Class.forName("org.easymock.EasyMockSupport", false, EasyMock.class.getClassLoader());
			return new EasyMock(MethodHandles.publicLookup()
				.findStatic(support, "getMockedClass", MethodType.methodType(Class.class, Object.class)));
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	@Override
	public boolean isMock(Object object) {
		return CAN_BE_MOCK.get(object.getClass()) && findMocked(object) != null;
	}

	@Override
	public @Nullable Class<?> findMocked(Object mock) {
		try {
			return (Class<?>) this.mocked.invoke(mock);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(
					"EasyMock can't tell what an object of " + mock.getClass().getName() + " is", ex);
		}
	}

}
