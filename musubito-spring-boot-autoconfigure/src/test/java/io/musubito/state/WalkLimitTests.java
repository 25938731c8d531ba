package io.musubito.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is so much that it can't be looked at is listed and warned about; it is never an
 * error, and the start never hangs.
 */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(OutputCaptureExtension.class)
class WalkLimitTests extends StateEngine {

	static {
		HoldingApplication.kind("long list",
				(tone) -> new HoldingApplication.Writer<>(texts(tone), (list) -> list.get(list.size() - 1)));
		HoldingApplication.kind("large set",
				(tone) -> new HoldingApplication.Writer<>(new HashSet<>(texts(tone)), (set) -> first(set)));
		HoldingApplication.kind("deep chain",
				(tone) -> new HoldingApplication.Writer<>(chain(tone, 1000), WalkLimitTests::last));
		HoldingApplication.kind("deep chain in a set",
				(tone) -> new HoldingApplication.Writer<>(Set.of(chain(tone, 1000)), (set) -> last(one(set))));
		HoldingApplication.kind("deep chain of keys",
				(tone) -> new HoldingApplication.Writer<>(keys(tone, 1000), WalkLimitTests::innermost));
		HoldingApplication.kind("many objects",
				(tone) -> new HoldingApplication.Writer<>(boxes(tone), (list) -> last(list.get(list.size() - 1))));
		HoldingApplication.kind("many objects behind a set",
				(tone) -> new HoldingApplication.Writer<>(behind(tone), (set) -> one(set).all.get(0)));
	}

	@ParameterizedTest
	@CsvSource({ "long list, 'more than 10,000 elements'", "large set, 'more than 10,000 elements'",
			"deep chain, 'nested deeper than 200'", "deep chain in a set, 'nested deeper than 200'",
			"deep chain of keys, 'nested deeper than 200'", "many objects, 'more than 50,000 objects'",
			"many objects behind a set, 'too large to be sorted by its content'" })
	void isListed(String kind, String why, CapturedOutput output) {
		String before = ask(HoldingApplication.class, "app.tone=kindly", "app.kind=" + kind);
		for (int i = 0; i < 2; i++) {
			assertThat(ask(HoldingApplication.class, "app.tone=kindly", "app.kind=" + kind)).isEqualTo(before);
		}
		assertThat(EXECUTIONS).as("executions without a change").hasValue(1);
		assertThat(boundary("ask").state()).isNotEmpty().anyMatch((entry) -> entry.contains(why));
		assertThat(output).contains("Step 'ask' doesn't see").contains(why);
	}

	private static List<String> texts(String tone) {
		List<String> texts = IntStream.range(0, 10_001)
			.mapToObj((number) -> "text " + number)
			.collect(Collectors.toCollection(ArrayList::new));
		texts.add(tone);
		return texts;
	}

	private static Box chain(String tone, int length) {
		Box box = new Box(tone, null);
		for (int i = 0; i < length; i++) {
			box = new Box("box " + i, box);
		}
		return box;
	}

	private static Map<Object, String> keys(String tone, int length) {
		Map<Object, String> map = new HashMap<>();
		map.put(tone, "innermost");
		for (int i = 0; i < length; i++) {
			Map<Object, String> next = new HashMap<>();
			next.put(new Key(map), "key " + i);
			map = next;
		}
		return map;
	}

	private static String innermost(Map<Object, String> map) {
		Object key = map.keySet().iterator().next();
		while (key instanceof Key outer) {
			key = outer.map.keySet().iterator().next();
		}
		return key.toString();
	}

	private static List<Box> boxes(String tone) {
		return IntStream.range(0, 9_000).mapToObj((number) -> chain(tone, 6)).toList();
	}

	/**
	 * Objects without order that all hold one long list.
	 */
	private static Set<Shelf> behind(String tone) {
		List<String> all = IntStream.range(0, 5_000).mapToObj((number) -> tone + number).toList();
		return IntStream.range(0, 1_000).mapToObj((number) -> new Shelf(all)).collect(Collectors.toSet());
	}

	private static String last(Box box) {
		Box last = box;
		while (last.next != null) {
			last = last.next;
		}
		return last.text;
	}

	private static String first(Set<String> set) {
		return set.stream().sorted().findFirst().orElseThrow();
	}

	private static <T> T one(Set<T> set) {
		return set.iterator().next();
	}

	static final class Box {

		private final String text;

		private final Box next;

		Box(String text, Box next) {
			this.text = text;
			this.next = next;
		}

	}

	static final class Key {

		private final Map<Object, String> map;

		Key(Map<Object, String> map) {
			this.map = map;
		}

	}

	static final class Shelf {

		private final List<String> all;

		Shelf(List<String> all) {
			this.all = all;
		}

	}

}
