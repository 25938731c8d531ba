package io.musubito.code;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * Tells the mocks and spies of tests. Libraries that are known are asked, because the
 * class of a mock says nothing: it may be the very class that is mocked. Where a test may
 * be running, an object of a class that was made at run time counts as one, too.
 */
public final class Mocks {

	private static final List<String> TESTS = List.of("org.junit.platform.commons.annotation.Testable",
			"org.junit.jupiter.api.Test", "org.junit.Test", "org.testng.annotations.Test", "spock.lang.Specification",
			"io.kotest.core.spec.Spec");

	/** Those that can be asked. */
	private static final List<MockLibrary> KNOWN = find();

	private static final List<MockLibrary> ALL = (isTest())
			? Stream.concat(KNOWN.stream(), Stream.of(new MadeMocks())).toList() : KNOWN;

	private static final ObjectNames NAMES = new ObjectNames();

	private Mocks() {
	}

	private static boolean isTest() {
		ClassLoader loader = Mocks.class.getClassLoader();
		return TESTS.stream().anyMatch((name) -> ClassUtils.isPresent(name, loader));
	}

	private static List<MockLibrary> find() {
		MockLibrary marked = isTest() ? new MarkedMocks() : null;
		return Stream.<@Nullable MockLibrary>of(Mockito.find(), MockK.find(), EasyMock.find(), marked)
			.filter(Objects::nonNull)
			.map(MockLibrary.class::cast)
			.toList();
	}

	/**
	 * Whether there may be mocks at all. In an application that is no test there are
	 * none.
	 * @return whether something is there that makes mocks
	 */
	public static boolean arePossible() {
		return !ALL.isEmpty();
	}

	/**
	 * Whether an object is a mock or a spy, or what is behind its proxies is one.
	 * @param object the object
	 * @return whether it is one
	 */
	public static boolean isMock(Object object) {
		return findMock(object, ALL) != null;
	}

	/**
	 * A name for a mock that no other object ever has.
	 * @param object the object
	 * @return the name; {@code null} when no library that makes mocks says that it is one
	 */
	public static @Nullable String findName(Object object) {
		Object mock = findMock(object, KNOWN);
		return (mock != null) ? NAMES.of(mock) : null;
	}

	/**
	 * The class of an object behind its proxies.
	 * @param object the object
	 * @return its class; of a mock the class or interface that is mocked
	 */
	public static Class<?> targetClass(Object object) {
		Object mock = findMock(object, ALL);
		return (mock != null) ? mocked(mock) : AopUtils.getTargetClass(object);
	}

	private static @Nullable Object findMock(Object object, List<MockLibrary> libraries) {
		if (libraries.isEmpty()) {
			return null;
		}
		Object behind = object;
		while (behind != null && find(behind, libraries) == null) {
			behind = AopProxyUtils.getSingletonTarget(behind);
		}
		return behind;
	}

	private static @Nullable MockLibrary find(Object object, List<MockLibrary> libraries) {
		for (MockLibrary library : libraries) {
			if (library.isMock(object)) {
				return library;
			}
		}
		return null;
	}

	private static Class<?> mocked(Object mock) {
		MockLibrary library = find(mock, ALL);
		Class<?> mocked = (library != null) ? library.findMocked(mock) : null;
		return (mocked != null) ? mocked : written(mock.getClass());
	}

	private static Class<?> written(Class<?> type) {
		Class<?> written = type;
		while (MadeClasses.isMade(written) || Proxy.isProxyClass(written)) {
			written = written.getSuperclass();
		}
		Class<?>[] interfaces = ClassUtils.getAllInterfacesForClass(type);
		return ((written == Object.class || written == Proxy.class) && interfaces.length > 0) ? interfaces[0] : written;
	}

}
