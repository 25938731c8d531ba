package io.musubito.store;

import java.lang.reflect.Type;
import java.util.function.Predicate;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

final class StorableTypes {

	private final JsonMapper mapper;

	StorableTypes(JsonMapper mapper, Predicate<Class<?>> applicationTypes) {
		this.mapper = mapper;
	}

	JavaType check(Type declaredType) {
		return this.mapper.constructType(declaredType);
	}

}
