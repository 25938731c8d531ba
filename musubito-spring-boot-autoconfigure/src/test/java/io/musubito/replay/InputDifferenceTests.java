package io.musubito.replay;

import java.util.List;

import io.musubito.Change;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InputDifference}.
 */
class InputDifferenceTests {

	@Test
	void namesThePlaceWithPathIntoTheInput() {
		assertThat(find("{'model':'m','messages':[{'text':'a'},{'text':'b'}]}",
				"{'model':'m','messages':[{'text':'a'},{'text':'c'}]}"))
			.containsExactly(new Change("input.prompt $.messages[1].text", "b", "c"));
	}

	@Test
	void aScalarNeedsNoPath() {
		assertThat(find("'a'", "'b'")).containsExactly(new Change("input.prompt", "a", "b"));
		assertThat(find("1", "2")).containsExactly(new Change("input.prompt", "1", "2"));
	}

	@Test
	void aTextAndANumberAreToldApart() {
		assertThat(find("'1'", "1")).containsExactly(new Change("input.prompt", "\"1\"", "1"));
	}

	@Test
	void oneMoreElementIsOneChange() {
		assertThat(find("['a','b','c']", "['a','x','b','c']"))
			.containsExactly(new Change("input.prompt $[1]", null, "\"x\""));
		assertThat(find("['a','b','c']", "['b','c']")).containsExactly(new Change("input.prompt $[0]", "\"a\"", null));
	}

	@Test
	void whatIsNewOrGoneHasNoOtherSide() {
		assertThat(find("{'a':1}", "{'b':null}")).containsExactly(new Change("input.prompt $.a", "1", null),
				new Change("input.prompt $.b", null, "null"));
	}

	@Test
	void namesThatAreNoIdentifiersAreQuoted() {
		assertThat(find("{'content type':1}", "{'content type':2}"))
			.containsExactly(new Change("input.prompt $['content type']", "1", "2"));
	}

	@Test
	void longTextsAreShownAroundTheDifference() {
		String same = "word ".repeat(100);
		Change change = find("'" + same + "old tail'", "'" + same + "new tail'").get(0);
		assertThat(change.before()).isEqualTo("… word word word old tail");
		assertThat(change.after()).isEqualTo("… word word word new tail");
		assertThat(find("'" + same + "'", "'other " + same + "'").get(0).after()).hasSize(81).endsWith("…");
	}

	@Test
	void isOnOneLine() {
		assertThat(find("'a\\nb'", "'a\\u2028\\u0007b'"))
			.containsExactly(new Change("input.prompt", "a\\nb", "a\\u2028\\u0007b"));
	}

	@Test
	void pairsOfSurrogatesAreNotCut() {
		String same = "\uD834\uDD1E".repeat(60);
		Change change = find("'" + same + "a'", "'" + same + "b'").get(0);
		assertThat(change.before()).isEqualTo("…" + "\uD834\uDD1E".repeat(8) + "a");
	}

	private static List<Change> find(String before, String after) {
		return InputDifference.find("input.prompt", InputDifference.parse(before.replace('\'', '"')),
				InputDifference.parse(after.replace('\'', '"')));
	}

}
