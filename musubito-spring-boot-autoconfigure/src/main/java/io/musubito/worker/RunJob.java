package io.musubito.worker;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a job of a run says: which run. All else is in the store.
 */
final class RunJob {

	private static final int VERSION = 1;

	private static final JsonMapper MAPPER = new JsonMapper();

	private RunJob() {
	}

	static String write(String runId) {
		return MAPPER.writeValueAsString(MAPPER.createObjectNode().put("version", VERSION).put("runId", runId));
	}

	/**
	 * Reads a job.
	 * @return the id of the run
	 * @throws UnreadableJobException when another release wrote it
	 */
	static String read(@Nullable String text) {
		try {
			JsonNode json = MAPPER.readTree((text != null) ? text : "{}");
			if (json.path("version").asInt() != VERSION) {
				throw UnreadableJobException.ofVersion(json.path("version"), VERSION);
			}
			return json.required("runId").stringValue();
		}
		catch (JacksonException ex) {
			throw new UnreadableJobException("it is no job of Musubito", ex);
		}
	}

}
