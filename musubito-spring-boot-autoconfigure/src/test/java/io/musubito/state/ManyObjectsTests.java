package io.musubito.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.musubito.state.People.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects that hold each other, in sets and as keys of maps too, count by what they hold,
 * in whichever order they lie there.
 */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyObjectsTests extends StateEngine {

	static {
		HoldingApplication.kind("parent of a set", (tone) -> new People.Reader(family(tone)));
		HoldingApplication.kind("friends", (tone) -> new People.Reader(friends(tone)));
		HoldingApplication.kind("all know all", (tone) -> new People.Reader(crowd(tone)));
		HoldingApplication.kind("keys that hold their map", (tone) -> new People.Reader(keys(tone)));
		HoldingApplication.kind("key that is its own value", (tone) -> new People.Reader(own(tone)));
		HoldingApplication.kind("sets of sets", (tone) -> new People.Reader(sets(tone)));
		HoldingApplication.kind("map of keys with equal text", (tone) -> new People.Reader(alike(tone)));
		HoldingApplication.kind("list that holds itself",
				(tone) -> new HoldingApplication.Writer<>(itself(tone), (list) -> list.get(1).toString()));
		HoldingApplication.kind("order of a map",
				(tone) -> new HoldingApplication.Writer<>(ordered(tone), (map) -> map.keySet().iterator().next()));
		HoldingApplication.kind("order of a set",
				(tone) -> new HoldingApplication.Writer<>(new LinkedHashSet<>(ordered(tone).keySet()),
						(set) -> set.iterator().next()));
		HoldingApplication.kind("order of a wrapped set",
				(tone) -> new HoldingApplication.Writer<>(
						Collections.unmodifiableSet(new LinkedHashSet<>(ordered(tone).keySet())),
						(set) -> set.iterator().next()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "parent of a set", "friends", "all know all", "keys that hold their map",
			"key that is its own value", "sets of sets", "map of keys with equal text", "list that holds itself",
			"order of a map", "order of a set", "order of a wrapped set" })
	void countByWhatTheyHold(String kind) {
		String before = ask(HoldingApplication.class, "app.tone=kindly", "app.kind=" + kind);
		for (int i = 0; i < 3; i++) {
			assertThat(ask(HoldingApplication.class, "app.tone=kindly", "app.kind=" + kind)).isEqualTo(before);
		}
		assertThat(EXECUTIONS).as("executions without a change").hasValue(1);
		assertThat(ask(HoldingApplication.class, "app.tone=harshly", "app.kind=" + kind)).isNotEqualTo(before);
		assertThat(EXECUTIONS).as("executions after a change").hasValue(2);
		assertThat(boundary("ask").state()).as("listed").noneMatch((entry) -> !entry.contains("Writer.read "));
	}

	private static Person family(String tone) {
		Person parent = new Person("parent " + tone);
		for (int i = 0; i < 20; i++) {
			Person child = new Person("child " + i);
			child.parent = parent;
			parent.children.add(child);
		}
		return parent;
	}

	private static Person friends(String tone) {
		Person one = new Person("one");
		Person other = new Person("other " + tone);
		one.children.add(other);
		other.children.add(one);
		return one;
	}

	/**
	 * Thirty people of whom each knows all.
	 */
	private static Person crowd(String tone) {
		List<Person> people = IntStream.range(0, 30)
			.mapToObj((number) -> new Person((number == 17) ? tone : "person " + number))
			.toList();
		people.forEach((person) -> person.children.addAll(people));
		return people.get(0);
	}

	private static Map<Person, String> keys(String tone) {
		Map<Person, String> map = new HashMap<>();
		for (int i = 0; i < 10; i++) {
			Person person = new Person((i == 3) ? tone : "key " + i);
			person.known = map;
			map.put(person, "value");
		}
		return map;
	}

	private static Map<Person, Person> own(String tone) {
		Map<Person, Person> map = new HashMap<>();
		for (String name : List.of("a", "b", tone)) {
			Person person = new Person(name);
			person.known = map;
			map.put(person, person);
		}
		return map;
	}

	private static Set<Set<Person>> sets(String tone) {
		Set<Set<Person>> sets = new HashSet<>();
		for (int i = 0; i < 10; i++) {
			sets.add(new HashSet<>(
					List.of(new Person("a" + i), new Person((i == 4) ? tone : "b"), new Person("c" + i))));
		}
		return sets;
	}

	private static Map<Person, String> alike(String tone) {
		Map<Person, String> map = new HashMap<>();
		for (String value : List.of("a", "b", "c", "d", "e", tone)) {
			map.put(new Person("alike"), value);
		}
		return map;
	}

	private static List<Object> itself(String tone) {
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(tone);
		return list;
	}

	private static Map<String, String> ordered(String tone) {
		Map<String, String> map = new LinkedHashMap<>();
		List<String> words = tone.equals("kindly") ? List.of("a", "b") : List.of("b", "a");
		words.forEach((word) -> map.put(word, "value"));
		return map;
	}

}
