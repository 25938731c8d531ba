package io.musubito.execution;

import java.time.Duration;

import io.musubito.Explanation;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.store.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * What all callers of one flight share. Each of them reads an object of its own from the
 * artifact.
 *
 * @param outcome how the first caller was answered
 * @param nodeId the node of the first caller
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifact the artifact
 * @param cost how long the execution took
 * @param usage what models used in the execution, the steps that it called included
 * @param kept whether the artifact may be replayed
 * @param why why it executed; {@code null} when it did not
 */
record Answer(StepOutcome outcome, String nodeId, String producerNodeId, Artifact artifact, Duration cost, Usage usage,
		boolean kept, @Nullable Explanation why) {

	Answer notKept() {
		return new Answer(this.outcome, this.nodeId, this.producerNodeId, this.artifact, this.cost, this.usage, false,
				this.why);
	}

	Answer withOutcome(StepOutcome newOutcome) {
		return new Answer(newOutcome, this.nodeId, this.producerNodeId, this.artifact, this.cost, this.usage, this.kept,
				this.why);
	}

}
