package io.musubito.security;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.musubito.value.JdkTypes;
import io.musubito.value.Supertypes;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What the fields of an object say of a caller: all of them in the application, also
 * transient ones, and in Spring Security those that are not another one after each login.
 */
final class CallerFields {

	private static final String SECURITY = "org.springframework.security.";

	private static final String TOKENS = SECURITY + "oauth2.";

	/** Credentials, what is known of one login only, and where that came from. */
	private static final Set<String> NOT_COUNTED = Set.of("password", "credentials", "keyHash", "tokenValue",
			"issuedAt", "expiresAt", "headers", "sessionIndexes", "remoteAddress", "sessionId");

	private final Predicate<Class<?>> application;

	private final ClassValue<Kind> kinds = new ClassValue<>() {

		@Override
		protected Kind computeValue(Class<?> type) {
			return kindOf(type);
		}

	};

	private final ClassValue<List<Field>> fields = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			return find(type);
		}

	};

	CallerFields(Predicate<Class<?>> application) {
		this.application = application;
	}

	/**
	 * Whether Spring Security knows what an object says, for it implements one of its
	 * types.
	 */
	boolean areOfSecurity(Class<?> type) {
		return this.kinds.get(type) == Kind.SECURITY;
	}

	/**
	 * Whether an object of the application can be read by its fields.
	 */
	boolean areOfApplication(Class<?> type) {
		return this.kinds.get(type) == Kind.APPLICATION;
	}

	/**
	 * The fields that count, those of superclasses last.
	 */
	List<Field> of(Class<?> type) {
		return this.fields.get(type);
	}

	/**
	 * What of the value of a field counts.
	 */
	static @Nullable Object read(Field field, Object owner) {
		Object value = ReflectionUtils.getField(field, owner);
		if (value instanceof Map<?, ?> claims && TokenClaims.areIn(field) && isOf(owner.getClass(), TOKENS)) {
			return TokenClaims.lasting(claims);
		}
		return (value != null && owner instanceof UserDetails user && value == user.getPassword()) ? null : value;
	}

	private Kind kindOf(Class<?> type) {
		boolean readable = !type.isEnum() && !type.isHidden() && !type.isArray() && !JdkTypes.contains(type)
				&& !Proxy.isProxyClass(type) && !type.getName().contains(ClassUtils.CGLIB_CLASS_SEPARATOR)
				&& !Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type) && !isHidden(type);
		if (readable && isOf(type, SECURITY)) {
			return Kind.SECURITY;
		}
		return (readable && this.application.test(type)) ? Kind.APPLICATION : Kind.OTHER;
	}

	private List<Field> find(Class<?> type) {
		List<Field> found = new ArrayList<>();
		for (Class<?> current = type; current != null
				&& !JdkTypes.contains(current); current = current.getSuperclass()) {
			boolean ofSecurity = current.getName().startsWith(SECURITY) && !this.application.test(current);
			boolean mock = current.getName().contains("$MockitoMock$");
			for (Field field : current.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !mock && !field.getName().startsWith("$$_hibernate_")
						&& !(ofSecurity && NOT_COUNTED.contains(field.getName()))) {
					ReflectionUtils.makeAccessible(field);
					found.add(field);
				}
			}
		}
		return List.copyOf(found);
	}

	private static boolean isOf(Class<?> type, String prefix) {
		return Supertypes.of(type).anyMatch((supertype) -> supertype.getName().startsWith(prefix));
	}

	private static boolean isHidden(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			if (JdkTypes.contains(current)) {
				for (Field field : current.getDeclaredFields()) {
					if (!Modifier.isStatic(field.getModifiers())) {
						return true;
					}
				}
			}
		}
		return false;
	}

	private enum Kind {

		SECURITY, APPLICATION, OTHER

	}

}
