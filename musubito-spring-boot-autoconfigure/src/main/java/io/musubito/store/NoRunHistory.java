package io.musubito.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.lineage.PipelineCall;

/**
 * Has nothing.
 */
final class NoRunHistory implements RunHistory {

	@Override
	public List<JournalEntry> findJournal(String runId) {
		return List.of();
	}

	@Override
	public List<String> findLike(String pipeline, PipelineCall call, SortedMap<String, String> components, int limit) {
		return List.of();
	}

	@Override
	public Optional<Baseline> findCall(String nodeId) {
		return Optional.empty();
	}

}
