package io.musubito.sample.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnifiedDiffTests {

	private static final String DIFF = """
			diff --git a/Tea.java b/Tea.java
			index 12f0137..03a59ce 100644
			--- a/Tea.java
			+++ b/Tea.java
			@@ -7,4 +7,5 @@ class Tea {
			 \tint cups;
			\s
			-\tint pots;
			+\tint pots = 1;
			+\tint spoons;
			 }
			""";

	@Test
	void numbersTheLinesAsInTheNewFile() {
		assertThat(parse(DIFF).hunks()).containsExactly(new Hunk("Tea.java",
				List.of(new Line(Line.Change.NONE, 7, "\tint cups;"), new Line(Line.Change.NONE, 8, ""),
						new Line(Line.Change.REMOVED, 9, "\tint pots;"),
						new Line(Line.Change.ADDED, 9, "\tint pots = 1;"),
						new Line(Line.Change.ADDED, 10, "\tint spoons;"), new Line(Line.Change.NONE, 11, "}"))));
	}

	@Test
	void showsAModelFileNumbersAndMarks() {
		assertThat(parse(DIFF).hunks().get(0).numbered()).isEqualTo("""
				File Tea.java
				    7   \tint cups;
				    8  \s
				      - \tint pots;
				    9 + \tint pots = 1;
				   10 + \tint spoons;
				   11   }
				""");
	}

	@Test
	void readsTheSameFromWhatAToolMadeOfTheText() {
		Diff diff = parse(DIFF);
		assertThat(parse(DIFF.replace("\n \n", "\n\n"))).as("blank line without its mark").isEqualTo(diff);
		assertThat(parse(DIFF.replace("\n", "\r\n"))).as("other line ends").isEqualTo(diff);
		assertThat(parse(DIFF.stripTrailing())).as("no newline at the end").isEqualTo(diff);
		assertThat(parse(DIFF + "\\ No newline at end of file\n")).isEqualTo(diff);
		assertThat(parse("Some words about it.\n\n" + DIFF)).isEqualTo(diff);
		assertThat(parse(DIFF.substring(DIFF.indexOf("---")))).as("without git's own lines").isEqualTo(diff);
	}

	@Test
	void namesADeletedFileByItsOldPath() {
		Diff diff = parse("""
				diff --git a/Tea.java b/Tea.java
				deleted file mode 100644
				index 12f0137..0000000
				--- a/Tea.java
				+++ /dev/null
				@@ -1 +0,0 @@
				-tea
				""");
		assertThat(diff.hunks())
			.containsExactly(new Hunk("Tea.java", List.of(new Line(Line.Change.REMOVED, 0, "tea"))));
	}

	@ParameterizedTest
	@CsvSource({ "customer-search, 5", "discount-code, 3", "report-export, 5" })
	void readsTheDiffsThatTheSampleBringsAlong(String name, int hunks) throws IOException {
		assertThat(UnifiedDiff
			.parse(new ClassPathResource("diffs/" + name + ".diff").getContentAsString(StandardCharsets.UTF_8))
			.hunks()).hasSize(hunks);
	}

	@Test
	void refusesAHunkThatIsCutOff() {
		assertThatExceptionOfType(InvalidDiffException.class).isThrownBy(() -> parse(DIFF.replace(" }\n", "")))
			.withMessageContaining("Truncated hunk")
			.withMessageContaining("@@ -7,4 +7,5 @@ class Tea {");
	}

	@Test
	void refusesAHunkWithMoreLinesThanItSays() {
		assertThatExceptionOfType(InvalidDiffException.class).isThrownBy(() -> parse(DIFF + "+more\n"))
			.withMessageContaining("does not match body line count");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Please review my change.", "diff", "diff --git",
			"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ what @@\n+a\n",
			"diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n",
			"diff --git a/x b/x\nindex 1..2 100644\nBinary files a/x and b/x differ\n" })
	void refusesWhatHasNoChangedLines(String text) {
		assertThatExceptionOfType(InvalidDiffException.class).isThrownBy(() -> parse(text))
			.withMessageContaining("no changed lines");
	}

	@Test
	void refusesTheDiffOfAMerge() {
		assertThatExceptionOfType(InvalidDiffException.class).isThrownBy(() -> parse("""
				diff --cc Tea.java
				index 1111111,2222222..3333333
				--- a/Tea.java
				+++ b/Tea.java
				@@@ -1,1 -1,1 +1,2 @@@
				  tea
				++milk
				""")).withMessageContaining("'Tea.java' is one of a merge");
	}

	private static Diff parse(String text) {
		return UnifiedDiff.parse(text);
	}

}
