package io.musubito.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * MockK as far as it is needed.
 *
 * @param implementation {@code MockKGateway.implementation}; it has none until the first
 * mock is made, and must not be made to load its agent before
 * @param answer {@code isMockKMock(mock, regular, spy, objectMock, staticMock,
 * constructorMock)}
 */
record MockK(MethodHandle implementation, MethodHandle answer) implements MockLibrary {

	static @Nullable MockK find() {
		try {
			ClassLoader loader = MockK.class.getClassLoader();
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			return new MockK(
					lookup.findStaticGetter(Class.forName("io.mockk.MockKGateway$Companion", false, loader),
							"implementation", Class.forName("kotlin.jvm.functions.Function0", false, loader)),
					lookup.findStatic(Class.forName("io.mockk.MockKKt", false, loader), "isMockKMock",
							MethodType.methodType(boolean.class, Object.class, boolean.class, boolean.class,
									boolean.class, boolean.class, boolean.class)));
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	@Override
	public boolean isMock(Object object) {
		try {
			return this.implementation.invoke() != null
					&& (boolean) this.answer.invoke(object, true, true, true, false, false);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("MockK can't tell what an object of " + object.getClass().getName() + " is",
					ex);
		}
	}

}
