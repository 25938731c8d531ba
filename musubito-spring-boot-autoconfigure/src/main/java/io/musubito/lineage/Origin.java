package io.musubito.lineage;

import io.musubito.Explanation;
import io.musubito.MusubitoResult;
import io.musubito.StepOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Where the result of a step call came from.
 *
 * @param operation the step
 * @param nodeId the node of the call
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifactId the artifact
 * @param outcome how the call was answered
 * @param why why it executed; {@code null} when it did not, or that is not known
 */
public record Origin(String operation, String nodeId, String producerNodeId, String artifactId, StepOutcome outcome,
		@Nullable Explanation why) {

	/**
	 * Puts a value together with where it came from.
	 * @param <T> the type of the value
	 * @param value the value
	 * @return the result
	 */
	public <T extends @Nullable Object> MusubitoResult<T> describe(T value) {
		return new MusubitoResult<>(value, this.nodeId, this.producerNodeId, this.artifactId, this.outcome);
	}

}
