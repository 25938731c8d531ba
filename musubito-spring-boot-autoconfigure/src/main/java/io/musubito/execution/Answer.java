package io.musubito.execution;

import java.time.Duration;

import io.musubito.Explanation;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * What all callers of one flight share. Each of them reads an object of its own from the
 * artifact.
 *
 * @param outcome how the first caller was answered
 * @param nodeId the node under which it was found or produced
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifact the artifact
 * @param executionTime how long the execution took
 * @param usage what models used in the execution, the steps that it called included
 * @param kept whether the artifact may be replayed
 * @param joinable whether callers who waited may take it; not when the step changed its
 * arguments, as theirs would stay as they are, nor when an effect within it was undone
 * @param undecided what has yet to be decided by transactions
 * @param why why it executed; {@code null} when it did not
 */
record Answer(StepOutcome outcome, String nodeId, String producerNodeId, Artifact artifact, Duration executionTime,
		Usage usage, boolean kept, boolean joinable, Undecided undecided, @Nullable Explanation why) {

	Answer(StepOutcome outcome, String nodeId, String producerNodeId, Artifact artifact, Duration executionTime,
			Usage usage, boolean kept, @Nullable Explanation why) {
		this(outcome, nodeId, producerNodeId, artifact, executionTime, usage, kept, true, Undecided.NOTHING, why);
	}

	Answer notKept() {
		return new Answer(this.outcome, this.nodeId, this.producerNodeId, this.artifact, this.executionTime, this.usage,
				false, this.joinable, this.undecided, this.why);
	}

	Answer forNobodyElse() {
		return new Answer(this.outcome, this.nodeId, this.producerNodeId, this.artifact, this.executionTime, this.usage,
				false, false, this.undecided, this.why);
	}

	/**
	 * The same answer of an effect, as the transaction says that decides on it.
	 */
	Answer of(EffectTransaction transaction) {
		if (transaction.decision().isNegative()) {
			return forNobodyElse();
		}
		return (transaction.decision().isOpen()) ? waitingFor(Undecided.performed(transaction)) : this;
	}

	Answer decided() {
		return waitingFor(Undecided.NOTHING);
	}

	/**
	 * The same answer, which depends on what transactions have yet to decide.
	 */
	Answer waitingFor(Undecided newUndecided) {
		return new Answer(this.outcome, this.nodeId, this.producerNodeId, this.artifact, this.executionTime, this.usage,
				this.kept, this.joinable, newUndecided, this.why);
	}

	/**
	 * The same answer, once it is recorded under the node of the caller.
	 */
	Answer recordedUnder(String newNodeId) {
		return newNodeId.equals(this.nodeId) ? this : new Answer(this.outcome, newNodeId, this.producerNodeId,
				this.artifact, this.executionTime, this.usage, this.kept, this.joinable, this.undecided, this.why);
	}

	Answer withOutcome(StepOutcome newOutcome) {
		return new Answer(newOutcome, this.nodeId, this.producerNodeId, this.artifact, this.executionTime, this.usage,
				this.kept, this.joinable, this.undecided, this.why);
	}

}
