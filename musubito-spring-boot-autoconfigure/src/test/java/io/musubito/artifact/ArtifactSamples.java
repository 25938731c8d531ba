package io.musubito.artifact;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Values of all kinds that survive, each with the type that a step would declare.
 */
final class ArtifactSamples {

	private ArtifactSamples() {
	}

	static ArtifactCodec codec() {
		return new ArtifactCodec((type) -> type.getName().startsWith("io.musubito.artifact."));
	}

	static List<Sample> all() {
		List<Sample> samples = new ArrayList<>();
		addScalars(samples);
		addTimes(samples);
		addContainers(samples);
		addObjects(samples);
		return samples;
	}

	private static void addScalars(List<Sample> samples) {
		samples.add(new Sample("void", void.class, null));
		samples.add(new Sample("null", String.class, null));
		samples.add(new Sample("text", String.class, "line\n\"quoted\" \\ \u0000 é 漢 \uD83D\uDE00"));
		samples.add(new Sample("empty text", String.class, ""));
		samples.add(new Sample("lone surrogates", String.class, "a\uD83D b\uDE00\uD83D"));
		samples.add(new Sample("long text with lone surrogate", String.class, "é".repeat(9999) + "\uD83D" + "x"));
		samples.add(new Sample("long text with emoji", String.class, "x".repeat(3999) + "\uD83D\uDE00".repeat(9000)));
		samples.add(new Sample("boolean", boolean.class, true));
		samples.add(new Sample("byte", byte.class, (byte) -1));
		samples.add(new Sample("short", Short.class, Short.MIN_VALUE));
		samples.add(new Sample("int", int.class, Integer.MIN_VALUE));
		samples.add(new Sample("small long", Long.class, 1L));
		samples.add(new Sample("long", long.class, Long.MAX_VALUE));
		samples.add(new Sample("char", char.class, 'ß'));
		samples.add(new Sample("NUL", char.class, '\0'));
		samples.add(new Sample("surrogate char", char.class, '\uD83D'));
		for (double value : new double[] { 0.0, -0.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN,
				Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2.2250738585072014E-308 }) {
			samples.add(new Sample("double " + value, double.class, value));
			samples.add(new Sample("float " + (float) value, Float.class, (float) value));
		}
		samples.add(new Sample("decimal 1.0", BigDecimal.class, new BigDecimal("1.0")));
		samples.add(new Sample("decimal 1.00", BigDecimal.class, new BigDecimal("1.00")));
		samples.add(new Sample("decimal 1E+30", BigDecimal.class, new BigDecimal("1E+30")));
		samples.add(new Sample("decimal 1E-400", BigDecimal.class, new BigDecimal("-12.3E-400")));
		samples.add(new Sample("huge integer", BigInteger.class, BigInteger.TEN.pow(5000)));
		samples.add(new Sample("bytes", byte[].class, new byte[] { 0, 1, -1, 127 }));
		samples.add(new Sample("chars", char[].class, new char[] { 'a', '\uDE00' }));
		samples.add(new Sample("ints", int[].class, new int[] { 1, 2 }));
		samples.add(new Sample("doubles", double[].class, new double[] { 1.5, Double.NaN }));
		samples.add(new Sample("strings", String[].class, new String[] { "a", null }));
		samples.add(new Sample("matrix", float[][].class, new float[][] { { 1f }, {}, { 0.1f, 2f } }));
		samples.add(new Sample("uuid", UUID.class, new UUID(1, 2)));
		samples.add(new Sample("uri", URI.class, URI.create("https://example.org/a?b=%20#c")));
		samples.add(new Sample("empty uri", URI.class, URI.create("")));
		samples.add(new Sample("locale", Locale.class, Locale.forLanguageTag("zh-Hans-CN")));
		samples.add(new Sample("root locale", Locale.class, Locale.ROOT));
		samples.add(new Sample("currency", Currency.class, Currency.getInstance("JPY")));
		samples.add(new Sample("charset", Charset.class, StandardCharsets.UTF_16));
		samples.add(new Sample("enum", Tone.class, Tone.CALM));
		samples.add(new Sample("enum with body", Tone.class, Tone.LOUD));
		samples.add(new Sample("json", JsonNode.class,
				JsonNodeFactory.instance.objectNode().put("b", 1).put("a", "x").putNull("c")));
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		samples.add(new Sample("numbers in json", JsonNode.class,
				nodes.arrayNode()
					.add(new BigDecimal("12345678901234567890.12"))
					.add(new BigDecimal("1.50"))
					.add(new BigDecimal("1E+5"))
					.add(new BigDecimal("7"))
					.add(1)
					.add(1L)
					.add(Long.MIN_VALUE)
					.add(BigInteger.TEN.pow(30))
					.add(1.5)
					.add(-0.0)
					.add(1e300)
					.addNull()));
		samples.add(new Sample("record that masks", Card.class, new Card("4242 4242")));
		samples.add(new Sample("json null", JsonNode.class, nodes.nullNode()));
		samples.add(new Sample("no json", JsonNode.class, null));
		samples.add(new Sample("json object", ObjectNode.class, nodes.objectNode().set("a", nodes.objectNode())));
		samples.add(new Sample("json decimal", DecimalNode.class, nodes.numberNode(new BigDecimal("0.10"))));
	}

