package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What would happen if a pipeline were called now as it was called in a run, found out
 * without running anything. {@link #toString()} is a table for people.
 * <p>
 * The steps are those of the run, or of an earlier one with the same arguments whose
 * results are the ones that would be replayed now, as after going back to an old prompt.
 * A step that is planned as {@link PlannedOutcome#REPLAYS} is replayed, unless the
 * pipeline's own code reads something that is in {@link #boundary()}, or something
 * changes until it is called.
 *
 * @param runId the run that was asked about
 * @param basedOn the run whose steps these are: this one, or an earlier one
 * @param pipeline the name of the pipeline
 * @param complete whether that run has come to its end; otherwise what comes after its
 * steps is not known
 * @param why what of the pipeline itself is another one than in that run, so that its
 * steps may be called otherwise; {@code null} when nothing is
 * @param steps its steps, in the order in which they ended
 * @param replays those that are replayed: what is saved
 * @param runs those that run, at the cost of last time
 * @param mayRun those of which it can't be told
 * @param boundary what the code of the pipeline reaches and is not compared, see
 * {@link CodeBoundary}: methods of libraries, and others by what they are
 */
public record RunPlan(String runId, String basedOn, String pipeline, boolean complete, @Nullable Explanation why,
		List<PlannedStep> steps, PlanTotal replays, PlanTotal runs, PlanTotal mayRun, CodeBoundary boundary) {

	/**
	 * Copies its steps.
	 * @param runId the run that was asked about
	 * @param basedOn the run whose steps these are: this one, or an earlier one
	 * @param pipeline the name of the pipeline
	 * @param complete whether that run has come to its end; otherwise what comes after
	 * its steps is not known
	 * @param why what of the pipeline itself is another one than in that run, so that its
	 * steps may be called otherwise; {@code null} when nothing is
	 * @param steps its steps, in the order in which they ended
	 * @param replays those that are replayed: what is saved
	 * @param runs those that run, at the cost of last time
	 * @param mayRun those of which it can't be told
	 * @param boundary what the code of the pipeline reaches and is not compared, see
	 * {@link CodeBoundary}: methods of libraries, and others by what they are
	 */
	public RunPlan {
		steps = List.copyOf(steps);
	}

	@Override
	public String toString() {
		return PlanTable.of(this);
	}

}
