package io.musubito.report;

import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Element}.
 */
class ElementTests {

	private static final String[] NASTY = { "<", ">", "\"", "'", "&", "/", "=", "`", "\\", "\0", "\n", "\t", "\r", " ",
			"script", "<script>", "</style>", "</p>", "<!--", "-->", "]]>", "<![CDATA[", "&lt;", "&#60;", "onload",
			"javascript:", "{", "}", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\udc00", "\ud83d\ude00", "é",
			"\u001b[31m" };

	// In a text and in an attribute only '<', '>', '"' and '&' mean something to a parser
	private static final String TEXT = "(?:[^<>\"'&]|&(?:amp|lt|gt|quot|#39);)*";

	private static final Pattern DOCUMENT = Pattern
		.compile("<p class=\"" + TEXT + "\"><code>" + TEXT + "</code>" + TEXT + "</p>", Pattern.DOTALL);

	@Test
	void noTextAndNoValueIsMarkup() {
		Random random = new Random(16);
		for (int i = 0; i < 5_000; i++) {
			StringBuilder html = new StringBuilder();
			Element.of(Tag.P, nasty(random))
				.add(Element.of(Tag.CODE).text(nasty(random)))
				.text(nasty(random))
				.writeTo(html);
			assertThat(html).matches(DOCUMENT);
			assertThat(html.codePoints()).noneMatch((character) -> Character.getType(character) == Character.FORMAT
					|| Character.getType(character) == Character.SURROGATE);
		}
	}

	@Test
	void textStaysWhatItIs() {
		StringBuilder html = new StringBuilder();
		Element.of(Tag.P).text("<b title='x'>&amp;</b>\u202e").writeTo(html);
		assertThat(html).hasToString("<p>&lt;b title=&#39;x&#39;&gt;&amp;amp;&lt;/b&gt;⟦U+202E⟧</p>");
	}

	@Test
	void linksLeadToPlacesInTheReportOnly() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Element.of(Tag.A).with(Attribute.HREF, "javascript:alert(1)"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Element.of(Tag.A).with(Attribute.HREF, "https://example.org"));
	}

	@Test
	void thereIsNoElementAndNoAttributeThatLoadsOrRunsSomething() {
		assertThat(Tag.values()).extracting(Tag::toString)
			.doesNotContain("script", "iframe", "img", "object", "embed", "link", "base", "form", "use", "image",
					"foreignobject");
		assertThat(Attribute.values()).extracting(Attribute::toString)
			.doesNotContain("src", "style", "action", "srcset")
			.noneMatch((name) -> name.startsWith("on"));
	}

	private static String nasty(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(NASTY[random.nextInt(NASTY.length)]);
		}
		return text.toString();
	}

}