	private static void addTimes(List<Sample> samples) {
		LocalDateTime moment = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 123456789);
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		samples.add(new Sample("instant", Instant.class, Instant.parse("2026-01-02T03:04:05.123456789Z")));
		samples.add(new Sample("first instant", Instant.class, Instant.MIN));
		samples.add(new Sample("last instant", Instant.class, Instant.MAX));
		samples.add(new Sample("local date", LocalDate.class, LocalDate.of(-5, 1, 1)));
		samples.add(new Sample("local time", LocalTime.class, LocalTime.MAX));
		samples.add(new Sample("local date time", LocalDateTime.class, moment));
		samples.add(new Sample("offset date time", OffsetDateTime.class,
				moment.atOffset(ZoneOffset.ofHoursMinutes(5, 30))));
		samples.add(new Sample("offset date time in UTC", OffsetDateTime.class, moment.atOffset(ZoneOffset.UTC)));
		samples.add(new Sample("offset time", OffsetTime.class, OffsetTime.MAX));
		samples.add(new Sample("zoned, earlier", ZonedDateTime.class,
				ZonedDateTime.ofLocal(moment, berlin, ZoneOffset.ofHours(2))));
		samples.add(new Sample("zoned, later", ZonedDateTime.class,
				ZonedDateTime.ofLocal(moment, berlin, ZoneOffset.ofHours(1))));
		samples.add(new Sample("zoned, UTC", ZonedDateTime.class, moment.atZone(ZoneId.of("UTC"))));
		samples.add(new Sample("zoned, offset", ZonedDateTime.class, moment.atZone(ZoneOffset.ofHours(-3))));
		samples.add(new Sample("zone", ZoneId.class, berlin));
		samples.add(new Sample("offset", ZoneOffset.class, ZoneOffset.ofHours(3)));
		samples.add(new Sample("duration", Duration.class, Duration.ofSeconds(-3, 5)));
		samples.add(new Sample("period", Period.class, Period.of(1, 20, -300)));
		samples.add(new Sample("year", Year.class, Year.of(12345)));
		samples.add(new Sample("year month", YearMonth.class, YearMonth.of(2026, 2)));
		samples.add(new Sample("month day", MonthDay.class, MonthDay.of(2, 29)));
		samples.add(new Sample("day of week", DayOfWeek.class, DayOfWeek.SUNDAY));
		samples.add(new Sample("date", Date.class, new Date(1234567890123L)));
	}

	private static void addContainers(List<Sample> samples) {
		samples.add(new Sample("list", new ParameterizedTypeReference<List<String>>() {
		}, Arrays.asList("b", null, "a")));
		samples.add(new Sample("empty list", new ParameterizedTypeReference<List<Money>>() {
		}, List.of()));
		samples.add(new Sample("collection", new ParameterizedTypeReference<Collection<Long>>() {
		}, List.of(1L, 2L)));
		samples.add(new Sample("deque", new ParameterizedTypeReference<ArrayDeque<Integer>>() {
		}, new ArrayDeque<>(List.of(3, 1)), false));
		samples.add(new Sample("lists in a map", new ParameterizedTypeReference<Map<String, List<Money>>>() {
		}, Map.of("b", List.of(new Money(BigDecimal.ONE, "EUR")), "a", List.of())));
		samples.add(new Sample("null in a map", new ParameterizedTypeReference<Map<String, @Nullable Integer>>() {
		}, linked("z", null, "a", 1)));
		samples.add(new Sample("sorted map", new ParameterizedTypeReference<SortedMap<Integer, String>>() {
		}, new TreeMap<>(Map.of(10, "x", 9, "y"))));
		samples.add(new Sample("enum map", new ParameterizedTypeReference<Map<Tone, Boolean>>() {
		}, new EnumMap<>(Map.of(Tone.LOUD, true, Tone.CALM, false))));
		samples.add(new Sample("keys of a map", new ParameterizedTypeReference<Map<LocalDate, UUID>>() {
		}, new HashMap<>(Map.of(LocalDate.EPOCH, new UUID(0, 1), LocalDate.MAX, new UUID(0, 2)))));
		samples.add(new Sample("anything in a map", new ParameterizedTypeReference<Map<String, Object>>() {
		}, linked("n", 1, "big", 1L << 40, "d", 1.5, "t", "x", "l", new ArrayList<>(List.of(true, "y")), "m",
				linked("k", null))));
		samples.add(new Sample("set", new ParameterizedTypeReference<Set<Integer>>() {
		}, Set.of(3, 20, 100, -1)));
		samples.add(new Sample("many in a set", new ParameterizedTypeReference<Set<String>>() {
		}, Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m")));
		samples.add(new Sample("many in a map", new ParameterizedTypeReference<Map<Integer, Integer>>() {
		}, Map.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10)));
		samples.add(new Sample("linked set", new ParameterizedTypeReference<Set<String>>() {
		}, new LinkedHashSet<>(List.of("z", "a"))));
		samples.add(new Sample("sorted set", new ParameterizedTypeReference<NavigableSet<String>>() {
		}, new TreeSet<>(List.of("z", "a"))));
		samples.add(new Sample("set of sets", new ParameterizedTypeReference<Set<Set<Shape>>>() {
		}, Set.of(Set.of(new Circle(1), Empty.NONE), Set.of(), Set.of(new Circle(2)))));
		samples.add(new Sample("enum set", new ParameterizedTypeReference<Set<Tone>>() {
		}, EnumSet.allOf(Tone.class)));
		samples.add(new Sample("optional", new ParameterizedTypeReference<Optional<Money>>() {
		}, Optional.of(new Money(new BigDecimal("1.50"), "EUR"))));
		samples.add(new Sample("empty optional", new ParameterizedTypeReference<Optional<String>>() {
		}, Optional.empty()));
		samples.add(new Sample("optionals", new ParameterizedTypeReference<List<Optional<String>>>() {
		}, List.of(Optional.empty(), Optional.of(""))));
		samples.add(new Sample("optional int", OptionalInt.class, OptionalInt.of(0)));
		samples.add(new Sample("optional long", OptionalLong.class, OptionalLong.empty()));
		samples.add(new Sample("optional double", OptionalDouble.class, OptionalDouble.of(Double.NaN)));
	}

	private static void addObjects(List<Sample> samples) {
		samples.add(new Sample("record", Money.class, new Money(new BigDecimal("9.90"), "EUR")));
		samples.add(new Sample("empty record", Nothing.class, new Nothing()));
		samples.add(new Sample("record with all kinds", Report.class,
				new Report("t", 'c', null, Optional.empty(), List.of(new Circle(1)), linked("x", Optional.of(1)),
						new byte[] { 1 }, Tone.LOUD, OptionalInt.empty())));
		samples.add(new Sample("sealed", Shape.class, new Square(new Money(BigDecimal.TEN, "USD"))));
		samples.add(new Sample("sealed enum", Shape.class, Empty.NONE));
		samples.add(new Sample("sealed list", new ParameterizedTypeReference<List<Shape>>() {
		}, List.of(new Circle(1), Empty.NONE, new Square(null))));
		samples.add(new Sample("variant alone", Circle.class, new Circle(3)));
		samples.add(new Sample("generic sealed", new ParameterizedTypeReference<Outcome<List<Shape>>>() {
		}, new Done<>(List.of(new Circle(1)))));
		samples.add(new Sample("other variant", new ParameterizedTypeReference<Outcome<Shape>>() {
		}, new Refused<Shape>("no")));
		samples.add(new Sample("generic record", new ParameterizedTypeReference<Page<Outcome<Instant>>>() {
		}, new Page<>(List.of(new Done<>(Instant.EPOCH)), linked("k", new Done<>(Instant.MAX)),
				Optional.of(new Refused<>("x")))));
		samples.add(new Sample("fields", Draft.class, new Draft("text", 3)));
		samples.add(new Sample("inherited fields", Letter.class, new Letter("text", "you")));
		samples.add(new Sample("one constructor", Answer.class, new Answer("42")));
		samples.add(new Sample("creator", Token.class, Token.parse("a:b")));
		samples.add(new Sample("annotated variants", Animal.class, new Cat("Tom")));
		samples.add(new Sample("without nulls", Sparse.class, new Sparse(null, "b")));
		samples.add(new Sample("recursive", Tree.class,
				new Tree("root", List.of(new Tree("leaf", List.of()), new Tree("leaf", List.of())))));
	}

	private static <V> Map<String, @Nullable V> linked(@Nullable Object... keysAndValues) {
		Map<String, @Nullable V> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			@SuppressWarnings("unchecked")
			V value = (V) keysAndValues[i + 1];
			map.put((String) keysAndValues[i], value);
		}
		return map;
	}

	/**
	 * A value and its type.
	 *
	 * @param name for the report
	 * @param type what a step declares
	 * @param value what it returns
	 * @param comparable whether equal values are equal by {@code equals}
	 */
	record Sample(String name, Type type, @Nullable Object value, boolean comparable) {

		Sample(String name, Type type, @Nullable Object value) {
			this(name, type, value, true);
		}

		Sample(String name, ParameterizedTypeReference<?> type, @Nullable Object value) {
			this(name, type.getType(), value, true);
		}

		Sample(String name, ParameterizedTypeReference<?> type, @Nullable Object value, boolean comparable) {
			this(name, type.getType(), value, comparable);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	enum Tone {

		CALM, LOUD {
			@Override
			String mark() {
				return "!";
			}
		};

		String mark() {
			return "";
		}

		@Override
		public String toString() {
			return "tone";
		}

	}

	record Card(String number) {

		@Override
		public String number() {
			return "****";
		}

	}

	record Money(BigDecimal amount, String currency) implements Priced {

		@Override
		public String getFormatted() {
			throw new IllegalStateException("Not a field");
		}

	}

	interface Priced {

		String getFormatted();

	}

	record Nothing() {
	}

	record Report(String title, char grade, @Nullable String note, Optional<String> author, List<Shape> shapes,
			Map<String, Optional<Integer>> counts, byte[] raw, Tone tone, OptionalInt pages) {
	}

	sealed interface Shape permits Round, Square, Empty {

	}

	sealed interface Round extends Shape permits Circle {

	}

	record Circle(int radius) implements Round {
	}

	record Square(@Nullable Money price) implements Shape {
	}

	enum Empty implements Shape {

		NONE {
		}

	}

	sealed interface Outcome<T> permits Done, Refused {

	}

	record Done<T>(T value) implements Outcome<T> {
	}

	record Refused<T>(String reason) implements Outcome<T> {
	}

	record Page<T>(List<T> items, Map<String, T> named, Optional<T> last) {
	}

	record Tree(String name, List<Tree> children) {
	}

	interface Accessors {

		boolean isBlank();

		void setText(String text);

	}

	static class Draft implements Accessors {

		private String text = "";

		private final List<Integer> numbers = new ArrayList<>();

		private transient int hits = 1;

		@Override
		public boolean isBlank() {
			throw new IllegalStateException("Not a field");
		}

		private Draft() {
		}

		Draft(String text, int number) {
			this.text = text;
			this.numbers.add(number);
		}

		@Override
		public void setText(String text) {
			throw new IllegalStateException("Not a field: " + text + this.hits);
		}

	}

	static final class Letter extends Draft {

		private @Nullable String reader;

		private Letter() {
		}

		Letter(String text, String reader) {
			super(text, 0);
			this.reader = reader;
		}

		@Override
		public String toString() {
			return "Letter to " + this.reader;
		}

	}

	static final class Answer {

		private final String text;

		Answer(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	static final class Token {

		@JsonProperty("l")
		private final String left;

		private final String right;

		private Token(String left, String right, boolean checked) {
			this.left = left;
			this.right = right;
		}

		@JsonCreator
		static Token of(@JsonProperty("l") String left, @JsonProperty("right") String right) {
			return new Token(left, right, true);
		}

		static Token parse(String text) {
			int colon = text.indexOf(':');
			return new Token(text.substring(0, colon), text.substring(colon + 1), true);
		}

		@Override
		public String toString() {
			return this.left + this.right;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Cat.class, name = "cat"))
	interface Animal {

	}

	record Cat(String name) implements Animal {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Sparse(@Nullable String a, String b) {
	}

}
