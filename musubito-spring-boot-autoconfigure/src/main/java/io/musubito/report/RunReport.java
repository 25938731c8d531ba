package io.musubito.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.RunDiff;
import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as one HTML file, for a ticket or a review: it needs no server, no network
 * and no script.
 */
public final class RunReport {

	// Comparing takes time that grows faster than the runs
	private static final int MOST_STEPS_COMPARED = 5_000;

	private static final int RUNS_LOOKED_THROUGH = 500;

	private final MusubitoRuns runs;

	private final MusubitoLineage lineage;

	private final LineageQueries queries;

	private final NodeStore nodes;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param runs has the runs
	 * @param lineage has their graphs
	 * @param queries has the values of their nodes
	 * @param nodes knows who produced their results
	 * @param clock says when a report is written
	 */
	public RunReport(MusubitoRuns runs, MusubitoLineage lineage, LineageQueries queries, NodeStore nodes, Clock clock) {
		this.runs = runs;
		this.lineage = lineage;
		this.queries = queries;
		this.nodes = nodes;
		this.clock = clock;
	}

	/**
	 * Writes the report of a run.
	 * @param runId the id of the run
	 * @param application the name of the application; {@code null} without one
	 * @param values whether inputs, artifacts and messages of exceptions may be shown
	 * @return the document; empty when there is no such run
	 */
	public Optional<String> write(String runId, @Nullable String application, boolean values) {
		return this.runs.find(runId)
			.map((run) -> new ReportPage(reported(run, application, values), this.queries, this.nodes).write());
	}

	private ReportedRun reported(RunView run, @Nullable String application, boolean values) {
		Graph graph = this.lineage.graph(GraphQuery.run(run.runId()).limit(GraphQuery.MAX_LIMIT));
		RunView previous = previous(run);
		return new ReportedRun(application, run, steps(run), graph, previous, difference(previous, run), values,
				this.clock.instant());
	}

	private @Nullable RunView previous(RunView run) {
		if (run.resumedFrom() != null) {
			return this.runs.find(run.resumedFrom()).orElse(null);
		}
		return this.runs.recent(RUNS_LOOKED_THROUGH, run.pipeline())
			.stream()
			.filter((other) -> other.startedAt().isBefore(run.startedAt()))
			.findFirst()
			.orElse(null);
	}

	private @Nullable RunDiff difference(@Nullable RunView previous, RunView run) {
		if (previous == null || run.steps().size() > MOST_STEPS_COMPARED) {
			return null;
		}
		try {
			return this.runs.diff(previous.runId(), run.runId());
		}
		catch (IllegalArgumentException ex) {
			// One of them is gone by now
			return null;
		}
	}

	private static List<ReportedStep> steps(RunView run) {
		Map<String, Long> calls = run.steps()
			.stream()
			.collect(Collectors.groupingBy(StepView::operation, Collectors.counting()));
		List<ReportedStep> steps = new ArrayList<>();
		run.steps()
			.forEach((view) -> steps
				.add(new ReportedStep(steps.size() + 1, view, Long.valueOf(1).equals(calls.get(view.operation())))));
		return List.copyOf(steps);
	}

}
