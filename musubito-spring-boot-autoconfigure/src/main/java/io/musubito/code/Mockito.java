package io.musubito.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Mockito as far as it is needed.
 *
 * @param details {@code Mockito.mockingDetails(Object)}
 * @param answer {@code MockingDetails.isMock()}
 * @param settings {@code MockingDetails.getMockCreationSettings()}
 * @param type {@code MockCreationSettings.getTypeToMock()}
 */
record Mockito(MethodHandle details, MethodHandle answer, MethodHandle settings,
		MethodHandle type) implements MockLibrary {

	static @Nullable Mockito find() {
		try {
			ClassLoader loader = Mockito.class.getClassLoader();
			Class<?> mockingDetails = Class.forName("org.mockito.MockingDetails", false, loader);
			Class<?> creationSettings = Class.forName("org.mockito.mock.MockCreationSettings", false, loader);
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			return new Mockito(
					lookup.findStatic(Class.forName("org.mockito.Mockito", false, loader), "mockingDetails",
							MethodType.methodType(mockingDetails, Object.class)),
					lookup.findVirtual(mockingDetails, "isMock", MethodType.methodType(boolean.class)),
					lookup.findVirtual(mockingDetails, "getMockCreationSettings",
							MethodType.methodType(creationSettings)),
					lookup.findVirtual(creationSettings, "getTypeToMock", MethodType.methodType(Class.class)));
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	@Override
	public boolean isMock(Object object) {
		try {
			return (boolean) this.answer.invoke(this.details.invoke(object));
		}
		catch (Throwable ex) {
			throw unknown(object, ex);
		}
	}

	@Override
	public Class<?> findMocked(Object mock) {
		try {
			return (Class<?>) this.type.invoke(this.settings.invoke(this.details.invoke(mock)));
		}
		catch (Throwable ex) {
			throw unknown(mock, ex);
		}
	}

	private static IllegalStateException unknown(Object object, Throwable cause) {
		return new IllegalStateException("Mockito can't tell what an object of " + object.getClass().getName() + " is",
				cause);
	}

}
