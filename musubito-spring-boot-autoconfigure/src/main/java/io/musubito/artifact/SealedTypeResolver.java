package io.musubito.artifact;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.StdTypeResolverBuilder;

/**
 * Tags the variants of a sealed type with the names of their classes. Reads no others
 * than the permitted ones.
 */
final class SealedTypeResolver extends StdTypeResolverBuilder {

	/**
	 * Whether a class is sealed by its author, not by the compiler as an enum with bodies
	 * is.
	 * @param type the class
	 * @return whether its variants are known
	 */
	static boolean isSealed(Class<?> type) {
		return type.isSealed() && !type.isEnum();
	}

	/**
	 * The variants of a sealed type: all that can be instantiated, by name.
	 * @param type a sealed type
	 * @return its variants, directly permitted and below
	 */
	static Map<String, Class<?>> variants(Class<?> type) {
		Map<String, Class<?>> variants = new LinkedHashMap<>();
		collect(type, variants);
		return variants;
	}

	private static void collect(Class<?> type, Map<String, Class<?>> variants) {
		boolean sealed = isSealed(type);
		if (!sealed || !Modifier.isAbstract(type.getModifiers())) {
			variants.put(type.getName(), type);
		}
		if (sealed) {
			for (Class<?> permitted : type.getPermittedSubclasses()) {
				collect(permitted, variants);
			}
		}
	}

	@Override
	protected TypeIdResolver idResolver(DatabindContext context, JavaType baseType, PolymorphicTypeValidator validator,
			Collection<NamedType> subtypes, boolean forSerialization, boolean forDeserialization) {
		return new SealedTypeIds(baseType);
	}

}
