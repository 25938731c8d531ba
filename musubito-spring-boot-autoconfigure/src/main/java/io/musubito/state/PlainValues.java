package io.musubito.state;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

import io.musubito.value.CanonicalEncoder;
import io.musubito.value.JdkTypes;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells values from things: what is nothing but a value counts by it.
 */
final class PlainValues {

	/** Classes whose objects never change, those in {@code java.time} beside. */
	private static final ClassValue<Boolean> FIXED = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return type == String.class || type.isEnum() || Enum.class.isAssignableFrom(type)
					|| ClassUtils.isPrimitiveOrWrapper(type) || type == BigDecimal.class || type == BigInteger.class
					|| type == UUID.class || type == URI.class || type == URL.class || type == Locale.class
					|| type == Currency.class || type == Pattern.class || type == OptionalInt.class
					|| type == OptionalLong.class || type == OptionalDouble.class
					|| Charset.class.isAssignableFrom(type) || Path.class.isAssignableFrom(type) || type == File.class
					|| (type.getName().startsWith("java.time.") && !Clock.class.isAssignableFrom(type));
		}

	};

	/** Classes of libraries whose objects are values by what they say of themselves. */
	private static final ClassValue<Boolean> VALUES = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return type.isRecord() || declaresEquality(type) || holdsFixedValuesOnly(type);
		}

	};

	private static final ClassValue<Boolean> FIXED_HOLDERS = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return holdsFixedValuesOnly(type);
		}

	};

	private final CanonicalEncoder encoder;

	PlainValues(CanonicalEncoder encoder) {
		this.encoder = encoder;
	}

	/**
	 * Whether objects of a class never change and are nothing but values.
	 */
	static boolean isFixed(Class<?> type) {
		return FIXED.get(type);
	}

	/**
	 * Whether an object of a library is a value that will stay what it is.
	 */
	static boolean isFixedHolder(Class<?> type) {
		return FIXED_HOLDERS.get(type);
	}

	/**
	 * The hash of a value, of the JDK or a library.
	 * @return the hash; {@code null} when it is no value, but something that does things
	 */
	@Nullable String find(Object value) {
		Class<?> type = value.getClass();
		if (isFileName(value)) {
			return hash(value.toString());
		}
		if (value instanceof TimeZone zone) {
			return hash(zone.getID());
		}
		if (value instanceof DateTimeFormatter formatter) {
			String description = Formatters.describe(formatter);
			return (description != null) ? hash(description) : null;
		}
		if (value instanceof Clock && JdkTypes.contains(type)) {
			// Of the system's or of one that stands still: the text of the JDK's says it
			// all
			return hash(value.toString());
		}
		if (type.isHidden()
				|| (!JdkTypes.contains(type) && !isFixed(type) && !VALUES.get(type) && !this.encoder.isContent(type))) {
			return null;
		}
		try {
			return hash(value);
		}
		catch (UnhashableValueException ex) {
			return null;
		}
	}

	static boolean isFileName(Object value) {
		return value instanceof Path || value instanceof File;
	}

	private String hash(Object value) {
		return this.encoder.hash(value, Object.class);
	}

	private static boolean declaresEquality(Class<?> type) {
		try {
			return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	private static boolean holdsFixedValuesOnly(Class<?> type) {
		int fields = 0;
		for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
			for (Field field : current.getDeclaredFields()) {
				if (Modifier.isStatic(field.getModifiers())) {
					continue;
				}
				boolean optional = field.getType() == Optional.class;
				if (!Modifier.isFinal(field.getModifiers()) || optional || !isFixed(field.getType())
						|| !(field.getType().isPrimitive() || Modifier.isFinal(field.getType().getModifiers())
								|| field.getType().isEnum())) {
					return false;
				}
				fields++;
			}
		}
		return fields > 0;
	}

}
