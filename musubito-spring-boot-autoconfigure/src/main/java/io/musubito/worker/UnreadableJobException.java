package io.musubito.worker;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Thrown when it can't be read what a job says.
 */
final class UnreadableJobException extends RuntimeException {

	UnreadableJobException(String reason, @Nullable Throwable cause) {
		super("An entry of the table musubito_job can't be read: " + reason
				+ ". It stays there. Let a process of the release that wrote it work on this queue, or delete it.",
				cause);
	}

	static UnreadableJobException ofVersion(JsonNode version, int known) {
		return new UnreadableJobException(
				"it has version " + version + ", and this release of Musubito knows version " + known, null);
	}

}
