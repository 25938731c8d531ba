package io.musubito.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalEncoderPropertyTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> true);

	@Property
	void hashesAreEqualExactlyWhenContentIs(@ForAll("values") Object one, @ForAll("values") Object other) {
		assertThat(hash(one).equals(hash(other))).isEqualTo(one.equals(other));
	}

	@Property
	void aCopyBuiltInAnotherOrderHasTheSameHash(@ForAll("values") Object value, @ForAll Random random) {
		Object copy = copy(value, random);
		assertThat(hash(copy)).isEqualTo(hash(value));
		assertThat(this.encoder.json(copy, Object.class)).isEqualTo(this.encoder.json(value, Object.class));
		assertThat(this.encoder.firstDifference(value, ordered(copy), Object.class)).isEmpty();
	}

	@Property
	void aDifferenceIsFoundExactlyWhenHashesDiffer(@ForAll("values") Object one, @ForAll("values") Object other) {
		assertThat(this.encoder.firstDifference(one, other, Object.class).isEmpty())
			.isEqualTo(hash(one).equals(hash(other)));
	}

	@Property
	void textsDoNotRunIntoEachOther(@ForAll String one, @ForAll String other) {
		if (!other.isEmpty()) {
			List<String> moved = List.of(one + other.charAt(0), other.substring(1));
			assertThat(hash(List.of(one, other))).isNotEqualTo(hash(moved));
		}
	}

	@Property
	void anyTwoTextsDiffer(@ForAll("texts") String one, @ForAll("texts") String other) {
		assertThat(hash(one).equals(hash(other))).isEqualTo(one.equals(other));
	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.of("a", "?", "\uD800", "\uDC00", "\u00e9", "\0", "\uFFFD")
			.list()
			.ofMaxSize(3)
			.map((parts) -> String.join("", parts));
	}

	@Provide
	Arbitrary<Object> values() {
		return values(2);
	}

	private Arbitrary<Object> values(int depth) {
		Arbitrary<Object> scalars = Arbitraries.of("", "a", "b", "ab", 0, 1, 0L, 1L, 0.0, 1.0, true, false, 'a');
		if (depth == 0) {
			return scalars;
		}
		Arbitrary<Object> inner = values(depth - 1);
		return Arbitraries.oneOf(scalars, inner.list().ofMaxSize(3).map((list) -> list),
				inner.set().ofMaxSize(3).map(HashSet::new),
				Arbitraries.maps(Arbitraries.of("a", "b", "ab", ""), inner).ofMaxSize(3).map(HashMap::new),
				inner.map(Box::new));
	}

	private Object copy(Object value, Random random) {
		if (value instanceof List<?> list) {
			return new ArrayList<>(list.stream().map((element) -> copy(element, random)).toList());
		}
		if (value instanceof Set<?> set) {
			List<Object> elements = new ArrayList<>(set.stream().map((element) -> copy(element, random)).toList());
			Collections.shuffle(elements, random);
			Set<Object> copy = new HashSet<>(1 << random.nextInt(10));
			copy.addAll(elements);
			return copy;
		}
		if (value instanceof Map<?, ?> map) {
			List<Object> keys = new ArrayList<>(map.keySet());
			Collections.shuffle(keys, random);
			Map<Object, Object> copy = new HashMap<>(1 << random.nextInt(10));
			keys.forEach((key) -> copy.put(key, copy(map.get(key), random)));
			return copy;
		}
		return (value instanceof Box box) ? new Box(copy(box.value(), random)) : value;
	}

	private Object ordered(Object value) {
		return (value instanceof Map<?, ?> map) ? new LinkedHashMap<>(map) : value;
	}

	private String hash(Object value) {
		return this.encoder.hash(value, Object.class);
	}

	record Box(Object value) {

	}

}
