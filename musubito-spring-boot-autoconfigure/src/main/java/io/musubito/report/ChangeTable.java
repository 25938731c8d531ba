package io.musubito.report;

import java.util.List;

import io.musubito.Change;
import org.jspecify.annotations.Nullable;

/**
 * Components of an identity, before and now.
 */
final class ChangeTable {

	private static final int LONGEST = 400;

	private ChangeTable() {
	}

	static Element of(List<Change> changes, int longest) {
		Element body = Element.of(Tag.TBODY);
		for (Change change : changes) {
			body.add(Element.of(Tag.TR)
				.add(Element.of(Tag.TH).with(Attribute.SCOPE, "row").add(code(change.component())))
				.add(Element.of(Tag.TD).add(value(Tag.DEL, change.before(), longest)))
				.add(Element.of(Tag.TD).add(value(Tag.INS, change.after(), longest))));
		}
		return Element.of(Tag.TABLE, "changes")
			.add(Element.of(Tag.CAPTION).text("What changed"))
			.add(Element.of(Tag.THEAD)
				.add(Element.of(Tag.TR).add(column("Component"), column("Before"), column("Now"))))
			.add(body);
	}

	/** What a component was and is, on one line. */
	static Element values(Change change) {
		return Element.of(Tag.SPAN, "values")
			.add(value(Tag.DEL, change.before(), LONGEST))
			.text(" → ")
			.add(value(Tag.INS, change.after(), LONGEST));
	}

	private static Element value(Tag tag, @Nullable String value, int longest) {
		if (value == null) {
			return Element.of(Tag.SPAN, "muted").text("–");
		}
		return Element.of(tag).text(VisibleText.line(value, longest));
	}

	static Element code(String text) {
		return Element.of(Tag.CODE).text(VisibleText.line(text, LONGEST));
	}

	static Element column(String name) {
		return Element.of(Tag.TH).with(Attribute.SCOPE, "col").text(name);
	}

}
