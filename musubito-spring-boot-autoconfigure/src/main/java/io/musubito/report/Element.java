package io.musubito.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * An element of a report with what is in it. Values and texts are escaped when they are
 * written, all of them: there is no way to pass markup as a string.
 */
final class Element {

	private final Tag tag;

	private final Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);

	// Elements, and texts that are escaped already
	private final List<Object> content = new ArrayList<>();

	private Element(Tag tag) {
		this.tag = tag;
	}

	static Element of(Tag tag) {
		return new Element(tag);
	}

	static Element of(Tag tag, String cssClass) {
		return new Element(tag).with(Attribute.CLASS, cssClass);
	}

	/**
	 * The style sheet. It is the only text that is not escaped, since HTML knows no
	 * escapes there.
	 * @param css the style sheet, which must not come from anybody else
	 * @return the element
	 */
	static Element style(String css) {
		Assert.isTrue(!css.contains("<"), "A style sheet must not contain markup");
		Element style = new Element(Tag.STYLE);
		style.content.add(css);
		return style;
	}

	Element with(Attribute attribute, String value) {
		Assert.isTrue(attribute.accepts(value), () -> attribute + " can't have that value");
		this.attributes.put(attribute, value);
		return this;
	}

	Element with(Attribute attribute, long value) {
		return with(attribute, Long.toString(value));
	}

	Element with(Attribute attribute, double value) {
		return with(attribute, number(value));
	}

	Element percent(Attribute attribute, double value) {
		return with(attribute, number(value) + '%');
	}

	Element add(Element... elements) {
		this.content.addAll(List.of(elements));
		return this;
	}

	Element add(Collection<Element> elements) {
		this.content.addAll(elements);
		return this;
	}

	Element text(String text) {
		this.content.add(escape(VisibleText.of(text)));
		return this;
	}

	static String number(double value) {
		String text = String.format(Locale.ROOT, "%.2f", value);
		return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
	}

	void writeTo(StringBuilder html) {
		html.append('<').append(this.tag);
		this.attributes.forEach((attribute, value) -> html.append(' ')
			.append(attribute)
			.append("=\"")
			.append(escape(VisibleText.of(value)))
			.append('"'));
		html.append('>');
		for (Object part : this.content) {
			if (part instanceof Element element) {
				element.writeTo(html);
			}
			else {
				html.append(part);
			}
		}
		if (!this.tag.isVoid()) {
			html.append("</").append(this.tag).append('>');
		}
	}

	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			switch (character) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\'' -> escaped.append("&#39;");
				default -> escaped.append(character);
			}
		}
		return escaped.toString();
	}

}
