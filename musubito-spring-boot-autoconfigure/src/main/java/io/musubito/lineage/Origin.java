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
 * @param artifactId the artifact; that of the element, for one that came in a stream
 * @param outcome how the call was answered
 * @param why why it executed; {@code null} when it did not, or that is not known
 * @param source the stream that the element came in; {@code null} for the whole result
 */
public record Origin(String operation, String nodeId, String producerNodeId, String artifactId, StepOutcome outcome,
		@Nullable Explanation why, @Nullable ElementSource source) {

	public Origin(String operation, String nodeId, String producerNodeId, String artifactId, StepOutcome outcome,
			@Nullable Explanation why) {
		this(operation, nodeId, producerNodeId, artifactId, outcome, why, null);
	}

	/**
	 * The origin of one element of the result.
	 * @param elementArtifactId the artifact of the element
	 * @param stream the stream that it came in
	 * @return the origin
	 */
	public Origin ofElement(String elementArtifactId, ElementSource stream) {
		return new Origin(this.operation, this.nodeId, this.producerNodeId, elementArtifactId, this.outcome, this.why,
				stream);
	}

	boolean isOfSameNode(Origin other) {
		return this.nodeId.equals(other.nodeId) && this.producerNodeId.equals(other.producerNodeId);
	}

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
