package io.musubito.store;

import java.util.Set;
import java.util.SortedMap;

import io.musubito.StepView;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal of a run with what is known of its node, to compare runs by. A
 * step that a replayed one called in its execution, and so not in this run, is an entry
 * too, without a sequence.
 *
 * @param position the position in the run, see {@link StepRecord#position()}; that of an
 * entry of a child run begins with the pipeline of that run
 * @param view the entry; of what was not called in this run with the outcome
 * {@link io.musubito.StepOutcome#REPLAYED} and the sequence 0
 * @param replayKey the computation; {@code null} when its node is gone
 * @param producerNodeId the node whose execution produced the result; {@code null} when
 * the node is gone
 * @param artifactId the hash of the result as it was in this run; {@code null} without
 * one, and when that is not known any more
 * @param components what its replay key was made of, see {@link NodeKey#components()};
 * empty when that is gone or damaged
 * @param upstream the ids of the producers whose results it consumed
 * @param error the exception of a failure, shortened; {@code null} without one
 */
public record RunEntry(String position, StepView view, @Nullable String replayKey, @Nullable String producerNodeId,
		@Nullable String artifactId, SortedMap<String, String> components, Set<String> upstream,
		@Nullable String error) {

	/**
	 * Whether the step was called in this run, and not only by an execution that is
	 * replayed in it.
	 * @return whether it was
	 */
	public boolean isCalled() {
		return this.view.sequence() > 0;
	}

}
