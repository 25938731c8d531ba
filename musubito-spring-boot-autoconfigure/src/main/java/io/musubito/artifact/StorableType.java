package io.musubito.artifact;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;

import org.springframework.util.ReflectionUtils;

/**
 * The walk through one declared type: the classes in it, their fields and the variants of
 * sealed ones.
 */
final class StorableType {

	private final Type declaredType;

	private final JsonMapper mapper;

	private final Predicate<Class<?>> applicationTypes;

	private final StorableBeans beans;

	private final Set<JavaType> checked = new HashSet<>();

	StorableType(Type declaredType, JsonMapper mapper, Predicate<Class<?>> applicationTypes) {
		this.declaredType = declaredType;
		this.mapper = mapper;
		this.applicationTypes = applicationTypes;
		this.beans = new StorableBeans(mapper, applicationTypes);
	}

	/**
	 * Checks that nothing is left open in a declaration.
	 * @param type the declaration
	 * @param path where it is
	 */
	void checkArguments(Type type, String path) {
		String open = TypeArguments.open(type);
		if (open != null) {
			throw refused(path, "is declared as %s: with %s it doesn't say what to read back. Name the type."
				.formatted(type.getTypeName(), open));
		}
	}

	/**
	 * Checks a type and all that it contains.
	 * @param type the type
	 * @param path where it is
	 */
	void check(JavaType type, String path) {
		if (!this.checked.add(type)) {
			return;
		}
		if (type.isArrayType()) {
			check(type.getContentType(), path + "[]");
			return;
		}
		String reason = UnstorableClasses.reason(type.getRawClass());
		if (reason != null) {
			throw refused(path, "is a %s. %s".formatted(type.getRawClass().getName(), reason));
		}
		checkContents(type, path);
		if (SealedTypeResolver.isSealed(type.getRawClass())) {
			for (Class<?> variant : SealedTypeResolver.variants(type.getRawClass()).values()) {
				if (variant != type.getRawClass()) {
					check(this.mapper.getTypeFactory().constructSpecializedType(type, variant),
							"%s(%s)".formatted(path, variant.getSimpleName()));
				}
			}
		}
		if (!UnstorableClasses.isJdk(type.getRawClass())) {
			checkProperties(type, path);
		}
		String unreadable = this.beans.unreadable(type);
		if (unreadable != null) {
			throw refused(path, unreadable);
		}
	}

	private void checkContents(JavaType type, String path) {
		if (type.isMapLikeType()) {
			checkKey(type.getKeyType(), path);
			check(type.getContentType(), path + ".*");
		}
		else if (type.getContentType() != null) {
			check(type.getContentType(), (type.isReferenceType()) ? path : path + "[]");
		}
		else {
			type.getBindings().getTypeParameters().forEach((argument) -> check(argument, path + ".*"));
		}
		if (type.isContainerType() && isApplication(type)) {
			ReflectionUtils.doWithFields(type.getRawClass(), (field) -> {
				throw refused(path,
						"is a collection with a field of its own, '%s', which would be lost. Use a record that holds the collection."
							.formatted(field.getName()));
			}, (field) -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
					&& this.applicationTypes.test(field.getDeclaringClass()));
		}
	}

	private void checkKey(JavaType type, String path) {
		if (!type.isJavaLangObject()) {
			if (isApplication(type) && !type.isEnumType()) {
				throw refused(path,
						"has keys of type %s, which would be written by toString(). Use String or an enum as key, or a list of records."
							.formatted(type.getRawClass().getName()));
			}
			try {
				this.mapper._deserializationContext().findKeyDeserializer(type, null);
			}
			catch (JacksonException ex) {
				throw refused(path, "has keys of type %s, which can't be read back. Use String or an enum as key."
					.formatted(type.getRawClass().getName()));
			}
		}
	}

	private void checkProperties(JavaType type, String path) {
		List<PropertyWriter> properties = this.beans.written(type);
		if (!isApplication(type) || properties == null) {
			return;
		}
		for (PropertyWriter property : properties) {
			String propertyPath = path + "." + property.getName();
			Type declared = declaredType(property.getMember().getMember());
			if (declared != null) {
				checkArguments(declared, propertyPath);
			}
			if (!isTaggedByAnnotation(property)) {
				check(property.getType(), propertyPath);
			}
		}
	}

	private static boolean isTaggedByAnnotation(PropertyWriter property) {
		return property instanceof BeanPropertyWriter writer && writer.getTypeSerializer() != null
				&& !SealedTypeResolver.isSealed(writer.getType().getRawClass());
	}

	private static @Nullable Type declaredType(Member member) {
		if (member instanceof Field field) {
			return field.getGenericType();
		}
		return (member instanceof Method method) ? method.getGenericReturnType() : null;
	}

	private boolean isApplication(JavaType type) {
		return this.applicationTypes.test(type.getRawClass());
	}

	private UnstorableTypeException refused(String path, String reason) {
		return new UnstorableTypeException(this.declaredType, path, reason);
	}

}
