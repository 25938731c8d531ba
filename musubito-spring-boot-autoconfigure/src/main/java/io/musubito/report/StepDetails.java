package io.musubito.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.NodeView;
import io.musubito.run.ComponentValue;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.NodeStore;
import io.musubito.store.Production;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a step beside its figures: what it is made of, what it got and
 * returned, where that came from.
 */
final class StepDetails {

	// All values of a report together, and each of them
	private static final int ROOM = 2_400_000;

	private static final int MOST = 20_000;

	private static final int LEAST = 300;

	private static final int SCROLLS = 500;

	private final boolean values;

	private final int room;

	private final LineageQueries queries;

	private final NodeStore nodes;

	StepDetails(ReportedRun report, LineageQueries queries, NodeStore nodes) {
		this.values = report.values();
		int parts = 2 * Math.min(StepsSection.MOST, Math.max(1, report.steps().size()));
		this.room = Math.max(LEAST, Math.min(MOST, ROOM / parts));
		this.queries = queries;
		this.nodes = nodes;
	}

	Element of(ReportedStep step) {
		Element details = Element.of(Tag.DETAILS)
			.add(Element.of(Tag.SUMMARY).text(WhySentence.of(step.view(), this.values)));
		NodeDetails node = this.queries.find(step.view().nodeId()).orElse(null);
		Element content = Element.of(Tag.DIV, "content")
			.add(changes(step, node))
			.add(value("Error", step.view().error()));
		if (node == null) {
			return details.add(content.add(Element.of(Tag.P).text("Its node is not in the store any more.")));
		}
		content.add(value("Artifact", node.artifact()));
		content.add(value("Inputs", node.inputs()));
		if (!this.values) {
			content.add(Element.of(Tag.P, "muted").text("Its inputs and its artifact are hidden."));
		}
		return details.add(content.add(ids(step, node)));
	}

	private List<Element> changes(ReportedStep step, @Nullable NodeDetails node) {
		List<Element> parts = new ArrayList<>();
		Explanation why = step.view().why();
		List<Change> changes = (why != null) ? ((this.values) ? why : why.withoutValues()).changes() : List.of();
		if (!changes.isEmpty()) {
			parts.add(ChangeTable.of(changes, Math.min(400, this.room / 5)));
		}
		String same = (node != null) ? same(node.components(), changes) : "";
		if (!same.isEmpty()) {
			String heading = (changes.isEmpty()) ? "Made of" : "Not changed";
			parts.add(Element.of(Tag.P, "muted").text(heading + ": " + same));
		}
		return parts;
	}

	private String same(SortedMap<String, String> components, List<Change> changes) {
		List<String> changed = changes.stream().map(Change::component).toList();
		String all = ComponentValue.allOf(components)
			.entrySet()
			.stream()
			.filter((component) -> !changed.contains(component.getKey()))
			.map((component) -> component.getKey() + " " + shown(component.getValue()))
			.collect(Collectors.joining(", "));
		return VisibleText.line(all, Math.min(800, this.room / 2));
	}

	private String shown(ComponentValue value) {
		return (this.values && value.text() != null) ? value.text() : value.hash();
	}

	private List<Element> value(String name, @Nullable String value) {
		if (!this.values || value == null) {
			return List.of();
		}
		ShownValue shown = (name.equals("Error")) ? ShownValue.cut(value, this.room) : ShownValue.of(value, this.room);
		List<Element> parts = new ArrayList<>();
		parts.add(Element.of(Tag.H3).text(name));
		Element text = Element.of(Tag.PRE).text(shown.text());
		// It scrolls, with the keyboard too
		parts.add((shown.text().length() > SCROLLS) ? text.with(Attribute.TABINDEX, 0) : text);
		if (shown.cut()) {
			parts.add(Element.of(Tag.P, "muted")
				.text("This is its beginning, of " + Quantity.count(value.length()) + " characters."));
		}
		return parts;
	}

	private Element ids(ReportedStep step, NodeDetails node) {
		NodeView view = node.view();
		Element ids = Element.of(Tag.DL, "ids").add(id("Node", view.nodeId()));
		if (view.artifactId() != null) {
			ids.add(id("Artifact", view.artifactId()));
		}
		if (!view.upstream().isEmpty()) {
			ids.add(id("Upstream",
					view.upstream()
						.stream()
						.limit(10)
						.map(Quantity::shortId)
						.collect(Collectors.joining(", ", "", (view.upstream().size() > 10) ? ", …" : ""))));
		}
		if (step.view().cached()) {
			ids.add(id("Origin", origin(view)));
		}
		return ids;
	}

	private String origin(NodeView view) {
		Production production = this.nodes.findProduction(view.nodeId()).orElse(null);
		return (production != null) ? VisibleText
			.line("node " + Quantity.shortId(production.nodeId()) + production.whenAndByWhichRun(), 300)
				: "not known any more";
	}

	private static Element id(String name, String value) {
		return Element.of(Tag.DIV).add(Element.of(Tag.DT).text(name), Element.of(Tag.DD).add(ChangeTable.code(value)));
	}

}
