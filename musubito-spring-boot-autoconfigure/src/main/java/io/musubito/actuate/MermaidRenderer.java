package io.musubito.actuate;

import java.util.HashMap;
import java.util.Map;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Graph;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.StepType;

/**
 * Writes a graph for Mermaid. The shape tells the type of a step, the outline and a word
 * the status. Nodes are numbered, because an id can't be quoted.
 */
final class MermaidRenderer {

	private static final String JOINTS = "._-/";

	private MermaidRenderer() {
	}

	static String render(Graph graph) {
		StringBuilder mermaid = new StringBuilder("flowchart LR\n");
		if (graph.truncated()) {
			mermaid.append("  %% There is more: the limit cut the graph\n");
		}
		Map<String, String> names = new HashMap<>();
		for (NodeView node : graph.nodes()) {
			String name = "n" + (names.size() + 1);
			names.put(node.nodeId(), name);
			append(mermaid, name, node);
		}
		for (Edge edge : graph.edges()) {
			mermaid.append("  %s %s %s\n".formatted(names.get(edge.from()),
					(edge.kind() == EdgeKind.CALL) ? "-. call .->" : "-->", names.get(edge.to())));
		}
		return mermaid.append("""
				  classDef failed stroke-width:4px
				  classDef running stroke-width:3px
				  classDef stale stroke-dasharray:6 4
				  classDef unknown stroke-dasharray:2 3
				  classDef manual stroke-width:2px,stroke-dasharray:12 2
				""").toString();
	}

	private static void append(StringBuilder mermaid, String name, NodeView node) {
		String label = escape(node.operation()) + "<br/>" + escape(NodeLabel.status(node)) + "<br/>"
				+ escape(NodeLabel.shortId(node));
		mermaid.append("  %s%s%s\n".formatted(name, shape(node.type()).formatted(label), style(node.status())));
	}

	private static String shape(StepType type) {
		return switch (type) {
			case DETERMINISTIC -> "[\"%s\"]";
			case STOCHASTIC -> "([\"%s\"])";
			case EXTERNAL_EFFECT -> "{{\"%s\"}}";
		};
	}

	private static String style(NodeStatus status) {
		return switch (status) {
			case SUCCESS -> "";
			case FAILED -> ":::failed";
			case RUNNING -> ":::running";
			case STALE, OUTDATED -> ":::stale";
			case UNKNOWN -> ":::unknown";
			case MANUAL -> ":::manual";
		};
	}

	// Whatever may mean something to Mermaid, Markdown or HTML becomes an entity, which
	// Mermaid writes '#60;'
	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		int[] characters = NodeLabel.singleLine(text).codePoints().toArray();
		for (int i = 0; i < characters.length; i++) {
			if (isLetterOrDigit(characters, i) || characters[i] == ' ' || isJoint(characters, i)) {
				escaped.appendCodePoint(characters[i]);
			}
			else {
				escaped.append('#').append(characters[i]).append(';');
			}
		}
		return escaped.toString();
	}

	// At the end of a word they may begin a list or a heading, or emphasise; and 'www.'
	// begins a link
	private static boolean isJoint(int[] characters, int index) {
		boolean link = characters[index] == '.' && index > 0
				&& (characters[index - 1] == 'w' || characters[index - 1] == 'W');
		return JOINTS.indexOf(characters[index]) >= 0 && !link && isLetterOrDigit(characters, index - 1)
				&& isLetterOrDigit(characters, index + 1);
	}

	private static boolean isLetterOrDigit(int[] characters, int index) {
		return index >= 0 && index < characters.length && Character.isLetterOrDigit(characters[index]);
	}

}
