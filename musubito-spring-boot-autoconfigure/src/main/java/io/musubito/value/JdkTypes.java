package io.musubito.value;

/**
 * The classes of the JDK.
 */
public final class JdkTypes {

	private JdkTypes() {
	}

	/**
	 * Whether a class is one of them, or an array of such.
	 * @param type the class
	 * @return whether the JDK loaded it
	 */
	public static boolean contains(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

}
