package io.musubito.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.musubito.Usage;
import io.musubito.artifact.Artifact;

/**
 * An execution that succeeded.
 *
 * @param key the identity of the call
 * @param artifact what it returned
 * @param kept whether the artifact may be replayed
 * @param executedAt when it ended
 * @param duration how long it took
 * @param calledUsage what models used in the steps that it called; its own usage is in
 * the journal
 * @param upstream what it consumed and called
 * @param downstream the nodes that consumed elements of the result before it was recorded
 * @param journal its entry in the journal
 */
public record Execution(NodeKey key, Artifact artifact, boolean kept, Instant executedAt, Duration duration,
		Usage calledUsage, List<Upstream> upstream, Collection<String> downstream, StepRecord journal) {

	public Execution(NodeKey key, Artifact artifact, boolean kept, Instant executedAt, Duration duration,
			List<Upstream> upstream, StepRecord journal) {
		this(key, artifact, kept, executedAt, duration, Usage.NONE, upstream, List.of(), journal);
	}

	public Execution notKept() {
		return new Execution(this.key, this.artifact, false, this.executedAt, this.duration, this.calledUsage,
				this.upstream, this.downstream, this.journal);
	}

}
