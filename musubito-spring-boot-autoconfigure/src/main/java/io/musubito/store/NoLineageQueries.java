package io.musubito.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.StoreException;

/**
 * Answers as if nothing had ever been recorded.
 */
final class NoLineageQueries implements LineageQueries {

	@Override
	public Optional<NodeDetails> find(String nodeId) {
		return Optional.empty();
	}

	@Override
	public Graph graph(GraphQuery query) {
		return new Graph(List.of(), List.of(), false);
	}

	@Override
	public GraphOutline outline(GraphQuery query) {
		return new GraphOutline(List.of(), List.of(), List.of(), false);
	}

	@Override
	public Optional<Past> findPast(String nodeId, int limit) {
		return Optional.empty();
	}

	@Override
	public Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds) {
		return Map.of();
	}

	@Override
	public SortedMap<String, Integer> findInvalidated(String nodeId) {
		return Collections.emptySortedMap();
	}

	@Override
	public StoreSummary summary() {
		return new StoreSummary("none", "", "", 0, 0, 0, 0, 0, List.of());
	}

	@Override
	public StoreMetrics metrics(MetricsPeriod period, Instant now) {
		Instant from = now.minus(period.bucket().multipliedBy(period.buckets()));
		return new StoreMetrics(from, now, period.bucket(), List.of(), Map.of(), List.of(),
				new StoreMetrics.Holdings(0, 0, 0, 0, List.of()));
	}

	@Override
	public void backup(Path target) {
		throw new StoreException("There is no Musubito store to back up: musubito.enabled is false.", null);
	}

}
