package io.musubito.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.musubito.CodeBoundary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.util.LinkedCaseInsensitiveMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways in which an object may hold what its code reads: each gives another answer when
 * that is another one, or is listed.
 */
@Tag("slow")
class HeldObjectsTests extends StateEngine {

	private static final AtomicReferenceFieldUpdater<Hidden, String> UPDATER = AtomicReferenceFieldUpdater
		.newUpdater(Hidden.class, String.class, "text");

	private static final Map<String, String> LISTED = Map.of("field by reflection", "java.lang.reflect.Field#get",
			"field by updater", "AtomicReferenceFieldUpdater#get", "composed function", "Writer.held",
			"composed comparator", "Writer.held", "thread local", "a thread local", "text builder", "Writer.held",
			"exception", "HeldObjectsTests$Failure (what it inherits from", "reference",
			"HeldObjectsTests$Reference (what it inherits from", "enum", "HeldObjectsTests$Mood.text");

	static {
		HoldingApplication.kind("collection with a field",
				(tone) -> new HoldingApplication.Writer<>(new Tones(tone), Tones::tone));
		HoldingApplication.kind("map that computes",
				(tone) -> new HoldingApplication.Writer<>(new Computed(tone), (map) -> map.get("tone")));
		HoldingApplication.kind("map with a comparator",
				(tone) -> new HoldingApplication.Writer<>(sorted(tone), (map) -> String.valueOf(map.get("A"))));
		HoldingApplication.kind("map of another class",
				(tone) -> new HoldingApplication.Writer<>(named(tone), (map) -> String.valueOf(map.get("A"))));
		HoldingApplication.kind("properties with defaults",
				(tone) -> new HoldingApplication.Writer<>(defaults(tone), (all) -> all.getProperty("tone")));
		HoldingApplication.kind("provider",
				(tone) -> new HoldingApplication.Writer<>(new Provided(tone), Provided::getObject));
		HoldingApplication.kind("exception",
				(tone) -> new HoldingApplication.Writer<>(new Failure(tone), Failure::getMessage));
		HoldingApplication.kind("reference",
				(tone) -> new HoldingApplication.Writer<>(new Reference(tone), Reference::get));
		HoldingApplication.kind("enum", (tone) -> new HoldingApplication.Writer<>(Mood.of(tone), Mood::text));
		HoldingApplication.kind("anonymous class",
				(tone) -> new HoldingApplication.Writer<>(anonymous(tone), Supplier::get));
		HoldingApplication.kind("inner class",
				(tone) -> new HoldingApplication.Writer<>(new Outer(tone).new Inner(), Outer.Inner::text));
		HoldingApplication.kind("lambda",
				(tone) -> new HoldingApplication.Writer<Supplier<String>>(() -> tone, Supplier::get));
		HoldingApplication.kind("method reference",
				(tone) -> new HoldingApplication.Writer<Supplier<String>>(tone::toString, Supplier::get));
		HoldingApplication.kind("composed function",
				(tone) -> new HoldingApplication.Writer<>(upper(tone), (text) -> text.apply("a")));
		HoldingApplication.kind("composed comparator",
				(tone) -> new HoldingApplication.Writer<>(order(tone), HeldObjectsTests::first));
		HoldingApplication.kind("thread local",
				(tone) -> new HoldingApplication.Writer<>(ThreadLocal.withInitial(() -> tone), ThreadLocal::get));
		HoldingApplication.kind("array in an array",
				(tone) -> new HoldingApplication.Writer<>(new Object[][] { { tone } }, (all) -> all[0][0].toString()));
		HoldingApplication.kind("holder of a holder",
				(tone) -> new HoldingApplication.Writer<>(new Box<>(new Box<>(tone)), (box) -> box.get().get()));
		HoldingApplication.kind("text builder",
				(tone) -> new HoldingApplication.Writer<>(new StringBuilder(tone), StringBuilder::toString));
		HoldingApplication.kind("field by reflection",
				(tone) -> new HoldingApplication.Writer<>(new Hidden(tone), HeldObjectsTests::reflected));
		HoldingApplication.kind("field by updater",
				(tone) -> new HoldingApplication.Writer<>(new Hidden(tone), UPDATER::get));
		HoldingApplication.kind("bytes", (tone) -> new HoldingApplication.Writer<>(tone.getBytes(), String::new));
	}

