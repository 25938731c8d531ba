package io.musubito.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

import io.musubito.ResumeOption;
import io.musubito.ResumeOption.Given;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StoreException;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.RunScope;
import io.musubito.store.RunDetails;
import io.musubito.store.RunStart;
import io.musubito.store.RunStore;
import org.jspecify.annotations.Nullable;

/**
 * Resumes runs: checks whether a run can be, and starts a new one for it.
 */
public final class RunResumer {

	private static final String RESUMED = "resumed";

	private final RunStore store;

	private final RunTracker runs;

	private final Pipelines pipelines;

	private final Overrides overrides;

	private final Reruns reruns;

	public RunResumer(RunStore store, RunTracker runs, Pipelines pipelines, Overrides overrides) {
		this.overrides = overrides;
		this.reruns = new Reruns(store);
		this.store = store;
		this.runs = runs;
		this.pipelines = pipelines;
	}

	/**
	 * Starts a new run for another one. Its pipeline is not called yet.
	 * @param runId the id of the other run
	 * @param options how to resume it
	 * @return the new run, to be run exactly once
	 * @throws IllegalArgumentException when there is no such run, when it has no step
	 * that an option names, or when a result can't be given
	 * @throws RunNotResumableException when the run can't be resumed
	 */
	public PreparedRun start(String runId, ResumeOption... options) {
		RunDetails details = this.store.findDetails(runId)
			.orElseThrow(() -> new IllegalArgumentException("There is no run '" + runId + "'"));
		RunView origin = details.view();
		RepeatableCall repeatable = RepeatableCall.of(details, this.pipelines, RESUMED);
		Pipeline pipeline = repeatable.pipeline();
		PipelineCall call = repeatable.call().withComponents(pipeline.definition().components());
		SortedSet<String> from = Reruns.from(options);
		List<Given> given = Arrays.stream(options).filter(Given.class::isInstance).map(Given.class::cast).toList();
		boolean again = !from.isEmpty() || !given.isEmpty();
		checkState(details, again);
		RunScope run = this.runs.prepareResumption(pipeline.name(), call, runId, this.reruns.find(origin, from),
				this.overrides.find(runId, from, given));
		Optional<RunView> other = start(RunStart.of(run), again);
		if (other.isPresent()) {
			throw alreadyResumed(origin, other.get());
		}
		return new PreparedRun(this.store, this.runs, run, pipeline, repeatable.arguments());
	}

	private Optional<RunView> start(RunStart run, boolean again) {
		try {
			return this.store.startUnlessResumed(run, again);
		}
		catch (StoreException ex) {
			// It may be there all the same, and nobody goes on with it
			this.store.end(run.runId(), RunStatus.ABANDONED, run.startedAt());
			throw ex;
		}
	}

	private static void checkState(RunDetails details, boolean again) {
		RunView origin = details.view();
		if (origin.status() == RunStatus.RUNNING) {
			throw refused(origin, "it is still running, since " + origin.startedAt() + process(details.owner())
					+ ". Wait for it, or end that process.", null);
		}
		if (origin.status() == RunStatus.SUCCESS && !again) {
			throw refused(origin, "it has ended successfully, so that there is nothing left to do. Call the pipeline "
					+ "again, or say from which step on: ResumeOption.from(…), 'from' in the endpoint.", null);
		}
	}

	private static String process(@Nullable String owner) {
		return (owner != null) ? ", in process " + owner.substring(0, owner.indexOf('-')) : "";
	}

	private static RunNotResumableException alreadyResumed(RunView origin, RunView other) {
		return (other.status() == RunStatus.SUCCESS)
				? refused(origin,
						"run '" + other.runId() + "' has resumed it already, successfully. Call the pipeline "
								+ "again, or say from which step on: ResumeOption.from(…), 'from' in the endpoint.",
						null)
				: refused(origin,
						"run '" + other.runId() + "' is resuming it since " + other.startedAt() + ". Wait for that.",
						null);
	}

	private static RunNotResumableException refused(RunView origin, String reason, @Nullable Throwable cause) {
		return RepeatableCall.refused(origin, RESUMED, reason, cause);
	}

}
