package io.musubito.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.musubito.ReplayMode;
import org.jspecify.annotations.Nullable;

/**
 * What a step call needs to know of its surroundings. Immutable.
 *
 * @param run the run that it belongs to; {@code null} outside of any
 * @param positions the place in the run; {@code null} outside of runs
 * @param activeStep the step that encloses it; {@code null} when none does
 * @param merged the results that steps called directly from here depend on
 * @param mode the mode of the innermost block that sets one; {@code null} for that of the
 * application
 * @param sample which of several draws of the same this is, those around it first;
 * {@code null} outside of draws
 * @param recording the recorded test that it belongs to; {@code null} when it is not
 * known to belong to one
 * @param distribution what other processes have to do with it; {@code null} when nothing
 */
public record LineageContext(@Nullable RunScope run, @Nullable Positions positions, @Nullable ActiveStep activeStep,
		List<Origin> merged, @Nullable ReplayMode mode, @Nullable String sample, @Nullable RecordingScope recording,
		@Nullable Distribution distribution) {

	private static final String SAMPLE_SEPARATOR = "/";

	private static final LineageContext EMPTY = new LineageContext(null, null, null, List.of(), null, null, null, null);

	public LineageContext {
		merged = List.copyOf(merged);
	}

	/**
	 * The context outside of everything.
	 * @return the empty context
	 */
	public static LineageContext empty() {
		return EMPTY;
	}

	public LineageContext withRun(RunScope newRun) {
		return new LineageContext(newRun, newRun.positions(), this.activeStep, this.merged, this.mode, this.sample,
				this.recording, this.distribution);
	}

	public LineageContext withMode(@Nullable ReplayMode newMode) {
		return new LineageContext(this.run, this.positions, this.activeStep, this.merged, newMode, this.sample,
				this.recording, this.distribution);
	}

	public LineageContext withRecording(@Nullable RecordingScope newRecording) {
		return new LineageContext(this.run, this.positions, this.activeStep, this.merged, this.mode, this.sample,
				newRecording, this.distribution);
	}

	/**
	 * The context in a merge block.
	 * @param more what is merged in addition
	 * @return the context
	 */
	public LineageContext withMerged(Collection<Origin> more) {
		List<Origin> all = new ArrayList<>(this.merged);
		all.addAll(more);
		return new LineageContext(this.run, this.positions, this.activeStep, all, this.mode, this.sample,
				this.recording, this.distribution);
	}

	/**
	 * The position of a call in the run: what is at the same one in another run of the
	 * pipeline can be compared with it. Counted within the enclosing step, because that
	 * one, replayed, calls nothing, and within the branch.
	 * @param operation the step that is called
	 * @return the position, as in {@code review[2]/draft[1]}; {@code null} outside of
	 * runs
	 */
	public @Nullable String nextPosition(String operation) {
		return (this.positions != null) ? this.positions.next(operation) : null;
	}

	/**
	 * The place of a run that is called in this context.
	 * @param pipeline its pipeline
	 * @return the place, {@code null} outside of runs
	 */
	public @Nullable String nextRun(String pipeline) {
		return (this.positions != null) ? this.positions.nextRun(pipeline) : null;
	}

	/**
	 * The context of a branch of the work. Positions in it don't depend on the order in
	 * which this and other branches call steps.
	 * @param name what the branch is; one of several of the same name is known by the
	 * order in which they are taken
	 * @return the context
	 */
	public LineageContext branch(String name) {
		Positions branch = (this.positions != null) ? Positions.within(this.positions.next(name)) : null;
		return new LineageContext(this.run, branch, this.activeStep, this.merged, this.mode, this.sample,
				this.recording, this.distribution);
	}

	/**
	 * The context of one of several draws of the same.
	 * @param index which one, from 1
	 * @return the context, in which computations are others than in that of another draw
	 */
	public LineageContext draw(int index) {
		LineageContext branch = branch("sample");
		String draw = (this.sample != null) ? this.sample + SAMPLE_SEPARATOR + index : String.valueOf(index);
		return new LineageContext(branch.run(), branch.positions(), branch.activeStep(), branch.merged(), branch.mode(),
				draw, branch.recording(), branch.distribution());
	}

	/**
	 * The context of a call that begins with a subscription: its run and the step that
	 * encloses it are those of the subscriber where it has any, its merges those of the
	 * block in which the method was called.
	 * @param subscriber the context of the subscriber
	 * @return the context
	 */
	public LineageContext subscribedFrom(LineageContext subscriber) {
		LineageContext around = (subscriber.run() != null || subscriber.activeStep() != null) ? subscriber : this;
		return new LineageContext(around.run(), around.positions(), around.activeStep(), this.merged,
				(this.mode != null) ? this.mode : subscriber.mode(), sampleWithin(subscriber.sample()),
				(this.recording != null) ? this.recording : subscriber.recording(), null);
	}

	/**
	 * A call that is prepared outside of a block and subscribed to within it belongs to
	 * the block.
	 */
	private @Nullable String sampleWithin(@Nullable String inner) {
		return (this.sample == null || (inner != null && inner.startsWith(this.sample + SAMPLE_SEPARATOR))) ? inner
				: this.sample;
	}

	/**
	 * The context in which calls are handed over, or one that was is made.
	 * @param newDistribution what other processes have to do with the calls; {@code null}
	 * for nothing
	 * @return the context
	 */
	public LineageContext distributed(@Nullable Distribution newDistribution) {
		return new LineageContext(this.run, this.positions, this.activeStep, this.merged, this.mode, this.sample,
				this.recording, newDistribution);
	}

	/**
	 * The context of one of several draws that was prepared in another process.
	 * @param draw which one
	 * @return the context
	 */
	public LineageContext withSample(@Nullable String draw) {
		return new LineageContext(this.run, this.positions, this.activeStep, this.merged, this.mode, draw,
				this.recording, this.distribution);
	}

	/**
	 * The call that was handed over to be made in this context.
	 * @return the call; {@code null} when there is none
	 */
	public @Nullable HandedCall handed() {
		return (this.distribution != null) ? this.distribution.handed() : null;
	}

	/**
	 * Whether calls made directly in this context may be handed over.
	 * @return whether they may
	 */
	public boolean isOffered() {
		return this.distribution == Distribution.OFFERED;
	}

	/**
	 * The context in the body of a step, where merges from outside don't count.
	 * @param step the step call
	 * @return the context
	 */
	public LineageContext within(ActiveStep step) {
		return new LineageContext(this.run, step.positions(), step, List.of(), this.mode, this.sample, this.recording,
				null);
	}

}
