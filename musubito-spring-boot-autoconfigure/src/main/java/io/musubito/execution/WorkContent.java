package io.musubito.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.ReplayMode;
import io.musubito.RunKind;
import io.musubito.StepOutcome;
import io.musubito.artifact.OwnJson;
import io.musubito.lineage.Distribution;
import io.musubito.lineage.HandedCall;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.lineage.RunElsewhere;
import io.musubito.lineage.RunScope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What another process needs to make a call as it would be made here, as JSON.
 *
 * @param json the content
 */
record WorkContent(JsonNode json) {

	/** Raised when an earlier release could not make the same call of it. */
	private static final int VERSION = 1;

	private static final JsonMapper MAPPER = new JsonMapper(OwnJson.factory());

	static String write(IdentifiedCall call, int sequence, String arguments) {
		ObjectNode json = MAPPER.createObjectNode();
		LineageContext context = call.context();
		json.put("version", VERSION)
			.put("operation", call.operation())
			.put("replayKey", call.identity().replayKey())
			.put("nodeId", call.identity().nodeId())
			.put("position", call.activeStep().position())
			.put("sample", context.sample())
			.put("arguments", arguments);
		write(context.merged(), json.putArray("merged"));
		ObjectNode consumed = json.putObject("consumed");
		call.consumed().forEach((component, origins) -> write(origins, consumed.putArray(component)));
		RunScope run = context.run();
		if (run != null) {
			json.putObject("run")
				.put("runId", run.runId())
				.put("name", run.name())
				.put("kind", run.kind().name())
				.put("startedAt", run.startedAt().toString())
				.put("owner", run.owner())
				.put("sequence", sequence);
		}
		return MAPPER.writeValueAsString(json);
	}

	private static void write(Iterable<Origin> origins, ArrayNode into) {
		for (Origin origin : origins) {
			into.addObject()
				.put("operation", origin.operation())
				.put("nodeId", origin.nodeId())
				.put("producerNodeId", origin.producerNodeId())
				.put("artifactId", origin.artifactId())
				.put("outcome", origin.outcome().name());
		}
	}

	/**
	 * Reads what another process wrote.
	 * @return the content; {@code null} when a later release wrote it
	 */
	static @Nullable WorkContent read(String text) {
		JsonNode json = MAPPER.readTree(text);
		return (json.path("version").asInt() == VERSION) ? new WorkContent(json) : null;
	}

	String operation() {
		return this.json.required("operation").stringValue();
	}

	String arguments() {
		return this.json.required("arguments").stringValue();
	}

	HandedCall call() {
		Map<String, List<Origin>> consumed = new LinkedHashMap<>();
		this.json.required("consumed").forEachEntry((component, origins) -> consumed.put(component, origins(origins)));
		return new HandedCall(operation(), this.json.required("replayKey").stringValue(),
				this.json.required("nodeId").stringValue(), text("position"), consumed);
	}

	/**
	 * The surroundings of the call.
	 * @param call the call
	 * @param instance the process in which it is made
	 */
	LineageContext context(HandedCall call, String instance) {
		LineageContext context = LineageContext.empty();
		JsonNode run = this.json.path("run");
		if (run.isObject()) {
			context = context.withRun(new RunElsewhere(run.required("runId").stringValue(),
					run.required("name").stringValue(), RunKind.valueOf(run.required("kind").stringValue()),
					Instant.parse(run.required("startedAt").stringValue()), run.required("owner").stringValue(),
					run.required("sequence").intValue(), instance)
				.scope());
		}
		// Whatever the mode of this process: nothing else is handed over
		return context.withMode(ReplayMode.REPLAY)
			.withMerged(origins(this.json.required("merged")))
			.withSample(text("sample"))
			.distributed(new Distribution(call));
	}

	private @Nullable String text(String name) {
		JsonNode value = this.json.path(name);
		return value.isString() ? value.stringValue() : null;
	}

	private static List<Origin> origins(JsonNode array) {
		List<Origin> origins = new ArrayList<>();
		array.forEach((json) -> origins
			.add(new Origin(json.required("operation").stringValue(), json.required("nodeId").stringValue(),
					json.required("producerNodeId").stringValue(), json.required("artifactId").stringValue(),
					StepOutcome.valueOf(json.required("outcome").stringValue()), null)));
		return origins;
	}

}
