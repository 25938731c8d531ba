package io.musubito.sample.restart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.StepOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the application replied to a question.
 *
 * @param answer the answer
 * @param outcomes how each step came by its result, in the order of the pipeline
 * @param nodeIds the node of each step
 */
record Reply(JsonNode answer, Map<String, StepOutcome> outcomes, Map<String, String> nodeIds) {

	static Reply parse(String json) {
		JsonNode reply = JsonMapper.shared().readTree(json);
		Map<String, StepOutcome> outcomes = new LinkedHashMap<>();
		Map<String, String> nodeIds = new LinkedHashMap<>();
		for (JsonNode step : reply.required("steps")) {
			String operation = step.required("operation").asString();
			outcomes.put(operation, StepOutcome.valueOf(step.required("outcome").asString()));
			nodeIds.put(operation, step.required("nodeId").asString());
		}
		return new Reply(reply.required("answer"), outcomes, nodeIds);
	}

	List<String> with(StepOutcome outcome) {
		return this.outcomes.keySet().stream().filter((step) -> this.outcomes.get(step) == outcome).toList();
	}

}
