package io.musubito.actuate;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Graph;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.StepType;

/**
 * Writes a graph for Graphviz. The shape tells the type of a step, the outline and a word
 * the status.
 */
final class DotRenderer {

	private DotRenderer() {
	}

	static String render(Graph graph) {
		StringBuilder dot = new StringBuilder("""
				digraph musubito {
				  rankdir=LR;
				  node [fontname="sans-serif"];
				""");
		if (graph.truncated()) {
			dot.append("  label=\"There is more: the limit cut the graph\";\n");
		}
		graph.nodes().forEach((node) -> append(dot, node));
		graph.edges().forEach((edge) -> append(dot, edge));
		return dot.append("}\n").toString();
	}

	private static void append(StringBuilder dot, NodeView node) {
		String label = escape(node.operation()) + "\\n" + escape(NodeLabel.status(node)) + "\\n"
				+ escape(NodeLabel.shortId(node));
		dot.append("  \"%s\" [label=\"%s\", shape=%s, style=\"%s\"%s];\n".formatted(escape(node.nodeId()), label,
				shape(node.type()), style(node.status()), attributes(node.status())));
	}

	private static void append(StringBuilder dot, Edge edge) {
		dot.append("  \"%s\" -> \"%s\"%s;\n".formatted(escape(edge.from()), escape(edge.to()),
				(edge.kind() == EdgeKind.CALL) ? " [style=dashed, label=\"call\"]" : ""));
	}

	private static String attributes(NodeStatus status) {
		return switch (status) {
			case FAILED -> ", peripheries=2";
			case MANUAL -> ", penwidth=2";
			default -> "";
		};
	}

	private static String shape(StepType type) {
		return switch (type) {
			case DETERMINISTIC -> "box";
			case STOCHASTIC -> "ellipse";
			case EXTERNAL_EFFECT -> "octagon";
		};
	}

	private static String style(NodeStatus status) {
		return switch (status) {
			case SUCCESS -> "solid";
			case RUNNING, FAILED -> "bold";
			case STALE, OUTDATED -> "dashed";
			case UNKNOWN -> "dotted";
			case MANUAL -> "solid,diagonals";
		};
	}

	// A quoted string of Graphviz knows backslash sequences and, in labels, HTML
	// entities
	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		NodeLabel.singleLine(text).codePoints().forEach((character) -> {
			switch (character) {
				case '\\', '"' -> escaped.append('\\').appendCodePoint(character);
				case '&' -> escaped.append("&amp;");
				default -> append(escaped, character);
			}
		});
		return escaped.toString();
	}

	// Graphviz can't read entities of characters beyond U+FFFF
	private static void append(StringBuilder escaped, int character) {
		boolean plain = (character >= ' ' && character <= '~') || Character.isLetterOrDigit(character)
				|| Character.isSupplementaryCodePoint(character);
		if (plain) {
			escaped.appendCodePoint(character);
		}
		else {
			escaped.append("&#").append(character).append(';');
		}
	}

}
