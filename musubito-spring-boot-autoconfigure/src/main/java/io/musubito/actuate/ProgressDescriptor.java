package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.run.FanOutProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is that has not ended.
 *
 * @param running what is being executed for it, in all processes
 * @param fanOuts its fan-outs that have not ended, as far as this process does the run
 * @param expected the latest run of the pipeline that succeeded, to estimate by;
 * {@code null} when there is none
 */
@JsonInclude(Include.NON_NULL)
record ProgressDescriptor(List<RunningDescriptor> running, List<FanOut> fanOuts, @Nullable Expected expected) {

	/**
	 * The items of one fan-out.
	 *
	 * @param done how many have been handled
	 * @param of how many there are; {@code null} when that is not known before the end
	 */
	@JsonInclude(Include.NON_NULL)
	record FanOut(int done, @Nullable Integer of) {

		static FanOut of(FanOutProgress progress) {
			return new FanOut(progress.done(), progress.of());
		}

	}

	/**
	 * What it was like last time.
	 *
	 * @param runId the run
	 * @param steps how many steps it called
	 * @param durationMs how long it took
	 */
	record Expected(String runId, long steps, long durationMs) {

	}

}
