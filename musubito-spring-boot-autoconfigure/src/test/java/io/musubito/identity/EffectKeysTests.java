package io.musubito.identity;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.musubito.EffectName;
import io.musubito.MusubitoResult;
import io.musubito.StepDefinitionException;
import io.musubito.StoreException;
import io.musubito.UnhashableInputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which values are one effect, which are two, and which can't identify one.
 */
class EffectKeysTests {

	private final Memory memory = new Memory();

	static Stream<List<Object>> oneEffect() {
		return Stream.of(
				List.of(1, 1L, (short) 1, (byte) 1, BigInteger.ONE, new AtomicInteger(1), 1.0, 1.0f, BigDecimal.ONE,
						new BigDecimal("1.00"), OptionalInt.of(1), Optional.of(1)),
				List.of(0.1, 0.1f, new BigDecimal("0.10")), List.of(0.0, -0.0, 0, BigDecimal.valueOf(0, 5)),
				List.of(1e23, new BigDecimal("1E23"), BigInteger.TEN.pow(23)),
				List.of("a", 'a', new StringBuilder("a"), Optional.of("a"), MusubitoResult.of("a")),
				List.of(List.of("a", "b"), new ArrayList<>(List.of("a", "b")), new LinkedList<>(List.of("a", "b")),
						new String[] { "a", "b" }, new ArrayDeque<>(List.of("a", "b")), Arrays.asList("a", "b"),
						Collections.unmodifiableList(new ArrayList<>(List.of("a", "b"))), new char[] { 'a', 'b' }),
				List.of(List.of(1, 2), new int[] { 1, 2 }, new long[] { 1, 2 }, new Integer[] { 1, 2 }),
				List.of(Set.of("a", "b"), new LinkedHashSet<>(List.of("b", "a")), new TreeSet<>(List.of("a", "b")),
						Collections.unmodifiableSet(new LinkedHashSet<>(List.of("a", "b"))),
						new LinkedHashMap<>(Map.of("x", "a", "y", "b")).values()),
				List.of(Map.of("a", 1, "b", 2), new TreeMap<>(Map.of("a", 1L, "b", 2L)), ordered("b", 2, "a", 1),
						Collections.unmodifiableMap(ordered("a", 1, "b", 2))),
				List.of(Instant.ofEpochMilli(1), new Date(1), new Timestamp(1)),
				List.of(LocalDate.of(2026, 1, 2), java.sql.Date.valueOf("2026-01-02")));
	}

	@ParameterizedTest
	@MethodSource
	void oneEffect(List<Object> values) {
		assertThat(values.stream().map((value) -> hash(value, Object.class)))
			.containsOnly(hash(values.get(0), Object.class));
	}

