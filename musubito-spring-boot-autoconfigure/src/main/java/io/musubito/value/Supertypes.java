package io.musubito.value;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The classes and interfaces that a class inherits from, itself included. Used to ask for
 * types by name that the class path or the JDK may not have.
 */
public final class Supertypes {

	private Supertypes() {
	}

	/**
	 * A class with all that it inherits from, interfaces of interfaces included.
	 * @param type the class
	 * @return the class and its supertypes, some more than once
	 */
	public static Stream<Class<?>> of(Class<?> type) {
		Stream<Class<?>> parents = Stream.concat(Stream.ofNullable(type.getSuperclass()),
				Arrays.stream(type.getInterfaces()));
		return Stream.concat(Stream.of(type), parents.flatMap(Supertypes::of));
	}

}
