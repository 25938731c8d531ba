package io.musubito.value;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sink for several hashes gives those that sinks of their own give.
 */
class DigestSinkTests {

	private static final List<Object> VALUES = List.of("text", "x".repeat(10_000),
			Map.of("b", Set.of(1, 2, 3), "a", ""), Set.of(Set.of("y".repeat(5_000)), Set.of()), new byte[9_000],
			List.of(), 7L);

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> false);

	@Test
	void nothingIsLeftOfTheHashBefore() {
		DigestSink sink = new DigestSink();
		for (Object before : VALUES) {
			for (Object value : VALUES) {
				hash(sink, before);
				assertThat(hash(sink, value)).isEqualTo(this.encoder.hash(value, Object.class));
			}
		}
	}

	@Test
	void hashesOfDifferentDomainsDiffer() {
		DigestSink sink = new DigestSink("one");
		sink.text("same");
		String one = sink.hex();
		sink.begin("other");
		sink.text("same");
		assertThat(sink.hex()).isNotEqualTo(one);
	}

	private String hash(DigestSink sink, Object value) {
		return this.encoder.hash(sink, value, Object.class, (type) -> {
		});
	}

}
