package io.musubito.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VisibleText} and {@link ShownValue}.
 */
class VisibleTextTests {

	@ParameterizedTest
	@CsvSource({ "202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069", "200B", "200E", "200F", "2060",
			"FEFF", "00AD", "061C", "180E", "2028", "2029", "0085", "007F", "FFF9", "3164", "115F", "E0041", "FFFE",
			"E000" })
	void showsByNameWhatIsNotSeenOrTurnsTheOrder(String character) {
		String text = "a" + Character.toString(Integer.parseInt(character, 16)) + "b";
		assertThat(VisibleText.of(text)).isEqualTo("a⟦U+" + character + "⟧b");
	}

	@Test
	void showsTerminalEscapesAndHalvesOfCharacters() {
		assertThat(VisibleText.of("\u001b[31mred\0\r")).isEqualTo("⟦ESC⟧[31mred⟦NUL⟧⟦CR⟧");
		assertThat(VisibleText.of("\ud800x")).isEqualTo("⟦U+D800⟧x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "two\nlines\tand a tab", "Wörter", "日本語", "עברית", "😀", "❤️", "e\u0301" })
	void leavesWhatIsSeen(String text) {
		assertThat(VisibleText.of(text)).isEqualTo(text);
	}

	@Test
	void putsALongTextOnOneLineAndCutsIt() {
		assertThat(VisibleText.line("a\n  b\r\nc", 10)).isEqualTo("a b c");
		assertThat(VisibleText.line("x".repeat(5_000_000), 10)).isEqualTo("xxxxxxxxx…");
		assertThat(VisibleText.line("😀".repeat(30), 5)).isEqualTo("😀😀😀😀…");
	}

	@Test
	void showsJsonOnLinesAndTextsAsTheyAre() {
		assertThat(ShownValue.of("\"a\\n<b>\"", 100).text()).isEqualTo("a\n<b>");
		assertThat(ShownValue.of("{\"a\":1.10}", 100).text()).contains("\n").contains("1.10");
		assertThat(ShownValue.of("not JSON: \"", 100).text()).isEqualTo("not JSON: \"");
		assertThat(ShownValue.of("", 100).text()).isEmpty();
	}

	@Test
	void cutsWhatIsLongOrNestedDeeply() {
		assertThat(ShownValue.of("\"" + "x".repeat(5_000_000) + "\"", 1_000))
			.satisfies((value) -> assertThat(value.text()).hasSize(1_000), (value) -> assertThat(value.cut()).isTrue());
		String nested = "[".repeat(100_000) + "]".repeat(100_000);
		assertThat(ShownValue.of(nested, 1_000).text().length()).isLessThanOrEqualTo(1_000);
		assertThat(ShownValue.cut("<".repeat(1_000), 600).text().length()).isLessThanOrEqualTo(150);
	}

}
