package io.musubito.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.musubito.ModelUsage;
import io.musubito.value.Scheme;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Writes nodes as JSON lines, in an order that depends on nothing but the nodes: neither
 * on time nor on which of two calls was first.
 */
final class RecordingWriter {

	static final String FORMAT = "musubito-export";

	static final int VERSION = 1;

	private final Map<String, RecordedNode> byNodeId = new HashMap<>();

	private final Map<String, Integer> depths = new HashMap<>();

	private final StringBuilder text = new StringBuilder();

	private RecordingWriter(Collection<RecordedNode> nodes) {
		nodes.forEach((node) -> this.byNodeId.put(node.nodeId(), node));
	}

	static String write(Collection<RecordedNode> nodes) {
		RecordingWriter writer = new RecordingWriter(nodes);
		Map<String, Object> header = new LinkedHashMap<>();
		header.put("format", FORMAT);
		header.put("version", VERSION);
		header.put("scheme", Scheme.NAME);
		writer.line(header);
		nodes.stream()
			.sorted(Comparator.comparing((RecordedNode node) -> String.join("\n", node.tests()))
				.thenComparingInt(writer::depth)
				.thenComparing(RecordedNode::operation)
				.thenComparing((node) -> Objects.requireNonNullElse(node.inputs(), ""))
				.thenComparing(RecordedNode::key))
			.forEach(writer::node);
		return writer.text.toString();
	}

	/**
	 * How many nodes a node is made of, one after the other.
	 */
	private int depth(RecordedNode node) {
		Integer known = this.depths.get(node.nodeId());
		if (known != null) {
			return known;
		}
		// A file that was edited may have a cycle
		this.depths.put(node.nodeId(), 0);
		int depth = upstream(node).mapToInt((upstream) -> depth(upstream) + 1).max().orElse(0);
		this.depths.put(node.nodeId(), depth);
		return depth;
	}

	private Stream<RecordedNode> upstream(RecordedNode node) {
		return Stream.concat(node.data().stream(), node.calls().stream())
			.map(this.byNodeId::get)
			.filter(Objects::nonNull);
	}

	private void node(RecordedNode node) {
		Map<String, Object> step = new LinkedHashMap<>();
		step.put("step", node.operation());
		step.put("type", node.type().name());
		step.put("tests", node.tests());
		line(step);
		if (node.inputs() != null) {
			lines(JsonText.lines("input", JsonText.MAPPER.readTree(node.inputs())));
		}
		lines(answer(node.artifact().payload()));
		Map<String, Object> ids = new LinkedHashMap<>();
		ids.put("node", node.nodeId());
		ids.put("key", node.key());
		ids.put("artifact", node.artifact().artifactId());
		line(ids);
		edges("data", node.data());
		edges("calls", node.calls());
		node.usage().models().forEach(this::model);
		node.components().forEach((component, hash) -> {
			Map<String, Object> line = new LinkedHashMap<>();
			line.put("component", component);
			line.put("is", hash);
			line(line);
		});
	}

	private void edges(String kind, List<String> nodeIds) {
		List<String> known = nodeIds.stream().filter(this.byNodeId::containsKey).toList();
		if (!known.isEmpty()) {
			line(Map.of(kind, known));
		}
	}

	private void model(ModelUsage usage) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("model", usage.model());
		line.put("requests", usage.calls());
		line.put("read", usage.inputTokens());
		line.put("written", usage.outputTokens());
		line(line);
	}

	/**
	 * The answer in lines that give the same bytes again; in one line where they would
	 * not.
	 */
	private static List<String> answer(byte[] payload) {
		try {
			List<String> lines = JsonText.lines("answer", JsonText.MAPPER.readTree(payload));
			if (Arrays.equals(payload, payload(lines))) {
				return lines;
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// As it is then
		}
		return List.of(JsonText.line("answer as JSON", new String(payload, StandardCharsets.UTF_8)));
	}

	private static byte @Nullable [] payload(List<String> lines) {
		JsonTree tree = new JsonTree();
		for (String line : lines) {
			JsonNode json = JsonText.MAPPER.readTree(line);
			String name = json.propertyNames().iterator().next();
			tree.add(name.substring("answer".length()), json.get(name));
		}
		JsonNode root = tree.root();
		return (root != null) ? JsonText.MAPPER.writeValueAsBytes(root) : null;
	}

	private void line(Map<String, Object> properties) {
		lines(new ArrayList<>(List.of(JsonText.MAPPER.writeValueAsString(properties))));
	}

	private void lines(List<String> lines) {
		lines.forEach((line) -> this.text.append(line).append('\n'));
	}

}
