package io.musubito.store;

import io.musubito.StepOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One answer in a run, as it was recorded.
 *
 * @param number the order in which the entries were written: that in which the calls
 * ended, unless one had to wait for a transaction
 * @param sequence the order in which the calls of its run ended
 * @param runId the run that has it: one run, or one that was called in it
 * @param position where in that run, see
 * {@link io.musubito.lineage.LineageContext#nextPosition}; {@code null} when that is not
 * known
 * @param operation the step
 * @param nodeId the node of the call
 * @param outcome how it was answered
 * @param superseded whether the node has been executed again since, so that it may have
 * another result than the one that the run got
 */
public record JournalEntry(long number, int sequence, String runId, @Nullable String position, String operation,
		String nodeId, StepOutcome outcome, boolean superseded) {

}
