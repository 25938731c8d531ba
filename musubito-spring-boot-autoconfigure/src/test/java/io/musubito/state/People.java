package io.musubito.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.musubito.MusubitoStep;
import org.jspecify.annotations.Nullable;

/**
 * People who know each other, and a step that reads what they are.
 */
final class People {

	private People() {
	}

	static final class Person {

		final String text;

		final Set<Person> children = new HashSet<>();

		@Nullable Person parent;

		Map<Person, ?> known = Map.of();

		Person(String text) {
			this.text = text;
		}

	}

	static class Reader implements StateEngine.Asked {

		private final Object held;

		Reader(Object held) {
			this.held = held;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			StateEngine.EXECUTIONS.incrementAndGet();
			return text(this.held, 0) + question;
		}

		private static String text(@Nullable Object object, int depth) {
			if (object == null || depth == 4) {
				return "";
			}
			if (object instanceof Person person) {
				return person.text + text(person.parent, depth + 1) + text(person.children, depth + 1)
						+ text(person.known, depth + 1);
			}
			if (object instanceof Map<?, ?> map) {
				return text(map.keySet(), depth + 1) + text(map.values(), depth + 1);
			}
			if (object instanceof Collection<?> all) {
				return all.stream().map((one) -> text(one, depth + 1)).sorted().collect(Collectors.joining(" "));
			}
			return object.toString();
		}

	}

}
