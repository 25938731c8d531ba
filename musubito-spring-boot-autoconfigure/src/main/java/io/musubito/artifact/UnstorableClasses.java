package io.musubito.artifact;

import java.io.File;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.io.InputStreamSource;
import org.springframework.util.ClassUtils;

/**
 * Which classes hold nothing that can be read back, and what to return in their place.
 */
final class UnstorableClasses {

	private static final Set<Class<?>> JDK_VALUES = Set.of(Object.class, String.class, CharSequence.class, Number.class,
			BigDecimal.class, BigInteger.class, UUID.class, URI.class, URL.class, Locale.class, Currency.class,
			TimeZone.class, Date.class, Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

	private UnstorableClasses() {
	}

	/**
	 * Why values of a class can't be stored.
	 * @param type the class
	 * @return the reason and what to do; {@code null} when they can, as far as the class
	 * alone can tell
	 */
	static @Nullable String reason(Class<?> type) {
		if (Future.class.isAssignableFrom(type)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null) {
			return "What arrives later can't be stored before it is there. Return the value itself, or let a method of a "
					+ "bean return a CompletableFuture, a Mono or a Flux of it.";
		}
		if (BaseStream.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type)
				|| Spliterator.class.isAssignableFrom(type) || Enumeration.class.isAssignableFrom(type)) {
			return "It can be consumed once only. Return a List.";
		}
		if (InputStreamSource.class.isAssignableFrom(type) || File.class.isAssignableFrom(type)
				|| Path.class.isAssignableFrom(type)) {
			return "What it names would not be stored with it. Return its content, or its name as a String.";
		}
		if (AutoCloseable.class.isAssignableFrom(type)) {
			return "It is open for a while only. Return what it contains.";
		}
		if (Throwable.class.isAssignableFrom(type)) {
			return "An exception can't be read back as it was. Throw it, or return what it says.";
		}
		if (type.getName().startsWith("java.util.function.") || Runnable.class.isAssignableFrom(type)) {
			return "Code can't be stored. Return what it computes.";
		}
		if (isHttpEntity(type)) {
			return "It belongs to a response. Return its body.";
		}
		if (isInner(type)) {
			return "Without the object around it, it can't be created again. Make the class static, or a record at top level.";
		}
		if (isJdk(type) && !isJdkValue(type)) {
			return "It is no value that could be read back. Return the values that it holds.";
		}
		return null;
	}

	static boolean isJdk(Class<?> type) {
		return type.getName().startsWith("java.") || type.getName().startsWith("javax.")
				|| type.getName().startsWith("jdk.");
	}

	private static boolean isJdkValue(Class<?> type) {
		return JDK_VALUES.contains(type) || ClassUtils.isPrimitiveOrWrapper(type) || type == Void.class || type.isEnum()
				|| type.getName().startsWith("java.time.") || Collection.class.isAssignableFrom(type)
				|| Map.class.isAssignableFrom(type) || Map.Entry.class.isAssignableFrom(type)
				|| Charset.class.isAssignableFrom(type);
	}

	private static boolean isHttpEntity(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			if (current.getName().equals("org.springframework.http.HttpEntity")) {
				return true;
			}
		}
		return false;
	}

	private static boolean isInner(Class<?> type) {
		if (Enum.class.isAssignableFrom(type)) {
			return false;
		}
		return type.isAnonymousClass() || type.isLocalClass()
				|| (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()));
	}

}
