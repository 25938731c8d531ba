package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.RunStatus;
import io.musubito.RunView;

/**
 * Keeps nothing and knows nothing: takes the place of the store when Musubito is switched
 * off.
 */
public final class NoStore implements NodeStore, RunStore, LineageQueries {

	private static final Graph EMPTY = new Graph(List.of(), List.of(), false);

	private static final StoreSummary SUMMARY = new StoreSummary("none", "", 0, 0, 0, 0, 0, List.of());

	@Override
	public Optional<Node> find(String nodeId) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> findNewest(String replayKey) {
		return Optional.empty();
	}

}
