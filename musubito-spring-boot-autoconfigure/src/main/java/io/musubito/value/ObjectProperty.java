package io.musubito.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * One field of an object.
 *
 * @param name the name, unique within the object
 * @param type the declared type
 * @param getter reads it, of type {@code (Object) → Object}
 * @param secret whether only a hash of it may be shown
 */
record ObjectProperty(String name, Type type, MethodHandle getter, boolean secret) {

	private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

	static ObjectProperty of(String name, Field field) throws IllegalAccessException {
		field.setAccessible(true);
		MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
		return new ObjectProperty(name, field.getGenericType(), getter.asType(GETTER), false);
	}

	ObjectProperty asSecret() {
		return new ObjectProperty(this.name, this.type, this.getter, true);
	}

	/**
	 * Whether it is what it is before anybody has set it.
	 */
	boolean isUnset(@Nullable Object content) {
		return content == null || (this.type instanceof Class<?> declared && declared.isPrimitive() && isZero(content));
	}

	private static boolean isZero(Object content) {
		return content.equals(false) || content.equals('\0') || (content instanceof Number number
				&& Double.doubleToRawLongBits(number.doubleValue()) == 0 && number.longValue() == 0);
	}

	@Nullable Object read(Object owner) {
		try {
			return (@Nullable Object) this.getter.invokeExact(owner);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new Refusal(owner.getClass(), "reading '" + this.name + "' failed with " + ex.getClass().getName(),
					ex);
		}
	}

}
