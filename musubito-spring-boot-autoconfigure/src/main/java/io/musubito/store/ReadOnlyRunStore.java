package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.lineage.GivenAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs, and records none. A run whose process has ended is shown as abandoned, as
 * nobody has recorded that. Runs that resume others here are known as long as this
 * process runs, without their steps.
 */
final class ReadOnlyRunStore implements RunStore {

	private final RunStore runs;

	private final StoreProcesses processes;

	private final String location;

	private final UnrecordedRuns resumed = new UnrecordedRuns();

	ReadOnlyRunStore(RunStore runs, StoreProcesses processes, String location) {
		this.runs = runs;
		this.processes = processes;
		this.location = location;
	}

	@Override
	public void end(String runId, RunStatus status, Instant endedAt) {
		this.resumed.end(runId, status, endedAt);
	}

	@Override
	public List<RunView> recent(int limit) {
		return this.runs.recent(limit).stream().map(this::asItIs).toList();
	}

	@Override
	public List<RunView> recent(int limit, String pipeline) {
		return this.runs.recent(limit, pipeline).stream().map(this::asItIs).toList();
	}

	@Override
	public Optional<RunView> find(String runId) {
		return this.runs.find(runId).map(this::asItIs).or(() -> this.resumed.find(runId));
	}

	@Override
	public Optional<RunDetails> findDetails(String runId) {
		return this.runs.findDetails(runId)
			.map((details) -> new RunDetails(asItIs(details.view(), details.owner()), details.owner(), details.call()));
	}

	@Override
	public List<RunEntry> findEntries(String runId) {
		return this.runs.findEntries(runId);
	}

	@Override
	public SortedSet<String> findOperations(String runId) {
		return this.runs.findOperations(runId);
	}

	@Override
	public Set<String> findDownstream(String runId, String operation) {
		return this.runs.findDownstream(runId, operation);
	}

	@Override
	public List<RecordedCall> findCalls(String runId) {
		return this.runs.findCalls(runId);
	}

	@Override
	public List<GivenAnswer> findGiven(String runId) {
		return this.runs.findGiven(runId);
	}

	/**
	 * {@inheritDoc}
	 * @throws ReadOnlyStoreException when results are given by hand, as who gave them has
	 * to be recorded
	 */
	@Override
	public Optional<RunView> startUnlessResumed(RunStart run, boolean again) {
		if (!run.given().isEmpty()) {
			throw new ReadOnlyStoreException(this.location,
					"run '" + run.resumedFrom() + "' is not resumed with a result that is given by hand");
		}
		this.resumed.start(run);
		return Optional.empty();
	}

	@Override
	public void submit(RunStart run) {
		throw new ReadOnlyStoreException(this.location, "no run is submitted");
	}

	@Override
	public boolean begin(String runId, String owner, Instant startedAt) {
		return false;
	}

	@Override
	public List<String> findSubmitted() {
		return List.of();
	}

	@Override
	public Optional<String> findResumption(String runId) {
		return this.runs.findResumption(runId);
	}

	private RunView asItIs(RunView run) {
		return (run.status() == RunStatus.RUNNING)
				? this.runs.findDetails(run.runId()).map((details) -> asItIs(run, details.owner())).orElse(run) : run;
	}

	private RunView asItIs(RunView run, @Nullable String owner) {
		boolean ended = run.status() == RunStatus.RUNNING && owner != null && !this.processes.isAlive(owner);
		return (ended) ? UnrecordedRuns.withStatus(run, RunStatus.ABANDONED, null) : run;
	}

}
