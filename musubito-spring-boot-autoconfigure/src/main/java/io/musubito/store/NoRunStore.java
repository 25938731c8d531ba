package io.musubito.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StoreException;
import io.musubito.lineage.GivenAnswer;

/**
 * Keeps no runs and finds none.
 */
final class NoRunStore implements RunStore {

	@Override
	public void end(String runId, RunStatus status, Instant endedAt) {
	}

	@Override
	public List<RunView> recent(int limit) {
		return List.of();
	}

	@Override
	public List<RunView> recent(int limit, String pipeline) {
		return List.of();
	}

	@Override
	public Optional<RunView> find(String runId) {
		return Optional.empty();
	}

	@Override
	public Optional<RunDetails> findDetails(String runId) {
		return Optional.empty();
	}

	@Override
	public List<RunEntry> findEntries(String runId) {
		return List.of();
	}

	@Override
	public SortedSet<String> findOperations(String runId) {
		return Collections.emptySortedSet();
	}

	@Override
	public Set<String> findDownstream(String runId, String operation) {
		return Set.of();
	}

	@Override
	public List<RecordedCall> findCalls(String runId) {
		return List.of();
	}

	@Override
	public List<GivenAnswer> findGiven(String runId) {
		return List.of();
	}

	@Override
	public void submit(RunStart run) {
		throw new StoreException("Run '" + run.pipeline() + "' is not submitted: there is no store that could keep it. "
				+ "Set musubito.enabled to true, or call the pipeline.", null);
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
		return Optional.empty();
	}

	@Override
	public Optional<RunView> startUnlessResumed(RunStart run, boolean again) {
		return Optional.empty();
	}

}
