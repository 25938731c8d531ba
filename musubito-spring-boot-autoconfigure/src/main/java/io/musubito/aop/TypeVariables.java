package io.musubito.aop;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * What the type variables of generic classes and interfaces stand for in one bean. Its
 * class says it, or else the place where the bean is declared.
 */
final class TypeVariables {

	private final Class<?> beanClass;

	private final Map<TypeVariable<?>, Type> types = new HashMap<>();

	private TypeVariables(Class<?> beanClass) {
		this.beanClass = beanClass;
	}

	/**
	 * Reads what is declared.
	 * @param beanClass the class of the bean
	 * @param declared the type that the bean is declared with
	 * @return the variables
	 */
	static TypeVariables of(Class<?> beanClass, ResolvableType declared) {
		TypeVariables variables = new TypeVariables(beanClass);
		variables.supertypes(beanClass);
		Class<?> raw = declared.resolve();
		if (raw != null && raw.isAssignableFrom(beanClass)) {
			TypeVariable<?>[] parameters = raw.getTypeParameters();
			for (int i = 0; i < parameters.length; i++) {
				variables.bind((raw != beanClass) ? variables.types.get(parameters[i]) : parameters[i],
						declared.getGeneric(i).getType());
			}
		}
		return variables;
	}

	/**
	 * Puts types in the place of variables.
	 * @param type a type as a method declares it
	 * @return the type; variables of which nothing is known are left, or are what they
	 * are bounded by
	 */
	Type resolve(Type type) {
		Type resolved = substitute(type);
		return (hasVariable(resolved)) ? GenericTypeResolver.resolveType(type, this.beanClass) : resolved;
	}

	private void supertypes(@Nullable Class<?> type) {
		if (type != null && type != Object.class) {
			supertype(type.getGenericSuperclass());
			Arrays.stream(type.getGenericInterfaces()).forEach(this::supertype);
		}
	}

	private void supertype(@Nullable Type type) {
		if (type instanceof ParameterizedType parameterized) {
			Class<?> raw = (Class<?>) parameterized.getRawType();
			for (int i = 0; i < raw.getTypeParameters().length; i++) {
				this.types.put(raw.getTypeParameters()[i], parameterized.getActualTypeArguments()[i]);
			}
			supertypes(raw);
		}
		else if (type instanceof Class<?> raw) {
			supertypes(raw);
		}
	}

	/**
	 * Learns from a place where the bean is declared: a variable of its class stands for
	 * what is written there.
	 */
	private void bind(@Nullable Type own, Type declared) {
		if (own instanceof TypeVariable<?> variable) {
			Type known = this.types.get(variable);
			if (known != null) {
				bind(known, declared);
			}
			else {
				learn(variable, declared);
			}
		}
		else if (own instanceof ParameterizedType parameterized && declared instanceof ParameterizedType other
				&& parameterized.getRawType() == other.getRawType()) {
			for (int i = 0; i < parameterized.getActualTypeArguments().length; i++) {
				bind(parameterized.getActualTypeArguments()[i], other.getActualTypeArguments()[i]);
			}
		}
		else if (own instanceof GenericArrayType array) {
			Type component = ResolvableType.forType(declared).getComponentType().getType();
			bind(array.getGenericComponentType(), component);
		}
	}

	private void learn(TypeVariable<?> variable, Type declared) {
		Type type = (declared instanceof WildcardType wildcard) ? wildcard.getUpperBounds()[0] : declared;
		if (type != Object.class && !hasVariable(type) && ResolvableType.forType(type) != ResolvableType.NONE) {
			this.types.put(variable, type);
		}
	}

	private Type substitute(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			Type known = this.types.get(variable);
			return (known != null) ? substitute(known) : type;
		}
		if (!hasVariable(type)) {
			return type;
		}
		if (type instanceof ParameterizedType parameterized) {
			ResolvableType[] arguments = Arrays.stream(parameterized.getActualTypeArguments())
				.map(this::substitute)
				.map(ResolvableType::forType)
				.toArray(ResolvableType[]::new);
			return ResolvableType.forClassWithGenerics((Class<?>) parameterized.getRawType(), arguments).getType();
		}
		if (type instanceof GenericArrayType array) {
			Type component = substitute(array.getGenericComponentType());
			return (component instanceof Class<?> raw) ? raw.arrayType() : new ArrayOf(component);
		}
		return (type instanceof WildcardType wildcard) ? substitute(wildcard.getUpperBounds()[0]) : type;
	}

	private static boolean hasVariable(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(TypeVariables::hasVariable);
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(wildcard.getUpperBounds()).anyMatch(TypeVariables::hasVariable);
		}
		return type instanceof TypeVariable<?>
				|| (type instanceof GenericArrayType array && hasVariable(array.getGenericComponentType()));
	}

}
