package io.musubito.worker;

import java.time.Instant;

import io.musubito.work.WorkItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hint as a job says it.
 *
 * @param item the hint
 * @param offeredAt when it was offered, by the clock of the process that did
 */
record StepJob(WorkItem item, Instant offeredAt) {

	private static final int VERSION = 1;

	private static final JsonMapper MAPPER = new JsonMapper();

	String write() {
		return MAPPER.writeValueAsString(MAPPER.createObjectNode()
			.put("version", VERSION)
			.put("workId", this.item.workId())
			.put("replayKey", this.item.replayKey())
			.put("operation", this.item.operation())
			.put("runId", this.item.runId())
			.put("offeredAt", this.offeredAt.toString()));
	}

	/**
	 * Reads a job.
	 * @throws UnreadableJobException when another release wrote it
	 */
	static StepJob read(@Nullable String text) {
		try {
			JsonNode json = MAPPER.readTree((text != null) ? text : "{}");
			if (json.path("version").asInt() != VERSION) {
				throw UnreadableJobException.ofVersion(json.path("version"), VERSION);
			}
			return new StepJob(
					new WorkItem(json.required("workId").stringValue(), json.required("replayKey").stringValue(),
							json.required("operation").stringValue(),
							json.path("runId").isString() ? json.path("runId").stringValue() : null),
					Instant.parse(json.required("offeredAt").stringValue()));
		}
		catch (JacksonException ex) {
			throw new UnreadableJobException("it is no job of Musubito", ex);
		}
	}

}
