package io.musubito.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MetClassesTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder(
			(type) -> type.getName().startsWith(MetClassesTests.class.getName()));

	@Test
	void tellsTheClassesOfObjectsWhereverTheyAre() {
		assertThat(met(new Polite("a"))).containsExactly(Polite.class);
		assertThat(met(List.of(1, new Polite("a"), "b", new Rude("c")))).containsExactlyInAnyOrder(Polite.class,
				Rude.class);
		assertThat(met(new HashMap<>(Map.of("tone", Optional.of(new Rude("c")))))).containsExactly(Rude.class);
		assertThat(met(new Object[] { new Holder(new Polite("a")) })).containsExactly(Holder.class, Polite.class);
		assertThat(met(new Names(List.of("a")))).containsExactly(Names.class);
	}

	@Test
	void tellsTheClassesOfConstants() {
		assertThat(met(Mood.GOOD)).containsExactly(Mood.class);
		assertThat(met(Mood.BAD)).containsExactlyInAnyOrder(Mood.class, Mood.BAD.getClass());
	}

	@Test
	void tellsClassesThatAreValues() {
		assertThat(met(Polite.class)).containsExactly(Polite.class);
		assertThat(met(List.of(Polite[][].class, String.class))).containsExactly(Polite.class);
	}

	@Test
	void tellsNothingOfOtherClasses() {
		assertThat(met(List.of("a", 1, Map.of("b", Optional.empty()), Thread.State.NEW))).isEmpty();
	}

	@Test
	void theHashIsTheSame() {
		Object value = List.of(new Polite("a"), Mood.BAD, Rude.class);
		assertThat(this.encoder.hash(new DigestSink(), value, Object.class, (type) -> {
		})).isEqualTo(this.encoder.hash(value, Object.class));
		assertThatExceptionOfType(UnhashableValueException.class)
			.isThrownBy(() -> this.encoder.hash(new DigestSink(), new Object(), Object.class, (type) -> {
			}));
	}

	private Set<Class<?>> met(Object value) {
		Set<Class<?>> met = new LinkedHashSet<>();
		this.encoder.hash(new DigestSink(), value, Object.class, met::add);
		return met;
	}

	static class Polite {

		private final String name;

		Polite(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static class Rude extends Polite {

		Rude(String name) {
			super(name);
		}

	}

	record Holder(Object tone) {

	}

	static class Names extends ArrayList<String> {

		Names(List<String> names) {
			super(names);
		}

	}

	enum Mood {

		GOOD, BAD {
			@Override
			public String toString() {
				return "bad";
			}
		}

	}

}
