package io.musubito.value;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.MusubitoResult;
import io.musubito.StepOutcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.FileUrlResource;
import org.springframework.mock.web.MockMultipartFile;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalEncoderTests {

	private static final Type STRINGS = new ParameterizedTypeReference<List<String>>() {
	}.getType();

	private static final Type STRINGS_BY_STRING = new ParameterizedTypeReference<Map<String, String>>() {
	}.getType();

	private static final Type SET_OF_STRINGS = new ParameterizedTypeReference<Set<String>>() {
	}.getType();

	private final CanonicalEncoder encoder = new CanonicalEncoder(
			(type) -> type.getName().startsWith(CanonicalEncoderTests.class.getName()));

	private String hash(Object value) {
		return this.encoder.hash(value, Object.class);
	}

	@Test
	void manyThreadsAgree() throws Exception {
		int threads = 8;
		CanonicalEncoder fresh = new CanonicalEncoder(
				(type) -> type.getName().startsWith(CanonicalEncoderTests.class.getName()));
		CyclicBarrier barrier = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			Callable<Set<String>> task = () -> {
				barrier.await(10, TimeUnit.SECONDS);
				Set<String> hashes = new HashSet<>();
				for (int i = 0; i < 500; i++) {
					hashes.add(fresh.hash(List.of(new Order(List.of(new Pair("a", "b"))), new Employee("Ada", "maths"),
							Map.of("k", new Circle(1), "l", Set.of(1, 2, 3))), Object.class));
				}
				return hashes;
			};
			Set<String> all = new HashSet<>();
			for (Future<Set<String>> future : executor.invokeAll(Collections.nCopies(threads, task))) {
				all.addAll(future.get(30, TimeUnit.SECONDS));
			}
			assertThat(all).hasSize(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void libraryValuesWithoutNeedOfReflectionAreKnown() {
		assertThat(hash(URI.create("https://example.org/a"))).isEqualTo(hash(URI.create("https://example.org/a")))
			.isNotEqualTo(hash(URI.create("https://example.org/b")));
	}

	private void assertAllDiffer(Object... values) {
		Map<String, Object> byHash = new HashMap<>();
		for (Object value : values) {
			String hash = hash(value);
			assertThat(byHash).as("hash of %s", value).doesNotContainKey(hash);
			byHash.put(hash, value);
			assertThat(hash(value)).isEqualTo(hash);
		}
	}

	@Nested
	class Scalars {

		@Test
		void numbersAndTextsOfDifferentTypesDiffer() {
			assertAllDiffer(1, 1L, (short) 1, (byte) 1, 1.0, 1.0f, "1", '1', true, BigDecimal.ONE,
					java.math.BigInteger.ONE, new AtomicInteger(1), List.of(1), Optional.of(1), new int[] { 1 });
		}

		@Test
		void nullAndEmptyValuesDiffer() {
			assertAllDiffer(null, "", "null", List.of(), Set.of(), Map.of(), Optional.empty(), new byte[0], new int[0]);
		}

		@Test
		void doublesDifferByBitsExceptForNaN() {
			assertAllDiffer(0.0, -0.0, Double.NaN, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
			assertThat(hash(Double.longBitsToDouble(0x7ff8000000000001L))).isEqualTo(hash(Double.NaN));
			assertThat(hash(Float.intBitsToFloat(0x7fc00001))).isEqualTo(hash(Float.NaN));
		}

		@Test
		void decimalsDifferByScale() {
			assertAllDiffer(new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("10"), new BigDecimal("1E+1"),
					new BigDecimal("-1.0"));
		}

		@Test
		void unpairedSurrogatesDifferFromQuestionMarksAndEachOther() {
			assertAllDiffer("\uD800", "\uDC00", "\uD801", "?", "\uFFFD", "\uD800\uDC00", "\uDC00\uD800", "a\uD800",
					"\uD800a");
		}

		@Test
		void primitivesAndWrappersAreTheSame() {
			assertThat(CanonicalEncoderTests.this.encoder.hash(1, int.class))
				.isEqualTo(CanonicalEncoderTests.this.encoder.hash(1, Integer.class));
		}

		@Test
		void timesDoNotDependOnTheDefaultZoneAndLocale() {
			List<Object> values = List.of(Instant.EPOCH, LocalDate.EPOCH, new java.util.Date(0), 1.5, Locale.GERMANY,
					ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris")));
			TimeZone zone = TimeZone.getDefault();
			Locale locale = Locale.getDefault();
			List<String> here = values.stream().map(CanonicalEncoderTests.this::hash).toList();
			try {
				TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
				Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
				assertThat(values.stream().map(CanonicalEncoderTests.this::hash).toList()).isEqualTo(here);
			}
			finally {
				TimeZone.setDefault(zone);
				Locale.setDefault(locale);
			}
		}

		@Test
		void theTwoHoursOfAnOverlapDiffer() {
			ZonedDateTime summer = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris"));
			assertAllDiffer(summer, summer.withLaterOffsetAtOverlap(), summer.toOffsetDateTime(), summer.toInstant());
		}

		@Test
		void charSequencesCountByTheirText() {
			assertThat(hash(new StringBuilder("a"))).isEqualTo(hash(new StringBuilder("a")))
				.isNotEqualTo(hash(new StringBuilder("b")));
		}

		@Test
		void enumsDifferByClassAndName() {
			assertAllDiffer(Colour.RED, Colour.GREEN, Light.RED, "RED");
			assertThat(hash(Colour.GREEN)).isEqualTo(hash(Colour.valueOf("GREEN")));
		}

	}

	@Nested
	class Containers {

		@Test
		void listsKeepTheirOrderAndForgetTheirClass() {
			assertThat(hash(List.of("a", "b"))).isEqualTo(hash(new LinkedList<>(Arrays.asList("a", "b"))))
				.isEqualTo(hash(Collections.unmodifiableList(new ArrayList<>(List.of("a", "b")))))
				.isNotEqualTo(hash(List.of("b", "a")));
		}

		@Test
		void adjacentTextsDoNotRunIntoEachOther() {
			assertAllDiffer(List.of("ab", "c"), List.of("a", "bc"), List.of("abc"), List.of("a", "b", "c"),
					List.of(List.of("ab"), "c"), List.of(List.of("ab", "c")), List.of("ab", List.of("c")));
			assertAllDiffer(new Pair("ab", "c"), new Pair("a", "bc"), new Pair("abc", ""), new Pair("", "abc"));
		}

		@Test
		void mapsWithoutOrderAreEqualInAnyOrder() {
			Map<String, String> small = new HashMap<>(2);
			Map<String, String> large = new HashMap<>(1024);
			List<String> keys = List.of("Aa", "BB", "x", "yy", "zzz", "AaBB", "BBAa");
			keys.forEach((key) -> small.put(key, "v" + key));
			for (int i = keys.size() - 1; i >= 0; i--) {
				large.put(keys.get(i), "v" + keys.get(i));
			}
			assertThat(hash(small)).isEqualTo(hash(large))
				.isEqualTo(hash(Map.copyOf(small)))
				.isEqualTo(hash(new ConcurrentHashMap<>(small)));
		}

		@Test
		void mapsWithOrderKeepIt() {
			Map<String, String> ab = new LinkedHashMap<>();
			ab.put("a", "1");
			ab.put("b", "2");
			Map<String, String> ba = new LinkedHashMap<>();
			ba.put("b", "2");
			ba.put("a", "1");
			assertAllDiffer(ab, ba, new HashMap<>(ab), new TreeMap<>(java.util.Comparator.<String>reverseOrder()) {
			}.getClass());
			assertThat(hash(new TreeMap<>(ab))).isEqualTo(hash(ab));
			assertThat(hash(Collections.unmodifiableMap(ab))).isNotEqualTo(hash(Collections.unmodifiableMap(ba)));
		}

		@Test
		void setsKeepTheirOrderOnlyWhenTheyHaveOne() {
			Set<String> ab = new LinkedHashSet<>(List.of("a", "b"));
			Set<String> ba = new LinkedHashSet<>(List.of("b", "a"));
			assertThat(hash(ab)).isNotEqualTo(hash(ba)).isEqualTo(hash(new TreeSet<>(ba)));
			assertThat(hash(new HashSet<>(ab))).isEqualTo(hash(Set.copyOf(ba))).isNotEqualTo(hash(ab));
			assertThat(hash(EnumSet.of(Colour.RED, Colour.GREEN))).isEqualTo(hash(Set.of(Colour.GREEN, Colour.RED)));
		}

		@Test
		void entriesOfNestedMapsStayWithTheirs() {
			assertAllDiffer(Map.of("a", Map.of("b", "c")), Map.of("a", Map.of(), "b", "c"),
					Map.of("a", Map.of("b", Map.of("c", ""))), Map.of("a", "b", "c", ""));
			assertThat(hash(Map.of("a", Set.of("x", "y", "z"), "b", new LinkedHashMap<>(Map.of("k", Set.of(1, 2))))))
				.isEqualTo(hash(new HashMap<>(Map.of("b", new LinkedHashMap<>(Map.of("k", Set.of(2, 1))), "a",
						new HashSet<>(List.of("z", "y", "x"))))));
		}

		@Test
		void longEntriesWithoutOrderAreWhole() {
			Map<String, Object> map = new HashMap<>();
			for (int i = 0; i < 50; i++) {
				map.put("key" + i, List.of("x".repeat(1000 * i), Map.of("a", "y".repeat(9000))));
			}
			Map<String, Object> other = new HashMap<>(map);
			assertThat(hash(other)).isEqualTo(hash(map));
			other.put("key49", List.of("x".repeat(49000), Map.of("a", "y".repeat(8999) + "z")));
			assertThat(hash(other)).isNotEqualTo(hash(map));
		}

		@Test
		void arraysCountByElement() {
			assertThat(hash(new float[] { 1, 2 })).isEqualTo(hash(new float[] { 1, 2 }))
				.isNotEqualTo(hash(new float[] { 2, 1 }))
				.isNotEqualTo(hash(new double[] { 1, 2 }));
			assertThat(hash(new String[][] { { "a" }, { "b" } })).isEqualTo(hash(new String[][] { { "a" }, { "b" } }))
				.isNotEqualTo(hash(new String[][] { { "a", "b" } }));
		}

		@Test
		void resultsCountAsTheirValue() {
			Type result = new ParameterizedTypeReference<MusubitoResult<Pair>>() {
			}.getType();
			Pair pair = new Pair("a", "b");
			assertThat(CanonicalEncoderTests.this.encoder
				.hash(new MusubitoResult<>(pair, "n", "p", "a", StepOutcome.REPLAYED), result))
				.isEqualTo(CanonicalEncoderTests.this.encoder.hash(MusubitoResult.of(pair), result))
				.isEqualTo(CanonicalEncoderTests.this.encoder.hash(pair, Pair.class));
		}

	}

	@Nested
	class Objects {

		@Test
		void sealedVariantsWithEqualFieldsDiffer() {
			assertThat(CanonicalEncoderTests.this.encoder.hash(new Circle(1), Shape.class))
				.isNotEqualTo(CanonicalEncoderTests.this.encoder.hash(new Square(1), Shape.class));
			assertAllDiffer(new Circle(1), new Square(1), new Holder(new Circle(1)), new Holder(new Square(1)),
					List.of(new Circle(1)), List.of(new Square(1)));
		}

		@Test
		void applicationClassesCountByFieldInheritedOnesToo() {
			assertThat(hash(new Employee("Ada", "maths"))).isEqualTo(hash(new Employee("Ada", "maths")));
			assertAllDiffer(new Employee("Ada", "maths"), new Employee("Bob", "maths"), new Employee("Ada", "physics"),
					new Person("Ada"));
			Employee used = new Employee("Ada", "maths");
			used.cache = "something";
			assertThat(hash(used)).isEqualTo(hash(new Employee("Ada", "maths")));
		}

		@Test
		void libraryClassesCountByField() {
			CanonicalEncoder libraries = new CanonicalEncoder((type) -> false);
			assertThat(libraries.hash(new Bean("a", true), Bean.class))
				.isEqualTo(libraries.hash(new Bean("a", true), Bean.class))
				.isNotEqualTo(libraries.hash(new Bean("b", true), Bean.class))
				.isNotEqualTo(libraries.hash(new Bean("a", false), Bean.class));
		}

		@Test
		void sharedObjectsAreNoCycles() {
			Pair shared = new Pair("a", "b");
			assertThat(hash(List.of(shared, shared))).isEqualTo(hash(List.of(new Pair("a", "b"), new Pair("a", "b"))));
		}

		@Test
		void genericRecordsTellTheClassOfTheirContent() {
			assertAllDiffer(new Box<>(1), new Box<>(1L), new Box<>("1"), new Box<>(null), new Box<>(new Box<>(1)));
		}

	}

	@Nested
	class Content {

		@Test
		void resourcesCountByContentAndFileName(@TempDir Path folder) throws Exception {
			byte[] bytes = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
			Path file = Files.write(folder.resolve("a.txt"), bytes);
			Path other = Files.write(Files.createDirectory(folder.resolve("sub")).resolve("a.txt"), bytes);
			assertThat(hash(new FileSystemResource(file))).isEqualTo(hash(new FileSystemResource(other)))
				.isEqualTo(hash(new FileUrlResource(other.toUri().toURL())));
			assertAllDiffer(new FileSystemResource(file),
					new FileSystemResource(Files.write(folder.resolve("b.txt"), bytes)),
					new FileSystemResource(Files.write(Files.createDirectory(folder.resolve("c")).resolve("a.txt"),
							new byte[100_000])),
					new ByteArrayResource(bytes), new ByteArrayResource(new byte[100_000]),
					new ByteArrayResource(bytes, "contract"));
		}

		@Test
		void uploadsCountByContentNameAndContentType() {
			byte[] bytes = { 1, 2, 3 };
			assertThat(hash(new MockMultipartFile("f", "a.png", "image/png", bytes)))
				.isEqualTo(hash(new MockMultipartFile("f", "a.png", "image/png", bytes.clone())));
			assertAllDiffer(new MockMultipartFile("f", "a.png", "image/png", bytes),
					new MockMultipartFile("f", "b.png", "image/png", bytes),
					new MockMultipartFile("f", "a.png", "image/gif", bytes),
					new MockMultipartFile("f", "a.png", "image/png", new byte[] { 1, 2 }));
		}

		@Test
		void bytesCountByContent() {
			assertThat(hash(new byte[] { 1, 2 })).isEqualTo(hash(new byte[] { 1, 2 }))
				.isNotEqualTo(hash(new byte[] { 1, 3 }));
		}

	}

	@Nested
	class Json {

		@Test
		void showsValuesAsPeopleWriteThem() {
			assertThat(json(new Pair("a\n\"", null), Pair.class)).isEqualTo("{\"left\":\"a\\n\\\"\",\"right\":null}");
			assertThat(json(List.of("a", "b"), STRINGS)).isEqualTo("[\"a\",\"b\"]");
			assertThat(json(Map.of("b", "2", "a", "1"), STRINGS_BY_STRING)).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
			assertThat(json(Map.of(1, 2L), Object.class))
				.isEqualTo("{\"$entries\":[[1,{\"$type\":\"java.lang.Long\",\"$value\":2}]]}");
			assertThat(json(new Circle(1), Shape.class))
				.isEqualTo("{\"$type\":\"" + Circle.class.getName() + "\",\"size\":1}");
			assertThat(json(new byte[] { 1 }, byte[].class)).isEqualTo(
					"{\"$sha256\":\"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a\",\"$size\":1}");
			assertThat(json(null, String.class)).isEqualTo("null");
			assertThat(json("\uD800", String.class)).isEqualTo("\"\\ud800\"");
		}

		private String json(Object value, Type type) {
			return CanonicalEncoderTests.this.encoder.json(value, type);
		}

	}

	@Nested
	class Differences {

		@Test
		void namesThePathThatWasLost() {
			assertThat(difference(new Order(List.of(new Pair("a", "b"), new Pair("c", "d"))),
					new Order(List.of(new Pair("a", "b"), new Pair("c", null))), Order.class))
				.contains("$.items[1].right");
			assertThat(difference(List.of("a"), List.of("a", "b"), STRINGS)).contains("$[1]");
			assertThat(difference(List.of("a", "b"), List.of("a"), STRINGS)).contains("$[1]");
			assertThat(difference(Map.of("k", "v"), Map.of("k", "w"), STRINGS_BY_STRING)).contains("$[*]");
			assertThat(difference(Map.of("k", "v"), Map.of(), STRINGS_BY_STRING)).contains("$[*]~");
			assertThat(difference(Map.of(), Map.of("k", "v"), STRINGS_BY_STRING)).contains("$[*]");
			assertThat(difference(new Circle(1), new Square(1), Shape.class)).contains("$");
			assertThat(difference(1, 1L, Object.class)).contains("$");
			assertThat(difference(Optional.of("a"), Optional.empty(), Object.class)).contains("$");
			assertThat(difference(null, "", String.class)).contains("$");
		}

		@Test
		void classesOfCollectionsDoNotMatter() {
			assertThat(difference(List.of("a"), new ArrayList<>(List.of("a")), STRINGS)).isEmpty();
			Map<String, String> original = new HashMap<>(Map.of("Aa", "1", "BB", "2", "c", "3"));
			Map<String, String> decoded = new LinkedHashMap<>();
			List.of("c", "BB", "Aa").forEach((key) -> decoded.put(key, original.get(key)));
			assertThat(difference(original, decoded, STRINGS_BY_STRING)).isEmpty();
			assertThat(difference(Map.copyOf(original), decoded, STRINGS_BY_STRING)).isEmpty();
			assertThat(difference(Collections.unmodifiableMap(original), decoded, STRINGS_BY_STRING)).isEmpty();
			assertThat(difference(Set.of("a", "b"), new LinkedHashSet<>(List.of("b", "a")), SET_OF_STRINGS)).isEmpty();
			assertThat(difference(List.of(Map.of("k", Set.of(Map.of("x", 1, "y", 2)))),
					List.of(new LinkedHashMap<>(
							Map.of("k", new LinkedHashSet<>(List.of(new TreeMap<>(Map.of("x", 1, "y", 2))))))),
					Object.class))
				.isEmpty();
		}

		@Test
		void anOrderThatWasThereMustStay() {
			Map<String, String> original = new LinkedHashMap<>();
			original.put("b", "1");
			original.put("a", "2");
			assertThat(difference(original, new LinkedHashMap<>(original), STRINGS_BY_STRING)).isEmpty();
			assertThat(difference(original, new TreeMap<>(original), STRINGS_BY_STRING)).contains("$[*]~");
			assertThat(
					difference(new LinkedHashSet<>(List.of("b", "a")), new TreeSet<>(Set.of("a", "b")), SET_OF_STRINGS))
				.contains("$[*]");
		}

		private Optional<String> difference(Object original, Object decoded, Type type) {
			return CanonicalEncoderTests.this.encoder.firstDifference(original, decoded, type);
		}

	}

	enum Colour {

		RED, GREEN {
			@Override
			public String toString() {
				return "go";
			}
		}

	}

	enum Light {

		RED

	}

	record Pair(String left, String right) {

	}

	record Box<T>(T value) {

	}

	record Order(List<Pair> items) {

	}

	sealed interface Shape permits Circle, Square {

	}

	record Circle(int size) implements Shape {

	}

	record Square(int size) implements Shape {

	}

	record Holder(Shape shape) {

	}

	static class Person {

		private final String name;

		Person(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static class Employee extends Person {

		private final String name;

		transient String cache;

		Employee(String name, String department) {
			super(name);
			this.name = department;
		}

		@Override
		public String toString() {
			return super.toString() + this.name;
		}

	}

	public static class Bean {

		private final String text;

		private final boolean ready;

		Bean(String text, boolean ready) {
			this.text = text;
			this.ready = ready;
		}

		public String getText() {
			return this.text;
		}

		public boolean isReady() {
			return this.ready;
		}

	}

}
