package io.musubito.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.report.Layout.Route;

/**
 * The graph as a picture. Each box leads to its row in the table of steps.
 */
final class GraphSection {

	private static final double MARGIN = 8;

	private static final double WIDTH = 1160;

	private static final double SMALLEST = 0.62;

	private GraphSection() {
	}

	static List<Element> of(ReportedRun report) {
		if (report.steps().isEmpty()) {
			return List.of();
		}
		RunGraph graph = RunGraph.of(report.steps(), report.graph());
		Element section = Element.of(Tag.SECTION)
			.with(Attribute.ARIA_LABELLEDBY, "graph")
			.add(Element.of(Tag.H2).with(Attribute.ID, "graph").text("Graph"));
		if (graph.boxes().size() > RunGraph.MOST_BOXES) {
			return List.of(section.add(Element.of(Tag.P)
				.text("The graph is too large for a picture here. The page of the application shows it, and so does "
						+ "graph?run=" + report.run().runId() + "&format=dot below its endpoint.")));
		}
		section.add(Element.of(Tag.DIV, "scroll")
			.with(Attribute.TABINDEX, 0)
			.with(Attribute.ROLE, "region")
			.with(Attribute.ARIA_LABEL, "Picture of the graph")
			.add(picture(graph)));
		return List.of(section.add(legend(report, graph)));
	}

	private static Element picture(RunGraph graph) {
		Layout layout = Layout.of(graph.boxes().size(), graph.links());
		double width = layout.width() + 2 * MARGIN;
		double height = layout.height() + 2 * MARGIN;
		double scale = Math.max(SMALLEST, Math.min(1, WIDTH / width));
		Element picture = Element.of(Tag.SVG, "graph")
			.with(Attribute.VIEW_BOX,
					"%s %s %s %s".formatted(Element.number(-MARGIN), Element.number(-MARGIN), Element.number(width),
							Element.number(height)))
			.with(Attribute.WIDTH, width * scale)
			.with(Attribute.HEIGHT, height * scale);
		layout.routes().forEach((route) -> picture.add(edge(route)));
		for (int i = 0; i < graph.boxes().size(); i++) {
			picture.add(GraphBox.of(graph.boxes().get(i), layout.boxes().get(i)));
		}
		return picture;
	}

	private static Element edge(Route route) {
		StringBuilder path = new StringBuilder();
		double x = route.from().x + Layout.BOX_WIDTH;
		double y = route.from().middle();
		path.append('M').append(point(x, y));
		for (Slot slot : Stream.concat(route.bends().stream(), Stream.of(route.to())).toList()) {
			double middle = (x + slot.x) / 2;
			path.append('C').append(point(middle, y)).append(' ').append(point(middle, slot.middle())).append(' ');
			path.append(point(slot.x, slot.middle()));
			x = slot.x;
			y = slot.middle();
			if (slot != route.to()) {
				x += Layout.BOX_WIDTH;
				path.append('H').append(Element.number(x));
			}
		}
		path.append("m-5-3.5 5 3.5-5 3.5");
		return Element.of(Tag.PATH, (route.called()) ? "edge call" : "edge").with(Attribute.D, path.toString());
	}

	private static String point(double x, double y) {
		return Element.number(x) + " " + Element.number(y);
	}

	private static Element legend(ReportedRun report, RunGraph graph) {
		String outcomes = report.steps()
			.stream()
			.map(ReportedStep::outcome)
			.distinct()
			.sorted()
			.map(Outcome::word)
			.collect(Collectors.joining(", "));
		String groups = graph.boxes().stream().anyMatch((box) -> box.steps().size() > 1)
				? " More than " + RunGraph.FAN_OUT + " steps of one operation beside each other are one box." : "";
		String called = graph.links().stream().anyMatch(Layers.Link::called)
				? " A dashed line leads from a step to the one that called it." : "";
		String cut = report.graph().truncated() ? " There is more than what is shown: the limit cut the graph." : "";
		return Element.of(Tag.P, "muted").text("Icons and colours: " + outcomes + "." + groups + called + cut);
	}

}
