package io.musubito.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;

/**
 * Tells the mocks and spies of Mockito, which need not be there. The class of a mock says
 * nothing: it may be the very class that is mocked.
 */
public final class Mocks {

	private static final @Nullable Mockito MOCKITO = Mockito.find();

	private Mocks() {
	}

	/**
	 * Whether there may be mocks at all. In an application that is no test there are
	 * none.
	 * @return whether Mockito is there
	 */
	public static boolean arePossible() {
		return MOCKITO != null;
	}

	/**
	 * Whether an object is a mock or a spy, or what is behind its proxies is one.
	 * @param object the object
	 * @return whether it is one
	 */
	public static boolean isMock(Object object) {
		if (MOCKITO == null) {
			return false;
		}
		Object behind = object;
		while (behind != null && !MOCKITO.isMock(behind)) {
			behind = AopProxyUtils.getSingletonTarget(behind);
		}
		return behind != null;
	}

	/**
	 * The class of an object behind its proxies.
	 * @param object the object
	 * @return its class; of a mock the class or interface that is mocked
	 */
	public static Class<?> targetClass(Object object) {
		if (MOCKITO != null) {
			Object behind = object;
			while (behind != null) {
				if (MOCKITO.isMock(behind)) {
					return MOCKITO.mocked(behind);
				}
				behind = AopProxyUtils.getSingletonTarget(behind);
			}
		}
		return AopUtils.getTargetClass(object);
	}

	/**
	 * Mockito as far as it is needed.
	 *
	 * @param details {@code Mockito.mockingDetails(Object)}
	 * @param answer {@code MockingDetails.isMock()}
	 * @param settings {@code MockingDetails.getMockCreationSettings()}
	 * @param type {@code MockCreationSettings.getTypeToMock()}
	 */
	private record Mockito(MethodHandle details, MethodHandle answer, MethodHandle settings, MethodHandle type) {

		private static @Nullable Mockito find() {
			try {
				ClassLoader loader = Mocks.class.getClassLoader();
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

		private boolean isMock(Object object) {
			try {
				return (boolean) this.answer.invoke(this.details.invoke(object));
			}
			catch (Throwable ex) {
				throw unknown(object, ex);
			}
		}

		private Class<?> mocked(Object mock) {
			try {
				return (Class<?>) this.type.invoke(this.settings.invoke(this.details.invoke(mock)));
			}
			catch (Throwable ex) {
				throw unknown(mock, ex);
			}
		}

		private static IllegalStateException unknown(Object object, Throwable cause) {
			return new IllegalStateException(
					"Mockito can't tell what an object of " + object.getClass().getName() + " is", cause);
		}

	}

}
