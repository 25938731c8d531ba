package io.musubito.store.jdbc;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a field may hold: a text, a whole number, or bytes.
 */
enum ExportForm {

	TEXT(String.class, (value) -> isEncodable((String) value)),

	HASH(String.class, (value) -> HashPattern.HASH.matcher((String) value).matches()),

	NUMBER(Long.class, (value) -> true),

	FLAG(Long.class, Set.of(0L, 1L)::contains),

	PERIOD(Long.class, Set.of(0L, 1L, 6L, 24L)::contains),

	/** A long text or bytes, which takes two columns. */
	CONTENT(byte[].class, (value) -> true),

	COMPONENTS(String.class, json(JsonColumns::components)),

	WHY(String.class, json(JsonColumns::why)),

	USAGE(String.class, json(JsonColumns::usage)),

	BOUNDARY(String.class, json(JsonColumns::boundary));

	private final Class<?> type;

	private final Predicate<Object> rule;

	ExportForm(Class<?> type, Predicate<Object> rule) {
		this.type = type;
		this.rule = rule;
	}

	static ExportForm of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	Class<?> type() {
		return this.type;
	}

	boolean accepts(@Nullable Object value) {
		return this.type.isInstance(value) && this.rule.test(value);
	}

	private static Predicate<Object> json(Consumer<String> reader) {
		return (value) -> {
			try {
				reader.accept((String) value);
				return isEncodable((String) value);
			}
			catch (RuntimeException ex) {
				return false;
			}
		};
	}

	/**
	 * Half of a surrogate pair would be stored as something else.
	 */
	private static boolean isEncodable(String text) {
		return text.codePoints()
			.noneMatch((point) -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
	}

	private static final class HashPattern {

		static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

	}

}
