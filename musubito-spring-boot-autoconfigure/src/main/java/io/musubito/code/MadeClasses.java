package io.musubito.code;

import java.lang.reflect.Proxy;

import org.springframework.cglib.proxy.Factory;

/**
 * Tells classes that were made at run time.
 */
final class MadeClasses {

	private static final String SPRING = "$$SpringCGLIB$$";

	private static final String LAMBDA = "$$Lambda";

	private MadeClasses() {
	}

	/**
	 * Whether a class has no class file. Lambdas, proxies of the JDK and the subclasses
	 * that Spring makes are left out: what is behind them can be told.
	 * @param type the class
	 * @return whether it was made at run time by somebody else
	 */
	static boolean isMade(Class<?> type) {
		String name = type.getName();
		if (type.isArray() || type.isPrimitive() || Proxy.isProxyClass(type) || name.contains(LAMBDA)
				|| name.contains(SPRING) || Factory.class.isAssignableFrom(type)) {
			return false;
		}
		return !hasFile(type);
	}

	/**
	 * Whether there is a class file. Those of the JDK count as if they had one.
	 * @param type the class
	 * @return whether it was written
	 */
	static boolean hasFile(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return !type.isHidden()
				&& (loader == null || loader.getResource(type.getName().replace('.', '/') + ".class") != null);
	}

}
