package io.musubito.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.musubito.StepType;
import io.musubito.StepView;

/**
 * A box of the picture of the graph.
 */
final class GraphBox {

	// The letters of a name that fit
	private static final int LETTERS = 17;

	private GraphBox() {
	}

	static Element of(Box box, Slot slot) {
		Outcome outcome = box.outcome();
		double width = Layout.BOX_WIDTH;
		double height = Layout.BOX_HEIGHT;
		ReportedStep step = box.first();
		Element frame = Element.of(Tag.A, "box " + outcome.cssClass())
			.with(Attribute.HREF, "#" + step.place())
			.with(Attribute.TRANSFORM, "translate(%s %s)".formatted(Element.number(slot.x), Element.number(slot.y)));
		if (box.steps().size() > 1) {
			frame.add(rectangle("frame", 4, 4, width, height));
		}
		frame.add(rectangle("frame", 0, 0, width, height), rectangle("stripe", 0, 0, 5, height));
		StepType type = step.view().type();
		if (type != null) {
			frame.add(icon("type", Icons.path(type), 12, 14));
		}
		return frame.add(label("title", 34, 19, box.name(LETTERS)))
			.add(label("detail", 34, 35, VisibleText.line((box.steps().size() > 1) ? counts(box) : detail(step), 24)))
			.add(icon("outcome", outcome.icon(), width - 22, 6).with(Attribute.ROLE, "img")
				.with(Attribute.ARIA_LABEL, outcome.word()));
	}

	private static Element rectangle(String cssClass, double x, double y, double width, double height) {
		return Element.of(Tag.RECT, cssClass)
			.with(Attribute.X, x)
			.with(Attribute.Y, y)
			.with(Attribute.WIDTH, width)
			.with(Attribute.HEIGHT, height)
			.with(Attribute.RX, (width > 10) ? 5 : 2.5);
	}

	private static Element icon(String cssClass, String path, double x, double y) {
		return Element.of(Tag.PATH, "icon " + cssClass)
			.with(Attribute.D, path)
			.with(Attribute.TRANSFORM, "translate(%s %s)".formatted(Element.number(x), Element.number(y)));
	}

	private static Element label(String cssClass, double x, double y, String text) {
		return Element.of(Tag.TEXT, cssClass).with(Attribute.X, x).with(Attribute.Y, y).text(text);
	}

	private static String counts(Box box) {
		return Arrays.stream(Outcome.values())
			.filter((outcome) -> box.steps().stream().anyMatch((step) -> step.outcome() == outcome))
			.map((outcome) -> box.steps().stream().filter((step) -> step.outcome() == outcome).count() + " "
					+ outcome.word().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

	private static String detail(ReportedStep step) {
		StepView view = step.view();
		if (view.saved().compareTo(Duration.ZERO) > 0) {
			long tokens = view.savings().usage().totalTokens();
			return "saved " + Quantity.duration(view.saved())
					+ ((tokens > 0) ? " · " + Quantity.count(tokens) + " t" : "");
		}
		long tokens = view.spent().usage().totalTokens();
		return Quantity.duration(view.duration()) + ((tokens > 0) ? " · " + Quantity.count(tokens) + " t" : "");
	}

}