	static Stream<List<Object>> otherEffects() {
		return Stream.of(List.of(1, "1", 1.5, true, List.of(1), Set.of(1), Map.of(1, 1)),
				List.of(0.1, 0.10000000000000002, 0.2, 0.1f + 0.2f), List.of(16777216f, 16777218f, 123456792f),
				List.of(123456792.0, 123456790.0), List.of(Double.NaN, Double.POSITIVE_INFINITY, "NaN"),
				List.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, new BigDecimal("9223372036854775807.5")),
				List.of("a", "b", "a\uD83D", "a\uD83E", "?", "A"),
				List.of(List.of("a", "b"), List.of("b", "a"), List.of("ab")),
				List.of(List.of(List.of("a"), "b"), List.of("a", List.of("b"))),
				List.of(Map.of("a", "b"), Map.of("b", "a"), Map.entry("a", "b"), Set.of("a", "b")),
				List.of(new byte[] { 1 }, new byte[] { 2 }, List.of((byte) 1)),
				List.of(new UUID(1, 2), new UUID(1, 2).toString(), URI.create("a:b"), "a:b"),
				List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "MONDAY"), List.of(Refund.class.getName(), "Refund"),
				List.of(new Refund(5), new Charge(5), new Refund(6)),
				List.of(List.of(new Refund(5)), List.of(new Charge(5))), List.of(Colour.RED, Light.RED),
				List.of(new Transfer("a", "b"), new Transfer("b", "a")));
	}

	@ParameterizedTest
	@MethodSource
	void otherEffects(List<Object> values) {
		assertThat(values.stream().map((value) -> hash(value, Object.class))).doesNotHaveDuplicates();
	}

	static Stream<Arguments> refused() {
		Runnable code = () -> {
		};
		Map<String, Object> cyclic = new HashMap<>();
		cyclic.put("me", cyclic);
		Properties defaults = new Properties(new Properties());
		Properties parent = new Properties();
		parent.setProperty("a", "b");
		Properties withDefaults = new Properties(parent);
		return Stream.of(Arguments.of(code, "code has no content"), Arguments.of(cyclic, "contains itself"),
				Arguments.of(withDefaults, "defaults"), Arguments.of(new ByteArrayInputStream(new byte[1]), "library"),
				Arguments.of(new ByteArrayResource(new byte[1]), "library"), Arguments.of(Path.of("a"), "library"),
				Arguments.of(new HttpHeaders(), "library"), Arguments.of(List.of(new Object()), "library"),
				Arguments.of(new Tags("x"), "fields of its own"), Arguments.of(new Failure(), "extends"),
				Arguments.of(Stream.of(1), "library"), Arguments.of(String.class, "library"),
				Arguments.of((Supplier<String>) () -> "a", "code has no content"));
	}

	@ParameterizedTest
	@MethodSource
	void refused(Object value, String reason) {
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> hash(value, Object.class))
			.withMessageContaining(reason)
			.withMessageContaining("@EffectKey")
			.withMessageContaining("Effect 'send': argument 'value'");
	}

	@Test
	void namesOfClassesDoNotCountWhereOneIsExpected() {
		assertThat(hash(new Refund(5), Refund.class)).isEqualTo(hash(new Charge(5), Charge.class));
		assertThat(hash(Colour.RED, Colour.class)).isEqualTo(hash(Light.RED, Light.class));
		assertThat(hash(new Refund(5), Payment.class)).isNotEqualTo(hash(new Charge(5), Payment.class));
		assertThat(hash(new Sub("a"), Base.class)).isNotEqualTo(hash(new Base("a"), Base.class));
	}

	@Test
	void fieldsCountAndNotAccessors() {
		assertThat(hash(new Card("1"), Card.class)).isNotEqualTo(hash(new Card("2"), Card.class));
	}

	@Test
	void theOrderOfParametersDoesNotCount() {
		EffectKeys one = keys(parameter("to", String.class), parameter("text", String.class));
		EffectKeys other = keys(parameter("text", String.class), parameter("to", String.class));
		Input to = new Input("to", "a", String.class);
		Input text = new Input("text", "b", String.class);
		assertThat(one.key(one.hashes(List.of(to, text)))).isEqualTo(other.key(other.hashes(List.of(text, to))));
	}

	@Test
	void aRenamedParameterKeepsItsName() {
		keys(parameter("to", String.class), parameter("count", int.class)).prepare();
		EffectKeys renamed = keys(parameter("recipient", String.class), parameter("count", long.class));
		assertThat(renamed.name("recipient")).isEqualTo("to");
		assertThat(keys(parameter("address", String.class), parameter("n", int.class)).name("n")).isEqualTo("count");
		EffectKeys back = keys(parameter("to", String.class), parameter("count", int.class));
		assertThat(back.name("to")).isEqualTo("to");
	}

	@Test
	void whatIsNotCertainIsRefusedWithTheRemedy() {
		keys(parameter("to", String.class), parameter("text", String.class)).prepare();
		EffectKeys both = keys(parameter("body", String.class), parameter("recipient", String.class));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(both::prepare)
			.withMessageContaining("'body' is new, and could be 'to' or 'text'")
			.withMessageContaining("@EffectName");
		EffectKeys moved = keys(parameter("text", String.class), parameter("recipient", String.class));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(moved::prepare)
			.withMessageContaining("'recipient' is new, and could be 'to'");
		EffectKeys pinned = keys(new EffectParameter("body", String.class, "text", true),
				new EffectParameter("recipient", String.class, "to", true));
		assertThat(pinned.name("recipient")).isEqualTo("to");
		assertThat(keys(parameter("to", String.class), parameter("text", String.class)).name("to")).isEqualTo("to");
	}

	@Test
	void aRemedyThatSaysItIsSomethingElseIsTaken() {
		keys(parameter("to", String.class)).prepare();
		EffectKeys other = keys(new EffectParameter("from", String.class, "from", true));
		assertThat(other.name("from")).isEqualTo("from");
	}

	@Test
	void aNewParameterWithTheNameByWhichAnotherCountsIsRefused() {
		keys(parameter("order", String.class)).prepare();
		keys(parameter("id", String.class)).prepare();
		EffectKeys both = keys(parameter("id", String.class), parameter("order", String.class));
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(both::prepare)
			.withMessageContaining("'order'");
	}

	@Test
	void parametersWithoutNamesCountByPosition() {
		keys(parameter("p0", String.class), parameter("p1", String.class)).prepare();
		EffectKeys named = keys(parameter("to", String.class), parameter("text", String.class));
		assertThat(named.name("text")).isEqualTo("p1");
	}

	@Test
	void aParameterThatComesBackHasItsNameOfThen() {
		keys(parameter("order", long.class)).prepare();
		keys(parameter("id", long.class), parameter("text", String.class)).prepare();
		keys(parameter("text", String.class)).prepare();
		assertThat(keys(parameter("text", String.class), parameter("id", long.class)).name("id")).isEqualTo("order");
	}

	@Test
	void anotherVersionIsAnotherEffectWithNamesOfItsOwn() {
		keys(parameter("to", String.class), parameter("text", String.class)).prepare();
		new EffectKeys("", "send", "2", List.of(parameter("a", String.class), parameter("b", String.class)), "",
				(type) -> true, this.memory)
			.prepare();
	}

	@Test
	void theTextOfAnExpressionCountsWithTheNamesOfThen() {
		assertThat(keyName("#order.id", "order", "customer")).isEqualTo("key #order.id");
		assertThat(keyName(" #order . id ", "order", "customer")).isEqualTo("key #order.id");
		assertThat(keyName("#p0.id", "order", "customer")).isEqualTo("key #order.id");
		assertThat(keyName("#purchase.id", "purchase", "customer")).isEqualTo("key #order.id");
		assertThat(keyName("#customer.id", "purchase", "customer")).isEqualTo("key #customer.id");
		assertThat(keyName("#purchase", "purchase", "customer")).isEqualTo("order");
		assertThat(keyName("'a  b' + #purchase", "purchase", "customer")).isEqualTo("key 'a  b'+#order");
	}

	@Test
	void whatIsMetOnTheWayIsRemembered() {
		hash(new Refund(5), Object.class);
		assertThat(this.memory.names).containsKey(Refund.class.getName());
		this.memory.names.put("io.musubito.Gone",
				this.memory.names.get(Refund.class.getName()).replace("Refund", "Gone"));
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> hash(new Charge(5), Object.class))
			.withMessageContaining("io.musubito.Gone")
			.withMessageContaining("@EffectName(\"Gone\")");
		assertThat(hash(new Pinned(5), Object.class)).isNotNull();
	}

	@Test
	void twoClassesOfOneNameAreRefused() {
		EffectKeys keys = keys(parameter("value", Object.class));
		keys.hashes(List.of(new Input("value", new Refund(5), Object.class)));
		assertThatExceptionOfType(UnhashableInputException.class)
			.isThrownBy(() -> keys.hashes(List.of(new Input("value", new Other.Refund(5), Object.class))))
			.withMessageContaining("counts as 'Refund'");
		assertThatExceptionOfType(UnhashableInputException.class).as("after a restart")
			.isThrownBy(() -> hash(new Other.Refund(5), Object.class))
			.withMessageContaining("counts as 'Refund'");
	}

	@Test
	void aLibraryClassIsRefusedAtStartup() {
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(keys(parameter("file", java.io.File.class))::prepare)
			.withMessageContaining("parameter 'file' has a class of a library")
			.withMessageContaining("@EffectKey");
	}

	@Test
	void withoutTheStoreThereIsNoKeyAndWithItThereIsOneAgain() {
		EffectKeys keys = keys(parameter("to", String.class));
		this.memory.broken = true;
		List<Input> inputs = List.of(new Input("to", "a", String.class));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> keys.hashes(inputs));
		this.memory.broken = false;
		assertThat(keys.hashes(inputs)).containsKey("to");
	}

	@Test
	void isShownAsJson() {
		EffectKeys keys = keys(parameter("value", Object.class));
		Map<String, Object> value = ordered("text", "a\"\n\uD83D", "number", new BigDecimal("1.50"), "list",
				List.of(true, 1e100), "set", Set.of("b", "a"), "refund", new Refund(5), "bytes", new byte[1], "none",
				null, "day", DayOfWeek.MONDAY, "nan", Double.NaN);
		assertThat(keys.json(List.of(new Input("value", value, Object.class)))).isEqualTo("{\"value\":{\"bytes\":"
				+ "{\"$sha256\":\"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d\",\"$size\":1},"
				+ "\"day\":\"MONDAY\",\"list\":[true,1E100],\"nan\":\"NaN\",\"none\":null,\"number\":1.5,\"refund\":"
				+ "{\"$type\":\"Refund\",\"amount\":5},\"set\":[\"a\",\"b\"],\"text\":\"a\\\"\\u000a\\ud83d\"}}");
	}

	private String keyName(String expression, String... names) {
		List<EffectParameter> parameters = Arrays.stream(names).map((name) -> parameter(name, Refund.class)).toList();
		EffectKeys keys = new EffectKeys("", "send", "", parameters, expression, EffectKeysTests::isApplication,
				this.memory);
		return keys.named(List.of(new Input("key", 1, Object.class))).get(0).name();
	}

	private String hash(@Nullable Object value, Type type) {
		EffectKeys keys = keys(parameter("value", type));
		return keys.key(keys.hashes(List.of(new Input("value", value, type))));
	}

	private EffectKeys keys(EffectParameter... parameters) {
		return new EffectKeys("", "send", "", List.of(parameters), "", EffectKeysTests::isApplication, this.memory);
	}

	private static boolean isApplication(Class<?> type) {
		return type.getName().startsWith(EffectKeysTests.class.getName());
	}

	private static EffectParameter parameter(String name, Type type) {
		return new EffectParameter(name, type, null, true);
	}

	private static Map<String, Object> ordered(@Nullable Object... entries) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put(String.valueOf(entries[i]), entries[i + 1]);
		}
		return map;
	}

	enum Colour {

		RED

	}

	enum Light {

		RED

	}

	sealed interface Payment {

	}

	record Refund(int amount) implements Payment {

	}

	record Charge(int amount) implements Payment {

	}

	@EffectName("Fee")
	record Pinned(int amount) {

	}

	static final class Other {

		record Refund(int amount) {

		}

	}

	record Transfer(String from, String to) {

	}

	record Card(String number) {

		@Override
		public String number() {
			return "****";
		}

	}

	static class Base {

		private final String text;

		Base(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	static class Sub extends Base {

		Sub(String text) {
			super(text);
		}

	}

	static class Tags extends ArrayList<String> {

		final String owner;

		Tags(String owner) {
			this.owner = owner;
		}

	}

	static class Failure extends RuntimeException {

	}

	/**
	 * A memory that can fail.
	 */
	private static final class Memory implements EffectNameMemory {

		private final Map<String, String> names = new TreeMap<>();

		private boolean broken;

		@Override
		public Map<String, String> findEffectNames(String operation, String version) {
			if (this.broken) {
				throw new StoreException("broken", null);
			}
			return version.isEmpty() ? Map.copyOf(this.names) : Map.of();
		}

		@Override
		public void rememberEffectNames(String operation, String version, Map<String, String> names) {
			if (version.isEmpty()) {
				this.names.putAll(names);
			}
		}

	}

}
