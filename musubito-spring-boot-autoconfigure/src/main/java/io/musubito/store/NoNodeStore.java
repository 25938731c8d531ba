package io.musubito.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.musubito.lineage.StepUsage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps no nodes and finds none.
 */
final class NoNodeStore implements NodeStore {

	@Override
	public Optional<Node> find(String nodeId) {
		return Optional.empty();
	}

	@Override
	public Optional<Node> find(String nodeId, String replayKey) {
		return Optional.empty();
	}

	@Override
	public Optional<byte[]> findPayload(String artifactId) {
		return Optional.empty();
	}

	@Override
	public List<CalledStep> findCalled(String nodeId) {
		return List.of();
	}

	@Override
	public Optional<Baseline> findBaseline(NodeKey key, @Nullable RunPosition position) {
		return Optional.empty();
	}

	@Override
	public Optional<String> findObstacle(String nodeId) {
		return Optional.empty();
	}

	@Override
	public Optional<Production> findProduction(String nodeId) {
		return Optional.empty();
	}

	@Override
	public long record(Execution execution) {
		return 0;
	}

	@Override
	public long record(Failure failure) {
		return 0;
	}

	@Override
	public void record(Replay replay) {
	}

	@Override
	public long record(ManualResult result) {
		return 0;
	}

	@Override
	public long record(StepRecord journal) {
		return 0;
	}

	@Override
	public void addUsage(long entry, String replayKey, StepUsage late) {
	}

	@Override
	public void link(String producerNodeId, Collection<String> downstream) {
	}

	@Override
	public void rememberCode(RecordedCode code) {
	}

	@Override
	public Optional<RecordedCode> findCode(String hash) {
		return Optional.empty();
	}

	@Override
	public void rememberText(String component, String text) {
	}

	@Override
	public Optional<String> findText(String component) {
		return Optional.empty();
	}

	@Override
	public int invalidate(String nodeId) {
		throw new IllegalArgumentException("There is no node '" + nodeId + "'");
	}

}
