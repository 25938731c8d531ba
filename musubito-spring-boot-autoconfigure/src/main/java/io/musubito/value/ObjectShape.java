package io.musubito.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The shape of an object: its fields by name.
 *
 * @param tag the class
 * @param properties the fields, in an order that depends on nothing but the class
 * @param sparse whether {@code null}, zero and {@code false} are left out, so that a
 * field that a later version of the class has adds nothing as long as it isn't used
 */
record ObjectShape(Class<?> tag, List<Property> properties, boolean sparse) implements Shape {

	@Override
	public void write(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.OBJECT);
		writeProperties(walk, value);
		walk.sink().end(Container.OBJECT);
	}

	void writeProperties(Walk walk, Object value) {
		for (Property property : this.properties) {
			Object content = property.read(value);
			if (this.sparse && property.isUnset(content)) {
				continue;
			}
			if (property.secret) {
				walk.secret(property.name, content, property.type);
			}
			else {
				walk.property(property.name, content, property.type);
			}
		}
	}

	/**
	 * One field.
	 *
	 * @param name the name, unique within the object
	 * @param type the declared type
	 * @param getter reads it, of type {@code (Object) → Object}
	 * @param secret whether only a hash of it may be shown
	 */
	record Property(String name, Type type, MethodHandle getter, boolean secret) {

		private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

		static Property of(String name, Field field) throws IllegalAccessException {
			field.setAccessible(true);
			MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
			return new Property(name, field.getGenericType(), getter.asType(GETTER), false);
		}

		Property asSecret() {
			return new Property(this.name, this.type, this.getter, true);
		}

		private boolean isUnset(@Nullable Object content) {
			return content == null
					|| (this.type instanceof Class<?> declared && declared.isPrimitive() && isZero(content));
		}

		private static boolean isZero(Object content) {
			return content.equals(false) || content.equals('\0') || (content instanceof Number number
					&& Double.doubleToRawLongBits(number.doubleValue()) == 0 && number.longValue() == 0);
		}

		private @Nullable Object read(Object owner) {
			try {
				return (@Nullable Object) this.getter.invokeExact(owner);
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new Refusal(owner.getClass(),
						"reading '" + this.name + "' failed with " + ex.getClass().getName(), ex);
			}
		}

	}

}
