package io.musubito.value;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Tells values apart by their content. Two values have the same hash exactly when they
 * have the same content; what content is depends on the class:
 * <ul>
 * <li>numbers, texts, times and the like: their value and their class ({@code 1},
 * {@code 1L}, {@code 1.0} and {@code "1"} differ);</li>
 * <li>collections, maps, arrays, {@code Optional}: their kind and their elements. Lists
 * and everything that is declared to have an order keep it; other sets and maps don't,
 * whatever wraps them. A comparator counts;</li>
 * <li>records and classes, of the application and of libraries: their instance fields, in
 * the application without the {@code transient} ones. An object without fields is a
 * constant. The class counts where it is not the declared one;</li>
 * <li>JSON trees: what stands in them, with the kinds of numbers and the order of names;
 * headers of HTTP without case and order of their names;</li>
 * <li>{@code byte[]}, Spring resources, uploaded files and Spring AI media: their bytes;
 * resources and uploaded files also by name.</li>
 * </ul>
 * Nothing depends on the default locale, time zone or character set, on identity hash
 * codes or on {@code toString()} of application classes. Values without content, cycles
 * and values nested more than 256 levels deep are refused with
 * {@link UnhashableValueException}.
 * <p>
 * Safe for use by many threads. A value must not change while it is walked.
 */
public final class CanonicalEncoder {

	private final Shapes shapes;

	/**
	 * Creates an encoder.
	 * @param applicationTypes tells whether a class belongs to the application
	 */
	public CanonicalEncoder(Predicate<Class<?>> applicationTypes) {
		this.shapes = new Shapes(applicationTypes, null);
	}

	/**
	 * Creates an encoder where there may be objects that say nothing by their content.
	 * @param applicationTypes tells whether a class belongs to the application
	 * @param standIns names such objects, each with a name of its own that counts in
	 * place of content; {@code null} for all others
	 */
	public CanonicalEncoder(Predicate<Class<?>> applicationTypes, Function<Object, @Nullable String> standIns) {
		this.shapes = new Shapes(applicationTypes, standIns);
	}

	/**
	 * Hashes a value.
	 * @param value the value
	 * @param declaredType the type that its place declares, a parameter for example
	 * @return the hash (SHA-256) of its canonical encoding in lower-case hex
	 * @throws UnhashableValueException if it has no content that could identify it
	 */
	public String hash(@Nullable Object value, Type declaredType) {
		DigestSink sink = new DigestSink("value");
		walk(new Walk(this.shapes, sink), value, declaredType);
		return sink.hex();
	}

	/**
	 * Hashes a value, and tells which code of the application comes with it.
	 * @param sink where to hash; between two hashes, and of no use after a refusal
	 * @param value the value
	 * @param declaredType the type that its place declares
	 * @param met receives each class of the application that the value, or something
	 * inside of it, is of or names: those of objects, of constants of enums (the enum,
	 * and the class of a constant with a body) and {@code Class} values. Possibly more
	 * than once, and before a refusal
	 * @return the hash
	 * @throws UnhashableValueException if it has no content that could identify it
	 */
	public String hash(DigestSink sink, @Nullable Object value, Type declaredType, Consumer<Class<?>> met) {
		sink.begin("value");
		walk(new Walk(this.shapes, sink, met), value, declaredType);
		return sink.hex();
	}

	/**
	 * Shows a value as JSON, for people: with {@code $type} where the class is not the
	 * declared one, and with hash and size in place of bytes.
	 * @param value the value
	 * @param declaredType the type that its place declares
	 * @return a JSON text that is equal for equal content
	 * @throws UnhashableValueException if it has no content that could identify it
	 */
	public String json(@Nullable Object value, Type declaredType) {
		return TraceJson.of(trace(value, declaredType));
	}

	/**
	 * Compares a value with what was read back from where it was stored. Classes of
	 * collections don't matter; an order matters when the original surely has one.
	 * @param original the value
	 * @param decoded what was read back
	 * @param declaredType the declared type of both
	 * @return where they differ first, as the path that {@link UnhashableValueException}
	 * describes; empty when they don't
	 * @throws UnhashableValueException if one has no content that could be compared
	 */
	public Optional<String> firstDifference(@Nullable Object original, @Nullable Object decoded, Type declaredType) {
		if (hash(original, declaredType).equals(hash(decoded, declaredType))) {
			return Optional.empty();
		}
		return TraceDifference.find(trace(original, declaredType), trace(decoded, declaredType));
	}

	/**
	 * Whether a class of a library has an encoding of its own: its objects are nothing
	 * but content.
	 * @param type the class
	 * @return whether it has
	 */
	public boolean isContent(Class<?> type) {
		return this.shapes.isContent(type);
	}

	private Trace trace(@Nullable Object value, Type declaredType) {
		TraceSink sink = new TraceSink();
		walk(new Walk(this.shapes, sink), value, declaredType);
		return sink.root();
	}

	private static void walk(Walk walk, @Nullable Object value, Type declaredType) {
		try {
			walk.value(value, declaredType);
		}
		catch (Refusal ex) {
			throw ex.toException();
		}
	}

}
