package io.musubito.artifact;

import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.function.Predicate;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides at startup whether values of a declared type can be stored.
 */
final class StorableTypes {

	private final JsonMapper mapper;

	private final Predicate<Class<?>> applicationTypes;

	StorableTypes(JsonMapper mapper, Predicate<Class<?>> applicationTypes) {
		this.mapper = mapper;
		this.applicationTypes = applicationTypes;
	}

	private static String remedy(TypeVariable<?> variable) {
		if (!(variable.getGenericDeclaration() instanceof Class<?> generic)) {
			return "Declare a type without variables.";
		}
		String name = generic.getSimpleName() + "<" + "…, ".repeat(generic.getTypeParameters().length - 1) + "…>";
		return "Say what it stands for: in the class of the bean ('class One extends " + name
				+ "') or in the type that its @Bean method returns ('" + name + "').";
	}

	/**
	 * Checks a type and all that it contains.
	 * @param declaredType what a step returns
	 * @return the type as the mapper knows it
	 * @throws UnstorableTypeException when values of it can't be read back
	 */
	JavaType check(Type declaredType) {
		Type type = (declaredType == void.class) ? Void.class : declaredType;
		if (type == Object.class) {
			throw new UnstorableTypeException(declaredType, "$",
					"is declared as Object, which doesn't say what to read it back as. Declare the class of the result.");
		}
		TypeVariable<?> variable = TypeArguments.variable(type);
		if (variable != null) {
			throw new UnstorableTypeException(declaredType, "$",
					"has the type variable %s of %s, which doesn't say what to read it back as. %s".formatted(variable,
							variable.getGenericDeclaration(), remedy(variable)));
		}
		StorableType storable = new StorableType(declaredType, this.mapper, this.applicationTypes);
		storable.checkArguments(type, "$");
		JavaType javaType = this.mapper.constructType(type);
		storable.check(javaType, "$");
		return javaType;
	}

}
