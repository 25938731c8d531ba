package io.musubito.value;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * How the values of one class are walked. Found once per class, see {@link Shapes}.
 */
interface Shape {

	/**
	 * Tells the walk about a value.
	 * @param walk the walk
	 * @param value a value of the class that this shape was found for
	 * @param declared the type that its place declares
	 */
	void write(Walk walk, Object value, Type declared);

	/**
	 * The class that is told when a place declares another one.
	 * @return the class; {@code null} when the kind of the value says enough
	 */
	default @Nullable Class<?> tag() {
		return null;
	}

	/**
	 * Whether values hold no others.
	 * @return {@code true} when there is nothing to descend into
	 */
	default boolean leaf() {
		return false;
	}

}