	@ParameterizedTest
	@ValueSource(strings = { "collection with a field", "map that computes", "map with a comparator",
			"map of another class", "properties with defaults", "provider", "exception", "reference", "enum",
			"anonymous class", "inner class", "lambda", "method reference", "composed function", "composed comparator",
			"thread local", "array in an array", "holder of a holder", "text builder", "bytes", "field by reflection",
			"field by updater" })
	void countsOrIsListed(String kind) {
		String before = ask(HoldingApplication.class, "app.tone=kindly", "app.kind=" + kind);
		assertThat(ask(HoldingApplication.class, "app.tone=kindly", "app.kind=" + kind)).isEqualTo(before);
		assertThat(EXECUTIONS).as("executions without a change").hasValue(1);
		String after = ask(HoldingApplication.class, "app.tone=harshly", "app.kind=" + kind);
		if (EXECUTIONS.get() == 1) {
			assertThat(LISTED).as("what can only be listed").containsKey(kind);
			CodeBoundary boundary = boundary("ask");
			assertThat(Stream.of(boundary.state(), boundary.surroundings(), boundary.reflection()).flatMap(Set::stream))
				.as("listed")
				.anyMatch((entry) -> entry.contains(LISTED.get(kind)));
		}
		else {
			assertThat(after).isNotEqualTo(before);
		}
	}

	private static Map<String, String> sorted(String tone) {
		Map<String, String> map = new TreeMap<>(
				tone.equals("kindly") ? Comparator.naturalOrder() : String.CASE_INSENSITIVE_ORDER);
		map.put("a", "found");
		return map;
	}

	private static Map<String, String> named(String tone) {
		Map<String, String> map = tone.equals("kindly") ? new LinkedHashMap<>() : new LinkedCaseInsensitiveMap<>();
		map.put("a", "found");
		return map;
	}

	private static Properties defaults(String tone) {
		Properties defaults = new Properties();
		defaults.put("tone", tone);
		return new Properties(defaults);
	}

	private static Supplier<String> anonymous(String tone) {
		return new Supplier<>() {

			@Override
			public String get() {
				return tone;
			}

		};
	}

	private static Function<String, String> upper(String tone) {
		UnaryOperator<String> kind = tone.equals("kindly") ? String::toUpperCase : String::strip;
		return kind.andThen((text) -> text + "!");
	}

	private static Comparator<String> order(String tone) {
		Function<String, Integer> key = tone.equals("kindly") ? String::length : String::hashCode;
		return Comparator.comparing(key);
	}

	private static String reflected(Hidden hidden) {
		try {
			return String.valueOf(Hidden.class.getDeclaredField("text").get(hidden));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String first(Comparator<String> order) {
		List<String> words = new ArrayList<>(List.of("ccc", "aaaa"));
		words.sort(order);
		return words.get(0);
	}

	static class Tones extends ArrayList<String> {

		private final String tone;

		Tones(String tone) {
			this.tone = tone;
		}

		String tone() {
			return this.tone;
		}

	}

	static class Computed extends HashMap<String, String> {

		private final String tone;

		Computed(String tone) {
			this.tone = tone;
		}

		@Override
		public String get(Object key) {
			return this.tone;
		}

	}

	static class Provided implements ObjectFactory<String> {

		private final String tone;

		Provided(String tone) {
			this.tone = tone;
		}

		@Override
		public String getObject() {
			return this.tone;
		}

	}

	static class Failure extends RuntimeException {

		Failure(String tone) {
			super(tone);
		}

	}

	static class Reference extends AtomicReference<String> {

		Reference(String tone) {
			super(tone);
		}

	}

	enum Mood {

		CURRENT;

		private String text = "";

		static Mood of(String text) {
			CURRENT.text = text;
			return CURRENT;
		}

		String text() {
			return this.text;
		}

	}

	static class Outer {

		private final String tone;

		Outer(String tone) {
			this.tone = tone;
		}

		class Inner {

			String text() {
				return Outer.this.tone;
			}

		}

	}

	static class Hidden {

		volatile String text;

		Hidden(String text) {
			this.text = text;
		}

	}

	static class Box<T> {

		private final T content;

		Box(T content) {
			this.content = content;
		}

		T get() {
			return this.content;
		}

	}

}
