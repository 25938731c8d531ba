package io.musubito.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.ModelUsage;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads nodes from JSON lines. What was changed by hand, cut off or merged badly is
 * refused with its line.
 */
final class RecordingReader {

	private final List<RecordedNode> nodes = new ArrayList<>();

	private @Nullable String scheme;

	private int number;

	private @Nullable Block block;

	private RecordingReader() {
	}

	/**
	 * Reads all nodes.
	 * @param text the text of the file
	 * @return the nodes, and what their keys were made with
	 * @throws RecordingException if it is damaged
	 */
	static Content read(String text) {
		RecordingReader reader = new RecordingReader();
		text.lines().forEach(reader::line);
		reader.endOfNode();
		if (reader.scheme == null) {
			throw new RecordingException("it is empty", null);
		}
		return new Content(reader.scheme, List.copyOf(reader.nodes));
	}

	private void line(String line) {
		this.number++;
		if (line.isBlank()) {
			return;
		}
		try {
			JsonNode json = JsonText.MAPPER.readTree(line);
			if (!json.isObject() || json.isEmpty()) {
				throw damaged("it is no JSON object with properties", null);
			}
			if (this.scheme == null) {
				this.scheme = header(json);
			}
			else if (json.has("step") && json.has("tests")) {
				endOfNode();
				this.block = new Block(json, this.number);
			}
			else if (this.block == null) {
				throw damaged("it belongs to no step", null);
			}
			else {
				this.block.add(json);
			}
		}
		catch (JacksonException ex) {
			throw damaged("it is no JSON: " + ex.getOriginalMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw damaged(String.valueOf(ex.getMessage()), ex);
		}
	}

	private String header(JsonNode json) {
		if (!json.path("format").asString("").equals(RecordingWriter.FORMAT)) {
			throw damaged("it does not say \"format\":\"" + RecordingWriter.FORMAT + "\"", null);
		}
		if (json.path("version").asInt(0) != RecordingWriter.VERSION) {
			throw damaged("its version is " + json.path("version") + "; this version of Musubito reads "
					+ RecordingWriter.VERSION, null);
		}
		return json.path("scheme").asString("");
	}

	private void endOfNode() {
		Block ended = this.block;
		this.block = null;
		if (ended != null) {
			try {
				this.nodes.add(ended.node());
			}
			catch (JacksonException | IllegalArgumentException ex) {
				throw new RecordingException("it is damaged: step '" + ended.operation + "', which begins in line "
						+ ended.number + ": " + ex.getMessage(), ex);
			}
		}
	}

	private RecordingException damaged(String why, @Nullable Throwable cause) {
		return new RecordingException("it is damaged in line " + this.number + ": " + why, cause);
	}

	/**
	 * What a file has.
	 *
	 * @param scheme what the keys were made with
	 * @param nodes the nodes
	 */
	record Content(String scheme, List<RecordedNode> nodes) {

	}

	/**
	 * The lines of one node.
	 */
	private static final class Block {

		private final int number;

		private final String operation;

		private final StepType type;

		private final SortedSet<String> tests = new TreeSet<>();

		private final SortedMap<String, String> components = new TreeMap<>();

		private final List<String> data = new ArrayList<>();

		private final List<String> calls = new ArrayList<>();

		private final List<ModelUsage> usage = new ArrayList<>();

		private final JsonTree inputs = new JsonTree();

		private final JsonTree answer = new JsonTree();

		private @Nullable String asJson;

		private @Nullable JsonNode ids;

		Block(JsonNode step, int number) {
			this.number = number;
			this.operation = step.path("step").asString("");
			this.type = StepType.valueOf(step.path("type").asString(""));
			addTexts(step.get("tests"), this.tests);
		}

		void add(JsonNode line) {
			String name = line.propertyNames().iterator().next();
			if (name.startsWith("input")) {
				this.inputs.add(name.substring("input".length()), line.get(name));
			}
			else if (name.equals("answer as JSON")) {
				this.asJson = line.get(name).asString("");
			}
			else if (name.startsWith("answer")) {
				this.answer.add(name.substring("answer".length()), line.get(name));
			}
			else {
				addOther(name, line);
			}
		}

		private void addOther(String name, JsonNode line) {
			switch (name) {
				case "node" -> this.ids = line;
				case "data" -> addTexts(line.get(name), this.data);
				case "calls" -> addTexts(line.get(name), this.calls);
				case "component" -> this.components.put(text(line, name), text(line, "is"));
				case "model" -> this.usage.add(new ModelUsage(text(line, name), line.path("requests").asLong(0),
						line.path("read").asLong(0), line.path("written").asLong(0), 0));
				default -> throw new IllegalArgumentException("'" + name + "' is not known");
			}
		}

		RecordedNode node() {
			JsonNode known = this.ids;
			if (known == null) {
				throw new IllegalArgumentException("the line with its \"node\" is missing");
			}
			Artifact artifact = Artifact.of(payload());
			if (!artifact.artifactId().equals(text(known, "artifact"))) {
				throw new IllegalArgumentException("its answer is not the one that was recorded");
			}
			JsonNode input = this.inputs.root();
			return new RecordedNode(this.operation, this.type, this.tests, text(known, "node"), text(known, "key"),
					artifact, this.data, this.calls, new Usage(this.usage), this.components,
					(input != null) ? JsonText.MAPPER.writeValueAsString(input) : null);
		}

		private byte[] payload() {
			if (this.asJson != null) {
				return this.asJson.getBytes(StandardCharsets.UTF_8);
			}
			JsonNode root = this.answer.root();
			if (root == null) {
				throw new IllegalArgumentException("its answer is missing");
			}
			return JsonText.MAPPER.writeValueAsBytes(root);
		}

		private static String text(JsonNode line, String name) {
			JsonNode value = line.get(name);
			if (value == null || !value.isString()) {
				throw new IllegalArgumentException("\"" + name + "\" is missing");
			}
			return value.stringValue();
		}

		private static void addTexts(JsonNode array, Collection<String> texts) {
			array.forEach((element) -> texts.add(element.asString("")));
		}

	}

}
