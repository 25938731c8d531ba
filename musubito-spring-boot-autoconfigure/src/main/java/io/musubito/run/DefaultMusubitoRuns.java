package io.musubito.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.musubito.MusubitoRuns;
import io.musubito.ResumeOption;
import io.musubito.RunDiff;
import io.musubito.RunHandle;
import io.musubito.RunPlan;
import io.musubito.RunView;
import io.musubito.store.RunStore;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Runs as they are stored.
 */
final class DefaultMusubitoRuns implements MusubitoRuns {

	private final RunStore store;

	private final RunResumer resumer;

	private final RunPlanner planner;

	private final PricedViews views;

	private final RunComparer comparer;

	private final SubmittedRuns submitted;

	/**
	 * Creates it.
	 * @param store has the runs
	 * @param resumer resumes them
	 * @param planner foresees them
	 * @param comparer compares runs
	 * @param submitted submits runs
	 * @param prices tells what tokens cost
	 */
	DefaultMusubitoRuns(RunStore store, RunResumer resumer, RunPlanner planner, RunComparer comparer,
			SubmittedRuns submitted, Prices prices) {
		this.store = store;
		this.resumer = resumer;
		this.planner = planner;
		this.views = new PricedViews(prices);
		this.comparer = comparer;
		this.submitted = submitted;
	}

	@Override
	public List<RunView> recent(int limit) {
		Assert.isTrue(limit >= 1, "The limit must be at least 1");
		return this.store.recent(limit).stream().map(this.views::run).toList();
	}

	@Override
	public List<RunView> recent(int limit, String pipeline) {
		Assert.isTrue(limit >= 1, "The limit must be at least 1");
		return this.store.recent(limit, pipeline).stream().map(this.views::run).toList();
	}

	@Override
	public Optional<RunView> find(String runId) {
		return this.store.find(runId).map(this.views::run);
	}

	@Override
	public RunView resume(String runId, ResumeOption... options) {
		PreparedRun prepared = this.resumer.start(runId, options);
		try {
			prepared.run();
		}
		catch (Throwable ex) {
			throw DefaultMusubitoRuns.<RuntimeException>asItIs(ex);
		}
		return this.views.run(prepared.view());
	}

	@Override
	public RunHandle submit(String pipeline, @Nullable Object... arguments) {
		String runId = this.submitted.submit(pipeline, arguments);
		return new StoredRunHandle(this.store, this.views, runId, this.submitted.isLocal());
	}

	@Override
	public RunPlan plan(String runId, ResumeOption... options) {
		if (!Arrays.stream(options).allMatch(ResumeOption.From.class::isInstance)) {
			throw new IllegalArgumentException("Run '" + runId + "' can't be foreseen with a result that is given by "
					+ "hand: what the steps after it get is not known. Plan it without, or from that step on: "
					+ "ResumeOption.from(…).");
		}
		return this.planner.plan(runId, Reruns.from(options));
	}

	@Override
	public RunDiff diff(String runId, String otherRunId) {
		return this.comparer.diff(runId, otherRunId);
	}

	// The pipeline's own exception, checked or not
	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X asItIs(Throwable failure) throws X {
		throw (X) failure;
	}

}
