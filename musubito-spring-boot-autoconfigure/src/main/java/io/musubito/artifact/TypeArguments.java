package io.musubito.artifact;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

import org.jspecify.annotations.Nullable;

/**
 * Finds the places where a declaration leaves open what a value is.
 */
final class TypeArguments {

	private TypeArguments() {
	}

	/**
	 * What a declaration leaves open.
	 * @param type the declared type, of a method or of a field
	 * @return the open part, to be shown; {@code null} when there is none
	 */
	static @Nullable String open(Type type) {
		if (type instanceof Class<?> raw) {
			Class<?> element = raw;
			while (element.isArray()) {
				element = element.getComponentType();
			}
			return (element.getTypeParameters().length > 0) ? "no type argument" : null;
		}
		if (type instanceof ParameterizedType parameterized) {
			for (Type argument : parameterized.getActualTypeArguments()) {
				String open = open(argument);
				if (open != null) {
					return open;
				}
			}
			return null;
		}
		if (type instanceof GenericArrayType array) {
			return open(array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			Type bound = wildcard.getUpperBounds()[0];
			return (bound == Object.class) ? "the wildcard ?" : open(bound);
		}
		return null;
	}

	/**
	 * The first type variable in a declaration.
	 * @param type the declared type of a method, with type variables of its class
	 * resolved
	 * @return the variable; {@code null} when there is none
	 */
	static @Nullable TypeVariable<?> variable(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			return variable;
		}
		if (type instanceof GenericArrayType array) {
			return variable(array.getGenericComponentType());
		}
		Type[] parts = {};
		if (type instanceof ParameterizedType parameterized) {
			parts = parameterized.getActualTypeArguments();
		}
		else if (type instanceof WildcardType wildcard) {
			parts = wildcard.getUpperBounds();
		}
		for (Type part : parts) {
			TypeVariable<?> variable = variable(part);
			if (variable != null) {
				return variable;
			}
		}
		return null;
	}

}
