package io.musubito.aop;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;

/**
 * An array of a type with arguments.
 *
 * @param component the type of its elements
 */
record ArrayOf(Type component) implements GenericArrayType {

	@Override
	public Type getGenericComponentType() {
		return this.component;
	}

	@Override
	public String getTypeName() {
		return this.component.getTypeName() + "[]";
	}

}
