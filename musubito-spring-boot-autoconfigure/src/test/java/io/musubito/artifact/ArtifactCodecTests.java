package io.musubito.artifact;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.musubito.artifact.ArtifactSamples.Circle;
import io.musubito.artifact.ArtifactSamples.Draft;
import io.musubito.artifact.ArtifactSamples.Letter;
import io.musubito.artifact.ArtifactSamples.Money;
import io.musubito.artifact.ArtifactSamples.Sample;
import io.musubito.artifact.ArtifactSamples.Shape;
import io.musubito.artifact.ArtifactSamples.Tone;
import io.musubito.artifact.ArtifactSamples.Tree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArtifactCodecTests {

	private static final ArtifactCodec codec = ArtifactSamples.codec();

	private static final Type ANYTHING = new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType();

	static List<Sample> samples() {
		return ArtifactSamples.all();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void decodesWhatItEncoded(Sample sample) {
		ArtifactType type = codec.typeOf(sample.type());
		Artifact artifact = type.encode(sample.value());
		Object first = type.decode(artifact.payload());
		Object second = type.decode(artifact.payload());
		assertSame(first, sample.value());
		assertSame(second, sample.value());
		assertThat(type.encode(first)).usingRecursiveComparison().isEqualTo(artifact);
		if (hasIdentity(first)) {
			assertThat(first).isNotSameAs(second).isNotSameAs(sample.value());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					void                           | null
					lone surrogates                | "a\\uD83D b\\uDE00\\uD83D"
					double NaN                     | "NaN"
					decimal 1.00                   | 1.00
					bytes                          | "AAH/fw=="
					enum with body                 | "LOUD"
					instant                        | "2026-01-02T03:04:05.123456789Z"
					zoned, earlier                 | "2026-10-25T02:30:00.123456789+02:00[Europe/Berlin]"
					lists in a map                 | {"a":[],"b":[{"amount":1,"currency":"EUR"}]}
					null in a map                  | {"z":null,"a":1}
					set                            | [-1,100,20,3]
					linked set                     | ["z","a"]
					enum map                       | {"CALM":false,"LOUD":true}
					empty optional                 | null
					sealed enum                    | ["io.musubito.artifact.ArtifactSamples$Empty","NONE"]
					sealed                         | {"@type":"io.musubito.artifact.ArtifactSamples$Square","price":{"amount":10,"currency":"USD"}}
					inherited fields               | {"numbers":[0],"reader":"you","text":"text"}
					creator                        | {"l":"a","right":"b"}
					""")
	void payloadsStayAsTheyAre(String name, String payload) {
		Sample sample = samples().stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow();
		Artifact artifact = codec.typeOf(sample.type()).encode(sample.value());
		assertThat(new String(artifact.payload(), StandardCharsets.UTF_8)).isEqualTo(payload);
	}

	@Test
	void artifactIdIsTheHashOfThePayload() {
		assertThat(codec.typeOf(String.class).encode("positive").artifactId())
			.isEqualTo("ec67c5ca00e5983723e8bbc9bafbd0903fa1722f4fea5f999156a417f69fc2b6");
	}

	@Test
	void equalUnorderedValuesHaveOneArtifact() {
		Type type = new ParameterizedTypeReference<Map<String, Set<String>>>() {
		}.getType();
		Map<String, Set<String>> one = new HashMap<>(2);
		Map<String, Set<String>> other = new HashMap<>(4096);
		for (int i = 0; i < 500; i++) {
			one.put("key" + i, Set.of("a" + i, "b", "c"));
			other.put("key" + (499 - i), new HashSet<>(List.of("c", "b", "a" + (499 - i))));
		}
		assertThat(codec.typeOf(type).encode(one)).usingRecursiveComparison()
			.isEqualTo(codec.typeOf(type).encode(other));
	}

	private static void assertSame(Object actual, Object expected) {
		assertThat(actual).usingRecursiveComparison()
			.withComparatorForType(Double::compare, Double.class)
			.withComparatorForType(Float::compare, Float.class)
			.isEqualTo(expected);
	}

	private static boolean hasIdentity(Object value) {
		return (value instanceof String text && !text.isEmpty()) || value instanceof Collection || value instanceof Map
				|| value instanceof Record || value instanceof Draft || value instanceof byte[];
	}

	@Nested
	class DoesNotSurvive {

		@Test
		void ignoredField() {
			Ignoring ignoring = new Ignoring();
			ignoring.note = "lost";
			Ignoring decoded = (Ignoring) roundTrip(Ignoring.class, ignoring);
			assertThat(decoded.text).isEqualTo("kept");
			assertThat(decoded.note).isNull();
		}

		@Test
		void nullOptional() {
			assertLost(Maybe.class, new Maybe(null));
		}

		@Test
		void otherOrder() {
			SortedMap<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
			map.putAll(Map.of("a", 1, "b", 2));
			Object decoded = roundTrip(new ParameterizedTypeReference<SortedMap<String, Integer>>() {
			}.getType(), map);
			assertThat(List.copyOf(((Map<?, ?>) decoded).keySet())).isNotEqualTo(List.copyOf(map.keySet()));
		}

		@Test
		void typeOfAnything() {
			for (Object value : new Object[] { 1L, 1.5f, new BigDecimal("1.50"), 'c', Instant.EPOCH, Tone.CALM,
					new byte[] { 1 }, new Money(BigDecimal.ONE, "EUR"), Set.of(1), Double.NaN,
					Optional.of(new Circle(1)) }) {
				assertLost(ANYTHING, Map.of("value", value));
			}
		}

		@Test
		void subclassOfTheDeclaredClass() {
			assertLost(Draft.class, new Letter("text", "you"));
			assertThatExceptionOfType(ArtifactFormatException.class)
				.isThrownBy(() -> roundTrip(Envelope.class, new Envelope(new Letter("text", "you"))))
				.withMessageContaining("at $.draft.reader, there is no such property");
		}

		private static Object roundTrip(Type declared, Object value) {
			ArtifactType type = codec.typeOf(declared);
			return type.decode(type.encode(value).payload());
		}

		private static void assertLost(Type declared, Object value) {
			assertThat(roundTrip(declared, value)).isNotEqualTo(value);
		}

	}

	@Nested
	class CannotBeWritten {

		@Test
		void cycle() {
			List<Tree> children = new ArrayList<>();
			Tree tree = new Tree("secret", children);
			children.add(tree);
			assertRefused(Tree.class, tree, "at $.children[0].children[0]", "contains itself or is nested too deeply");
		}

		@Test
		void cycleThroughAnUnorderedSet() {
			Knot knot = new Knot();
			knot.neighbours.add(knot);
			knot.neighbours.add(new Knot());
			assertRefused(Knot.class, knot, "at $.neighbours[0].neighbours", "contains itself or is nested too deeply");
		}

		@Test
		void codeInAMap() {
			Runnable code = () -> {
			};
			assertRefused(ANYTHING, Map.of("code", code), "at $.code", "Code can't be stored");
		}

		@Test
		void threadInAMap() {
			assertRefused(ANYTHING, Map.of("thread", Thread.currentThread()), "at $.thread",
					"there is a java.lang.Thread");
		}

		@Test
		void getterThatThrows() {
			assertRefused(Failing.class, new Failing(), "at $.text",
					"there was a java.lang.UnsupportedOperationException");
		}

		@Test
		void variantThatIsNotPermitted() {
			assertRefused(Half.class, new Odd(), "at $", "Odd is no permitted subclass");
		}

		private static void assertRefused(Type type, Object value, String... message) {
			assertThatExceptionOfType(ArtifactFormatException.class).isThrownBy(() -> codec.typeOf(type).encode(value))
				.withMessageStartingWith("A result of type ")
				.satisfies((ex) -> assertThat(ex.getMessage()).contains(message)
					.doesNotContain("secret")
					.hasSizeLessThan(600));
		}

	}

	@Nested
	class CannotBeRead {

		@Test
		void otherForm() {
			assertUnreadable(int.class, "\"1\"");
			assertUnreadable(int.class, "1.5");
			assertUnreadable(int.class, "null");
			assertUnreadable(int.class, "1 2");
			assertUnreadable(String.class, "{");
			assertUnreadable(String.class, "");
			assertUnreadable(String.class, "1");
			assertUnreadable(String.class, "true");
			assertUnreadable(boolean.class, "1");
			assertUnreadable(BigDecimal.class, "\"1\"");
			assertUnreadable(Tone.class, "\"MILD\"");
			assertUnreadable(Tone.class, "0");
			assertUnreadable(Instant.class, "\"\"");
		}

		@Test
		void otherShape() {
			assertUnreadable(Money.class, "{\"amount\":1}");
			assertUnreadable(Money.class, "{\"amount\":1,\"currency\":\"EUR\",\"more\":1}");
			assertUnreadable(Draft.class, "{\"text\":\"a\",\"numbers\":[],\"more\":1}");
		}

		@Test
		void otherVariant() {
			assertUnreadable(Shape.class, "{\"radius\":1}");
			assertUnreadable(Shape.class, "{\"@type\":\"Circle\",\"radius\":1}");
			assertUnreadable(Shape.class, "{\"@type\":\"%s\"}".formatted(Odd.class.getName()));
		}

		@Test
		void messageHasPathButNoValues() {
			assertThatExceptionOfType(ArtifactFormatException.class).isThrownBy(
					() -> codec.typeOf(Circle.class).decode("{\"radius\":\"secret\"}".getBytes(StandardCharsets.UTF_8)))
				.withMessage(
						"An artifact can't be read as io.musubito.artifact.ArtifactSamples$Circle: at $.radius, it can't be a int. Its class has changed since, or doesn't read what it writes.");
		}

		private static void assertUnreadable(Type type, String payload) {
			assertThatExceptionOfType(ArtifactFormatException.class).as(type + " " + payload)
				.isThrownBy(() -> codec.typeOf(type).decode(payload.getBytes(StandardCharsets.UTF_8)))
				.withMessageStartingWith("An artifact can't be read as ");
		}

	}

	record Envelope(Draft draft) {
	}

	static final class Ignoring {

		String text = "kept";

		@JsonIgnore
		@Nullable String note;

	}

	record Maybe(Optional<String> text) {
	}

	static final class Knot {

		Set<Knot> neighbours = new HashSet<>();

		Map<String, Knot> named = new LinkedHashMap<>();

	}

	static final class Failing {

		@JsonProperty
		String getText() {
			throw new UnsupportedOperationException("secret");
		}

		@JsonProperty
		void setText(String text) {
			throw new UnsupportedOperationException(text);
		}

	}

	sealed interface Half permits Even {

	}

	static non-sealed class Even implements Half {

		int a;

	}

	static final class Odd extends Even {

	}

}
