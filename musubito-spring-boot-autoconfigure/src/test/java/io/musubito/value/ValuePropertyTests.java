package io.musubito.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kind by kind: values are hashed to the same exactly when they are the same.
 */
class ValuePropertyTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> true);

	@Property
	void numbersAreEqualExactlyWhenKindAndValueAre(@ForAll("numbers") Number one, @ForAll("numbers") Number other) {
		assertEqualExactlyWhen(one.equals(other), one, other);
	}

	@Property
	void decimalsAreEqualExactlyWhenDigitsAndScaleAre(@ForAll("decimals") BigDecimal one,
			@ForAll("decimals") BigDecimal other) {
		assertEqualExactlyWhen(one.equals(other), one, other);
	}

	@Property
	void momentsAreEqualExactlyWhenTimeAndOffsetAre(@ForAll("moments") OffsetDateTime one,
			@ForAll("moments") OffsetDateTime other) {
		assertEqualExactlyWhen(one.equals(other), one, other);
		assertEqualExactlyWhen(one.isEqual(other), one.toInstant(), other.toInstant());
	}

	@Property
	void orderedMapsAreEqualExactlyWhenTheirOrderIs(
			@ForAll @Size(max = 4) List<@net.jqwik.api.constraints.StringLength(max = 1) String> one,
			@ForAll @Size(max = 4) List<@net.jqwik.api.constraints.StringLength(max = 1) String> other) {
		List<String> first = new ArrayList<>(new LinkedHashSet<>(one));
		List<String> second = new ArrayList<>(new LinkedHashSet<>(other));
		assertEqualExactlyWhen(first.equals(second), mapOf(first), mapOf(second));
		assertEqualExactlyWhen(first.equals(second), new LinkedHashSet<>(first), new LinkedHashSet<>(second));
		assertEqualExactlyWhen(Set.copyOf(first).equals(Set.copyOf(second)), Set.copyOf(first), Set.copyOf(second));
	}

	@Property
	void aChangedEntryOfAMapIsFound(@ForAll Map<String, Integer> map, @ForAll String key, @ForAll int value) {
		Map<String, Integer> changed = new HashMap<>(map);
		boolean same = Objects.equals(changed.put(key, value), value) && map.containsKey(key);
		assertEqualExactlyWhen(same, new HashMap<>(map), changed);
	}

	@Property
	void wrappersAreWhatTheyWrap(@ForAll List<Integer> list) {
		assertThat(hash(Collections.unmodifiableList(new ArrayList<>(list)))).isEqualTo(hash(list));
		assertThat(hash(Collections.synchronizedList(new ArrayList<>(list)))).isEqualTo(hash(list));
	}

	@Property
	void arraysAreEqualExactlyWhenTheirContentIs(@ForAll double[] one, @ForAll double[] other) {
		assertEqualExactlyWhen(Arrays.equals(one, other), one, other);
		assertThat(hash(one.clone())).isEqualTo(hash(one));
	}

	@Property
	void recordsAreEqualExactlyWhenTheyAre(@ForAll("lines") Line one, @ForAll("lines") Line other) {
		assertEqualExactlyWhen(one.equals(other), one, other);
		assertEqualExactlyWhen(one.equals(other), List.of(one), List.of(other));
	}

	@Property
	void bytesAreEqualExactlyWhenTheirContentIs(@ForAll byte[] one, @ForAll byte[] other) {
		boolean same = Arrays.equals(one, other);
		assertEqualExactlyWhen(same, one, other);
		assertEqualExactlyWhen(same, new ByteArrayResource(one), new ByteArrayResource(other));
	}

	@Property
	void whereALongTextIsCutDoesNotMatterAndWhatIsInItDoes(@ForAll @Size(min = 1, max = 50) List<String> parts,
			@ForAll int position) {
		String text = String.join("-", parts).repeat(200);
		assertThat(hash(new String(text.toCharArray()))).isEqualTo(hash(text));
		char[] changed = text.toCharArray();
		int at = Math.floorMod(position, Math.max(1, changed.length));
		if (changed.length > 0) {
			changed[at] ^= 1;
			assertThat(hash(new String(changed))).isNotEqualTo(hash(text));
		}
	}

	@Property
	void promptsAreEqualExactlyWhenRolesAndTextsAre(@ForAll("conversations") List<Tuple.Tuple2<Integer, String>> one,
			@ForAll("conversations") List<Tuple.Tuple2<Integer, String>> other) {
		assertEqualExactlyWhen(one.equals(other), prompt(one), prompt(other));
	}

	@Property
	void optionsAreEqualExactlyWhenWhatIsSetIs(@ForAll("options") List<Object> one,
			@ForAll("options") List<Object> other) {
		assertEqualExactlyWhen(one.equals(other), options(one), options(other));
	}

	@Property(tries = 100)
	void threadsHashTheSame(@ForAll List<Map<String, Integer>> value) {
		String expected = hash(value);
		assertThat(IntStream.range(0, 16).parallel().mapToObj((i) -> hash(value))).containsOnly(expected);
	}

	@Property
	void theFirstDifferenceIsWhereOneIs(@ForAll @Size(min = 1, max = 6) List<String> list, @ForAll int position,
			@ForAll String other) {
		int at = Math.floorMod(position, list.size());
		List<String> changed = new ArrayList<>(list);
		changed.set(at, other);
		String path = this.encoder.firstDifference(list, changed, Object.class).orElse(null);
		assertThat(path).isEqualTo(other.equals(list.get(at)) ? null : "$[" + at + "]");
	}

	@Provide
	Arbitrary<Number> numbers() {
		return Arbitraries.oneOf(Arbitraries.integers().between(-2, 2).map((number) -> number),
				Arbitraries.longs().between(-2, 2).map((number) -> number),
				Arbitraries.shorts().between((short) -2, (short) 2).map((number) -> number),
				Arbitraries.bytes().between((byte) -2, (byte) 2).map((number) -> number),
				Arbitraries.of(0.0, -0.0, 1.0, Double.NaN, Double.MIN_VALUE).map((number) -> number),
				Arbitraries.of(0f, -0f, 1f, Float.NaN, Float.MIN_VALUE).map((number) -> number),
				Arbitraries.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate()).map((number) -> number));
	}

	@Provide
	Arbitrary<BigDecimal> decimals() {
		return Combinators.combine(Arbitraries.of("0", "1", "-1", "10", "100"), Arbitraries.integers().between(-2, 3))
			.as((digits, scale) -> new BigDecimal(new BigInteger(digits), scale));
	}

	@Provide
	Arbitrary<OffsetDateTime> moments() {
		return Combinators
			.combine(Arbitraries.longs().between(-1, 1), Arbitraries.integers().between(0, 1),
					Arbitraries.integers().between(-1, 1))
			.as((seconds, nanos, hours) -> Instant.ofEpochSecond(seconds * 3600, nanos)
				.atOffset(ZoneOffset.ofHours(hours)));
	}

	@Provide
	Arbitrary<Line> lines() {
		return Combinators
			.combine(Arbitraries.of("", "a", "b").injectNull(0.2), Arbitraries.of(0.0, -0.0, Double.NaN, 1.0),
					Arbitraries.of("a", "b").list().ofMaxSize(2))
			.as(Line::new);
	}

	@Provide
	Arbitrary<List<Tuple.Tuple2<Integer, String>>> conversations() {
		return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of("", "a", "b"))
			.as(Tuple::of)
			.list()
			.ofMaxSize(3);
	}

	@Provide
	Arbitrary<List<Object>> options() {
		return Arbitraries.<Object>of("none", 0.0, 0.5).list().ofSize(3);
	}

	private static Prompt prompt(List<Tuple.Tuple2<Integer, String>> conversation) {
		return new Prompt(conversation.stream().map((turn) -> message(turn.get1(), turn.get2())).toList());
	}

	private static Message message(int role, String text) {
		return switch (role) {
			case 0 -> new UserMessage(text);
			case 1 -> new SystemMessage(text);
			default -> new AssistantMessage(text);
		};
	}

	private static ChatOptions options(List<Object> values) {
		return ChatOptions.builder()
			.temperature(number(values.get(0)))
			.topP(number(values.get(1)))
			.presencePenalty(number(values.get(2)))
			.build();
	}

	private static Double number(Object value) {
		return (value instanceof Double number) ? number : null;
	}

	private static Map<String, Integer> mapOf(List<String> keys) {
		Map<String, Integer> map = new LinkedHashMap<>();
		keys.forEach((key) -> map.put(key, key.getBytes(StandardCharsets.UTF_8).length));
		return map;
	}

	private void assertEqualExactlyWhen(boolean same, Object one, Object other) {
		assertThat(hash(one).equals(hash(other))).isEqualTo(same);
	}

	private String hash(Object value) {
		return this.encoder.hash(value, Object.class);
	}

	record Line(String name, double size, List<String> words) {

	}

}
