package io.musubito.value;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.chrono.JapaneseDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonParser;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KnownValuesTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder(
			(type) -> type.getName().startsWith(KnownValuesTests.class.getName()));

	@Test
	void jsonTreesOfAnyLibraryDifferByContent() throws Exception {
		for (String one : List.of("{\"customer\":\"A\"}", "[1,2]", "12345678901234567890.12")) {
			String other = one.replace('A', 'B').replace("2]", "3]").replace(".12", ".13");
			var jackson2 = new com.fasterxml.jackson.databind.ObjectMapper()
				.enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
			assertTwo(() -> jackson2.readTree(one), () -> jackson2.readTree(other));
			JsonMapper jackson3 = JsonMapper.builder()
				.enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
				.build();
			assertTwo(() -> jackson3.readTree(one), () -> jackson3.readTree(other));
			assertTwo(() -> JsonParser.parseString(one), () -> JsonParser.parseString(other));
		}
		assertTwo(() -> new JSONObject("{\"a\":{\"b\":null,\"c\":[1]}}"),
				() -> new JSONObject("{\"a\":{\"b\":null,\"c\":[2]}}"));
		assertTwo(() -> new JSONObject().put("a", JSONObject.NULL), JSONObject::new);
	}

	@Test
	void numbersInJsonDifferByKind() {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		assertAllDiffer(nodes.numberNode(1), nodes.numberNode(1L), nodes.numberNode(1.0), nodes.numberNode(1f),
				nodes.numberNode(BigDecimal.ONE), nodes.numberNode(new BigDecimal("1.0")), nodes.stringNode("1"),
				nodes.nullNode(), nodes.missingNode(), nodes.objectNode(), nodes.arrayNode(), nodes.pojoNode(1));
	}

	@Test
	void namesInJsonKeepTheirOrder() {
		ObjectNode one = JsonNodeFactory.instance.objectNode().put("a", 1).put("b", 2);
		ObjectNode other = JsonNodeFactory.instance.objectNode().put("b", 2).put("a", 1);
		assertAllDiffer(one, other);
	}

	@Test
	void valuesOfSpringDifferByAllThatTheyHold() throws Exception {
		assertTwo(() -> Sort.by("a"), () -> Sort.by("b"));
		assertTwo(() -> Sort.by("a").ascending(), () -> Sort.by("a").descending());
		assertTwo(() -> PageRequest.of(0, 10, Sort.by("a")), () -> PageRequest.of(0, 10, Sort.by("b")));
		assertTwo(() -> new PageImpl<>(List.of("a")), () -> new PageImpl<>(List.of("b")));
		assertTwo(() -> new SliceImpl<>(List.of("a")), () -> new SliceImpl<>(List.of("b")));
		assertTwo(() -> Limit.of(1), () -> Limit.of(2));
		assertTwo(Limit::unlimited, () -> Limit.of(2));
		assertTwo(() -> DataSize.ofMegabytes(1), () -> DataSize.ofMegabytes(2));
		assertTwo(() -> HttpStatusCode.valueOf(200), () -> HttpStatusCode.valueOf(299));
		assertTwo(() -> ResponseEntity.ok().header("a", "1").body("x"),
				() -> ResponseEntity.ok().header("a", "2").body("x"));
		assertTwo(() -> template(1), () -> template(2));
		assertTwo(() -> OpenAiChatOptions.builder().seed(1).build(), () -> OpenAiChatOptions.builder().seed(2).build());
		assertTwo(() -> OpenAiChatOptions.builder().extraBody(Map.of("k", 1)).build(),
				() -> OpenAiChatOptions.builder().extraBody(Map.of("k", 2)).build());
		assertTwo(() -> AssistantMessage.builder().content("a").properties(Map.of("k", new Card("1"))).build(),
				() -> AssistantMessage.builder().content("a").properties(Map.of("k", new Card("2"))).build());
	}

	@Test
	void namesOfHeadersHaveNeitherCaseNorOrder() {
		HttpHeaders one = new HttpHeaders();
		one.addAll("Accept", List.of("a", "b"));
		one.add("X-Tenant", "t");
		HttpHeaders same = new HttpHeaders();
		same.add("x-tenant", "t");
		same.addAll("accept", List.of("a", "b"));
		HttpHeaders other = new HttpHeaders();
		other.add("x-tenant", "t");
		other.addAll("accept", List.of("b", "a"));
		assertThat(hash(one)).isEqualTo(hash(same)).isEqualTo(hash(HttpHeaders.readOnlyHttpHeaders(one)));
		assertAllDiffer(one, other, new HttpHeaders());
	}

	@Test
	void wrappersHaveTheOrderOfWhatTheyWrap() {
		Set<String> set = Set.of("a", "b", "c", "d");
		assertThat(hash(Collections.unmodifiableSet(set))).isEqualTo(hash(set))
			.isEqualTo(hash(Collections.synchronizedSet(new HashSet<>(set))))
			.isEqualTo(hash(Collections.unmodifiableSet(Collections.checkedSet(new HashSet<>(set), String.class))))
			.isEqualTo(
					hash(Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1, "b", 2, "c", 3, "d", 4))).keySet()));
		Set<String> ab = new LinkedHashSet<>(List.of("a", "b"));
		Set<String> ba = new LinkedHashSet<>(List.of("b", "a"));
		assertAllDiffer(Collections.unmodifiableSet(ab), Collections.unmodifiableSet(ba),
				Collections.synchronizedSet(Collections.unmodifiableSet(new HashSet<>(ab))));
		assertThat(hash(Collections.unmodifiableSet(ab))).isEqualTo(hash(ab));
		Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));
		map.put("b", 2);
		assertThat(hash(Collections.unmodifiableMap(map))).isEqualTo(hash(map)).isNotEqualTo(hash(new HashMap<>(map)));
		assertThat(hash(map.keySet())).isEqualTo(hash(ab));
		assertThat(hash(fromMap())).isEqualTo(hash(Set.of("a", "b")));
	}

	@Test
	void valuesOfMapsHaveAnOrderOnlyWhenTheMapHasOne() {
		Collection<Integer> values = Map.of("a", 1, "b", 1, "c", 2).values();
		assertThat(hash(values)).isEqualTo(hash(new HashMap<>(Map.of("c", 1, "b", 2, "a", 1)).values()))
			.isEqualTo(hash(Collections.unmodifiableCollection(values)));
		assertAllDiffer(values, Map.of("a", 1, "b", 2).values(), new TreeMap<>(Map.of("a", 1, "b", 2)).values(),
				new TreeMap<>(Map.of("a", 2, "b", 1)).values());
	}

	@Test
	void waysToFindSomethingBelongToACollection() {
		Map<String, Integer> insensitive = new LinkedCaseInsensitiveMap<>(Locale.ROOT);
		insensitive.put("a", 1);
		Map<String, Integer> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		sorted.put("a", 1);
		assertAllDiffer(insensitive, sorted, new TreeMap<>(Map.of("a", 1)), new HashMap<>(Map.of("a", 1)));
		assertThat(hash(Collections.unmodifiableMap(sorted))).isEqualTo(hash(sorted));
		assertRefused(new IdentityHashMap<>(), new LinkedBlockingQueue<>(),
				new TreeSet<String>((a, b) -> a.compareTo(b)));
	}

	@Test
	void collectionsOfTheApplicationCountByClassAndField() throws Exception {
		assertTwo(() -> new Tags("a", "x"), () -> new Tags("b", "x"));
		assertTwo(() -> new Tags("a", "x"), () -> new Tags("a", "y"));
		assertAllDiffer(new Names(), new OtherNames(), new ArrayList<>());
		assertTwo(() -> new Wrapper(Set.of("a", "b", "c")), () -> new Wrapper(Set.of("a", "b", "d")));
		assertAllDiffer(new Wrapper(new LinkedHashSet<>(List.of("a", "b"))),
				new Wrapper(new LinkedHashSet<>(List.of("b", "a"))));
	}

	@Test
	void collectionsOfLibrariesCountByContent() throws Exception {
		assertThat(hash(ImmutableList.of("a"))).isEqualTo(hash(List.of("a")));
		assertAllDiffer(ImmutableMap.of("a", 1, "b", 2), ImmutableMap.of("b", 2, "a", 1));
		ArrayListMultimap<String, Integer> multimap = ArrayListMultimap.create();
		multimap.putAll("a", List.of(1, 2));
		ArrayListMultimap<String, Integer> other = ArrayListMultimap.create();
		other.putAll("a", List.of(2, 1));
		assertAllDiffer(multimap, other);
		assertTwo(() -> io.vavr.collection.List.of(1, 2), () -> io.vavr.collection.List.of(2, 1));
		assertTwo(() -> io.vavr.collection.HashMap.of("a", 1), () -> io.vavr.collection.HashMap.of("a", 2));
		assertTwo(() -> io.vavr.control.Option.of(1), io.vavr.control.Option::none);
	}

	@Test
	void recordsCountByFieldWhateverTheirAccessorsShow() throws Exception {
		assertTwo(() -> new Card("4242 1"), () -> new Card("4242 2"));
	}

	@Test
	void objectsWithoutStateAreConstants() {
		assertAllDiffer(new Polite(), new Rude(), new Nothing(), Event.Closed.INSTANCE, new Event.Opened(),
				kotlin.Unit.INSTANCE);
		assertThat(hash(new Polite())).isEqualTo(hash(new Polite()));
		assertRefused((Runnable) () -> {
		}, new Object());
	}

	@Test
	void valuesOfTheJdkAreKnown() throws Exception {
		assertTwo(() -> stamp(1), () -> stamp(2));
		assertAllDiffer(new java.sql.Date(1), new java.sql.Date(2), new java.sql.Time(1), new java.util.Date(1),
				stamp(1));
		assertTwo(() -> BitSet.valueOf(new long[] { 5 }), () -> BitSet.valueOf(new long[] { 6 }));
		assertTwo(() -> JapaneseDate.of(2020, 1, 1), () -> JapaneseDate.of(2020, 1, 2));
		assertAllDiffer(JapaneseDate.of(2020, 1, 1), ThaiBuddhistDate.from(JapaneseDate.of(2020, 1, 1)));
		assertTwo(() -> new AtomicLongArray(new long[] { 1 }), () -> new AtomicLongArray(new long[] { 2 }));
		assertTwo(() -> Collections.nCopies(2, "a"), () -> Collections.nCopies(3, "a"));
		assertAllDiffer(Locale.ROOT, new Locale.Builder().setVariant("abcde").build(),
				new Locale.Builder().setVariant("fghij").build());
	}

	private static Set<String> fromMap() {
		Set<String> set = Collections.newSetFromMap(new HashMap<>());
		set.addAll(List.of("b", "a"));
		return set;
	}

	private static PromptTemplate template(int a) {
		return PromptTemplate.builder().template("{a} {b}").variables(Map.of("a", a)).build();
	}

	private static Timestamp stamp(int nanos) {
		Timestamp stamp = new Timestamp(0);
		stamp.setNanos(nanos);
		return stamp;
	}

	private void assertTwo(Maker one, Maker other) throws Exception {
		Object value = one.make();
		String hash = hash(value);
		assertThat(value.hashCode() + value.toString().length()).isNotNull();
		assertThat(hash(value)).isEqualTo(hash).isEqualTo(hash(one.make())).isNotEqualTo(hash(other.make()));
	}

	private void assertAllDiffer(Object... values) {
		assertThat(Stream.of(values).map(this::hash)).doesNotHaveDuplicates().hasSize(values.length);
	}

	private void assertRefused(Object... values) {
		assertThat(Arrays.asList(values)).allSatisfy(
				(value) -> assertThatExceptionOfType(UnhashableValueException.class).isThrownBy(() -> hash(value)));
	}

	private String hash(Object value) {
		return this.encoder.hash(value, Object.class);
	}

	interface Maker {

		Object make() throws Exception;

	}

	record Card(String number) {

		@Override
		public String number() {
			return "**** 4242";
		}

	}

	record Nothing() {

	}

	static class Polite {

	}

	static class Rude extends Polite {

	}

	sealed interface Event {

		enum Closed implements Event {

			INSTANCE

		}

		final class Opened implements Event {

		}

	}

	static class Tags extends ArrayList<String> {

		private final String owner;

		Tags(String owner, String tag) {
			this.owner = owner;
			add(tag);
		}

		String owner() {
			return this.owner;
		}

	}

	static class Names extends ArrayList<String> {

	}

	static class OtherNames extends ArrayList<String> {

	}

	static class Wrapper extends AbstractSet<String> {

		private final Set<String> wrapped;

		Wrapper(Set<String> wrapped) {
			this.wrapped = wrapped;
		}

		@Override
		public Iterator<String> iterator() {
			return this.wrapped.iterator();
		}

		@Override
		public int size() {
			return this.wrapped.size();
		}

	}

}
