package io.musubito.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The shape of an object: its properties by name.
 *
 * @param tag the class
 * @param properties the properties, in an order that depends on nothing but the class
 */
record ObjectShape(Class<?> tag, List<Property> properties) implements Shape {

	@Override
	public void tell(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.OBJECT);
		for (Property property : this.properties) {
			if (property.secret) {
				walk.secret(property.name, property.read(value), property.type);
			}
			else {
				walk.property(property.name, property.read(value), property.type);
			}
		}
		walk.sink().end(Container.OBJECT);
	}

	/**
	 * One property.
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

		static Property of(String name, Method method) throws IllegalAccessException {
			method.setAccessible(true);
			MethodHandle getter = MethodHandles.lookup().unreflect(method);
			return new Property(name, method.getGenericReturnType(), getter.asType(GETTER), false);
		}

		Property asSecret() {
			return new Property(this.name, this.type, this.getter, true);
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
