package io.musubito.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

import io.musubito.Explanation;
import io.musubito.PlanTotal;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.RunPlan;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.Usage;
import io.musubito.execution.Forecaster;
import io.musubito.execution.StepExecutor;
import io.musubito.lineage.Rerun;
import io.musubito.store.LineageQueries;
import io.musubito.store.Node;
import io.musubito.store.NodeStore;
import io.musubito.store.RunDetails;
import io.musubito.store.RunHistory;
import io.musubito.store.RunStore;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Says what a run would do if its pipeline were called again now. Of the runs with the
 * same arguments it follows the one whose results are those of today for the longest
 * time: after going back to an old prompt that is a run with the old prompt.
 */
final class RunPlanner {

	private static final int FOLLOWED = 20;

	private static final int FOLLOWED_STEPS = 5_000;

	private static final Comparator<Followed> ORDER = Comparator.comparing(Followed::undisturbed)
		.thenComparing(Followed::complete);

	private final RunStore store;

	private final Reruns reruns;

	private final RunHistory history;

	private final NodeStore nodes;

	private final LineageQueries lineage;

	private final Pipelines pipelines;

	private final Forecaster forecaster;

	private final StepExecutor executor;

	private final Prices prices;

	RunPlanner(RunStore store, RunHistory history, NodeStore nodes, LineageQueries lineage, Pipelines pipelines,
			Forecaster forecaster, StepExecutor executor, Prices prices) {
		this.store = store;
		this.reruns = new Reruns(store);
		this.history = history;
		this.nodes = nodes;
		this.lineage = lineage;
		this.pipelines = pipelines;
		this.forecaster = forecaster;
		this.executor = executor;
		this.prices = prices;
	}

	/**
	 * Foresees a run.
	 * @param runId the run that is called or resumed again
	 * @param from the steps that it is resumed from; empty for a new call
	 */
	RunPlan plan(String runId, Set<String> from) {
		RunDetails details = this.store.findDetails(runId)
			.orElseThrow(() -> new IllegalArgumentException("There is no run '" + runId + "'"));
		RepeatableCall repeatable = RepeatableCall.of(details, this.pipelines, "foreseen");
		Rerun rerun = this.reruns.find(details.view(), from);
		PipelineDefinition pipeline = repeatable.pipeline().definition();
		SortedMap<String, String> today = pipeline.components();
		boolean same = today.equals(repeatable.call().components());
		Set<String> runIds = new LinkedHashSet<>();
		if (!today.containsKey(PipelineDefinition.UNKNOWN)) {
			if (same) {
				runIds.add(runId);
			}
			runIds.addAll(this.history.findLike(details.view().pipeline(), repeatable.call(), today, FOLLOWED));
		}
		Followed followed = followBest(runIds, rerun);
		if (followed == null) {
			followed = follow(runId, rerun,
					new PipelineChange(this.nodes).explain(pipeline, today, repeatable.call().components()));
		}
		return describe(details.view(), followed, pipeline);
	}

	/**
	 * Follows one run after the other, the one that was asked for first, until one goes
	 * on to its end as it went.
	 */
	private @Nullable Followed followBest(Set<String> runIds, @Nullable Rerun rerun) {
		Followed best = null;
		int steps = 0;
		for (String candidate : runIds) {
			Followed followed = follow(candidate, rerun, null);
			best = (best == null || ORDER.compare(followed, best) > 0) ? followed : best;
			steps += followed.walk().calls().size();
			if (steps > FOLLOWED_STEPS || (followed.complete() && followed.walk().isUndisturbed())) {
				return best;
			}
		}
		return best;
	}

	private Followed follow(String runId, @Nullable Rerun rerun, @Nullable Explanation pipelineChanged) {
		boolean complete = this.store.findDetails(runId)
			.map((details) -> details.view().status() == RunStatus.SUCCESS)
			.orElse(false);
		return new Followed(runId, complete, pipelineChanged, new PlanWalk(this.forecaster, this.nodes,
				this.executor.currentMode(), rerun, pipelineChanged, this.history.findJournal(runId)));
	}

	private RunPlan describe(RunView run, Followed followed, PipelineDefinition pipeline) {
		List<PlannedCall> calls = followed.walk().calls();
		List<PlannedStep> steps = calls.stream().map(this::step).toList();
		return new RunPlan(run.runId(), followed.runId(), run.pipeline(), followed.complete(),
				followed.pipelineChanged(), steps, total(calls, steps, PlannedOutcome.REPLAYS),
				total(calls, steps, PlannedOutcome.RUNS), total(calls, steps, PlannedOutcome.MAY_RUN),
				pipeline.boundary());
	}

	private PlannedStep step(PlannedCall call) {
		Node node = this.nodes.find(call.nodeId()).orElse(null);
		Usage usage = (node != null) ? node.usage() : Usage.NONE;
		if (node != null && node.calls() && call.callsListed()) {
			usage = this.lineage.find(call.nodeId()).map((found) -> found.view().spent().usage()).orElse(usage);
		}
		return new PlannedStep(call.operation(), call.nodeId(), call.outcome(), call.why(),
				(node != null) ? node.duration() : Duration.ZERO, this.prices.priced(usage));
	}

	private PlanTotal total(List<PlannedCall> calls, List<PlannedStep> steps, PlannedOutcome outcome) {
		int count = 0;
		Duration duration = Duration.ZERO;
		List<Usage> usages = new ArrayList<>();
		for (int i = 0; i < steps.size(); i++) {
			PlannedStep step = steps.get(i);
			if (step.outcome() == outcome) {
				count++;
				duration = (calls.get(i).inner()) ? duration : duration.plus(step.duration());
				usages.add(step.spent().usage());
			}
		}
		return new PlanTotal(count, duration, this.prices.priced(Usage.sum(usages)));
	}

	/**
	 * A run that was followed.
	 */
	private record Followed(String runId, boolean complete, @Nullable Explanation pipelineChanged, PlanWalk walk) {

		private int undisturbed() {
			return this.walk.undisturbed();
		}

	}

}
