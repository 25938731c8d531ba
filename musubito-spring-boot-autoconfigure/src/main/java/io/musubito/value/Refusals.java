package io.musubito.value;

import java.io.File;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.nio.Buffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Spliterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

/**
 * Classes whose objects have no content, or whose content is not theirs alone.
 */
final class Refusals {

	private static final Map<Class<?>, String> BY_TYPE = new LinkedHashMap<>();

	/** Optional libraries, and the roots of what they bring. */
	private static final Map<String, String> BY_NAME = Map.ofEntries(
			Map.entry("org.reactivestreams.Publisher", "its elements are not there yet"),
			Map.entry("org.springframework.beans.factory.BeanFactory", "it is the application itself"),
			Map.entry("org.springframework.core.env.PropertyResolver", "it is the configuration of the application"),
			Map.entry("kotlin.Function", "code has no content"),
			Map.entry("groovy.lang.Closure", "code has no content"),
			Map.entry("kotlin.sequences.Sequence", "reading a sequence may consume it"),
			Map.entry("io.vavr.Lazy", "its value may not be there yet"),
			Map.entry("io.vavr.concurrent.Future", "its value may not be there yet"),
			Map.entry("io.vavr.collection.Iterator", "reading an iterator would consume it"),
			Map.entry("io.vavr.collection.Stream", "its elements may not be there yet"));

	static {
		BY_TYPE.put(BaseStream.class, "reading a stream would consume it");
		BY_TYPE.put(InputStream.class, "reading a stream would consume it");
		BY_TYPE.put(Readable.class, "reading it would consume it");
		BY_TYPE.put(Iterator.class, "reading an iterator would consume it");
		BY_TYPE.put(Enumeration.class, "reading an enumeration would consume it");
		BY_TYPE.put(Spliterator.class, "reading a spliterator would consume it");
		BY_TYPE.put(Buffer.class, "its content moves as it is read");
		BY_TYPE.put(Reference.class, "what it refers to may vanish at any time");
		BY_TYPE.put(Clock.class, "it tells another time each time");
		BY_TYPE.put(Random.class, "it gives other numbers each time");
		BY_TYPE.put(Flow.Publisher.class, "its elements are not there yet");
		BY_TYPE.put(Future.class, "its value may not be there yet");
		BY_TYPE.put(CompletionStage.class, "its value may not be there yet");
		BY_TYPE.put(Executor.class, "it does something and holds nothing");
		BY_TYPE.put(Thread.class, "it does something and holds nothing");
		BY_TYPE.put(Lock.class, "it does something and holds nothing");
		BY_TYPE.put(ThreadLocal.class, "its value depends on the thread");
		BY_TYPE.put(ClassLoader.class, "it is a part of the running program");
		BY_TYPE.put(File.class, "the content of a file can change while its name stays");
		BY_TYPE.put(Path.class, "the content of a file can change while its name stays");
		BY_TYPE.put(AutoCloseable.class, "something open, like a connection, has no content");
	}

	private Refusals() {
	}

	/**
	 * Finds the reason to refuse a class.
	 * @param type the class
	 * @return the reason, {@code null} when there is none
	 */
	static @Nullable String find(Class<?> type) {
		if (Proxy.isProxyClass(type) || (type.getName().contains("$$") && !type.isHidden())) {
			return "it is a proxy or a generated class";
		}
		if (type.isHidden() || type.isSynthetic()) {
			return "it is a lambda, and code has no content";
		}
		if ((type.isAnonymousClass() && !isConstant(type)) || (type.isLocalClass() && !type.isRecord())) {
			return "an anonymous or local class may hold variables of the code around it";
		}
		if (type == Object.class) {
			return "it has no content";
		}
		for (Map.Entry<Class<?>, String> refused : BY_TYPE.entrySet()) {
			if (refused.getKey().isAssignableFrom(type)) {
				return refused.getValue();
			}
		}
		return findByName(type);
	}

	/** Android's {@code org.json} has an anonymous class for {@code null}. */
	private static boolean isConstant(Class<?> type) {
		return type.getName().startsWith("org.json.JSONObject$") && Fields.none(type);
	}

	private static @Nullable String findByName(Class<?> type) {
		return Supertypes.of(type)
			.map((supertype) -> BY_NAME.get(supertype.getName()))
			.filter((reason) -> reason != null)
			.findFirst()
			.orElse(null);
	}

}
