package io.musubito.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.Graph;
import io.musubito.ManualAnswer;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.Spending;
import io.musubito.StepType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DotRenderer} and {@link MermaidRenderer}.
 */
class GraphRendererTests {

	@Test
	void rendersEveryTypeAndStatusForGraphviz() throws IOException {
		assertThat(DotRenderer.render(everything())).isEqualTo(golden("graph.dot"));
	}

	@Test
	void rendersEveryTypeAndStatusForMermaid() throws IOException {
		assertThat(MermaidRenderer.render(everything())).isEqualTo(golden("graph.mmd"));
	}

	@Test
	void writesCharactersThatGraphvizHasNoEntityForAsTheyAre() {
		Graph graph = new Graph(
				List.of(node("send \uD83D\uDE80 \u2192", "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.SUCCESS)),
				List.of(), false);
		assertThat(DotRenderer.render(graph)).contains("send \uD83D\uDE80 &#8594;").doesNotContain("&#128640;");
	}

	@Test
	void tellsStatusesApartWithoutColours() {
		assertThat(DotRenderer.render(everything())).contains("SUCCESS", "FAILED", "STALE", "RUNNING", "UNKNOWN")
			.doesNotContain("color");
		assertThat(MermaidRenderer.render(everything())).contains("SUCCESS", "FAILED", "STALE", "RUNNING", "UNKNOWN")
			.doesNotContain("color", "fill");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"]; evil [label=\"", "a\nb -> c\r\n;", "<script>alert(1)</script>", "[x](javascript:y)",
			"\"`**bold**`", "back\\slash\\", "\\\"", "x\"]\n click n1 href \"javascript:x\"", "%%{init: {}}%%",
			"&quot;&lt;", "#quot;#60;", "end", "a\u2028b\u0085c", "lifestyle:x#y;" })
	void letsNoNameBreakOutOfItsLabel(String name) {
		Graph graph = new Graph(List.of(node(name, "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.SUCCESS)),
				List.of(), false);
		List<String> mermaid = MermaidRenderer.render(graph).lines().toList();
		assertThat(mermaid).hasSameSizeAs(
				MermaidRenderer.render(new Graph(List.of(RecordedGraph.RETRIEVE), List.of(), false)).lines().toList());
		assertThat(mermaid.get(1)).matches("  n1\\[\"[\\p{L}\\p{N} ._,/()$#;-]*<br/>SUCCESS<br/>abababababab\"]");
		List<String> dot = DotRenderer.render(graph).lines().toList();
		assertThat(dot).hasSize(5);
		assertThat(dot.get(3))
			.matches("  \"(ab){32}\" \\[label=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\", shape=box, style=\"solid\"];");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"]; evil [label=\"", "a\nb -> c\r\n;", "<script>alert(1)</script>" })
	void letsNobodyWhoGaveAResultBreakOutOfALabel(String who) {
		NodeView node = node("draft", "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.MANUAL);
		Graph graph = new Graph(List.of(new NodeView(node.nodeId(), node.operation(), node.type(), node.status(),
				node.producerNodeId(), null, null, null, Duration.ZERO, node.spent(), List.of(), List.of(), null,
				new ManualAnswer(who, Instant.EPOCH))), List.of(), false);
		assertThat(MermaidRenderer.render(graph).lines().toList().get(1))
			.matches("  n1\\[\"draft<br/>MANUAL by [\\p{L}\\p{N} ._,/()$#;-]*<br/>abababababab\"]:::manual");
		assertThat(DotRenderer.render(graph).lines().toList().get(3)).matches(
				"  \"(ab){32}\" \\[label=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\", shape=box, style=\"solid,diagonals\", penwidth=2];");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\u00ad", "\u001b" })
	void showsByNameWhatTurnsTheOrderOrIsNotSeen(String character) {
		Graph graph = new Graph(
				List.of(node("a" + character + "b", "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.SUCCESS)),
				List.of(), false);
		String name = (character.equals("\u001b")) ? "ESC" : "U+%04X".formatted((int) character.charAt(0));
		assertThat(DotRenderer.render(graph)).doesNotContain(character).contains("a&#10214;" + name + "&#10215;b");
		assertThat(MermaidRenderer.render(graph)).doesNotContain(character, "#" + (int) character.charAt(0) + ";")
			.contains("a#10214;" + name.replace("+", "#43;") + "#10215;b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1. first", "1) first", "- item", "--- rule", "_emphasis_", "__init__", "$$x^2$$",
			"www.example.org", "https://example.org", "fa:fa-ban", "# heading", "    code", "`x`", "a|b", "* item",
			"> quote", "~~gone~~" })
	void letsNoNameMeanMarkdownOrMathsToMermaid(String name) {
		Graph graph = new Graph(List.of(node(name, "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.SUCCESS)),
				List.of(), false);
		String label = MermaidRenderer.render(graph).lines().toList().get(1);
		label = label.substring(label.indexOf('"') + 1, label.indexOf("<br/>"));
		assertThat(label).doesNotStartWith(" ")
			.matches("(?:[\\p{L}\\p{N} ]|(?<=[\\p{L}\\p{N}])[._/-](?=[\\p{L}\\p{N}])|#\\d+;)*")
			.doesNotContain("www.");
	}

	@Test
	void cutsALongName() {
		Graph graph = new Graph(
				List.of(node("x".repeat(100_000), "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.SUCCESS)),
				List.of(), false);
		assertThat(DotRenderer.render(graph)).hasSizeLessThan(1_000);
		assertThat(MermaidRenderer.render(graph)).hasSizeLessThan(1_000);
	}

	@Test
	void keepsNamesReadable() {
		Graph graph = new Graph(List
			.of(node("<script>\"com.acme.Wörter#sagen\"", "ab".repeat(32), StepType.DETERMINISTIC, NodeStatus.SUCCESS)),
				List.of(), false);
		assertThat(DotRenderer.render(graph)).contains("[label=\"<script>\\\"com.acme.Wörter#sagen\\\"\\nSUCCESS\\n");
		assertThat(MermaidRenderer.render(graph))
			.contains("[\"#60;script#62;#34;com.acme.Wörter#35;sagen#34;<br/>SUCCESS<br/>");
	}

	private static Graph everything() {
		List<NodeView> nodes = new ArrayList<>();
		List<Edge> edges = new ArrayList<>();
		StepType[] types = StepType.values();
		for (NodeStatus status : NodeStatus.values()) {
			int index = nodes.size();
			String nodeId = Integer.toHexString(10 + index).repeat(64);
			nodes.add(node("step-" + (index + 1), nodeId, types[index % types.length], status));
			if (index > 0) {
				edges.add(new Edge(nodes.get(index - 1).nodeId(), nodeId,
						(index % 2 == 0) ? EdgeKind.CALL : EdgeKind.DATA));
			}
		}
		return new Graph(nodes, edges, true);
	}

	private static NodeView node(String operation, String nodeId, StepType type, NodeStatus status) {
		return new NodeView(nodeId, operation, type, status, nodeId, null, null, null, Duration.ZERO, Spending.NONE,
				List.of(), List.of(), null);
	}

	private static String golden(String name) throws IOException {
		try (InputStream in = GraphRendererTests.class.getResourceAsStream(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
