package io.musubito.aop;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;

import org.jspecify.annotations.Nullable;

/**
 * The variables that a lambda has captured.
 */
final class CapturedVariables {

	private CapturedVariables() {
	}

	/**
	 * What is in a field, as far as it can be read.
	 * @param captured the field
	 * @param lambda the object that has it
	 * @return the value; {@code null} when there is none or it can't be read
	 */
	static @Nullable Object read(Field captured, Object lambda) {
		try {
			captured.setAccessible(true);
			return captured.get(lambda);
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			return null;
		}
	}

}
