package io.musubito.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.musubito.lineage.StepUsage;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes, and lets go of what calls record. To make nodes stale is refused.
 */
final class ReadOnlyNodeStore implements NodeStore {

	private final NodeStore nodes;

	private final String location;

	ReadOnlyNodeStore(NodeStore nodes, String location) {
		this.nodes = nodes;
		this.location = location;
	}

	@Override
	public boolean isReadOnly() {
		return true;
	}

	@Override
	public Optional<Node> find(String nodeId) {
		return this.nodes.find(nodeId);
	}

	@Override
	public Optional<Node> find(String nodeId, String replayKey) {
		return this.nodes.find(nodeId, replayKey);
	}

	@Override
	public Optional<byte[]> findPayload(String artifactId) {
		return this.nodes.findPayload(artifactId);
	}

	@Override
	public List<CalledStep> findCalled(String nodeId) {
		return this.nodes.findCalled(nodeId);
	}

	@Override
	public Optional<Baseline> findBaseline(NodeKey key, @Nullable RunPosition position) {
		return this.nodes.findBaseline(key, position);
	}

	@Override
	public Optional<String> findObstacle(String nodeId) {
		return this.nodes.findObstacle(nodeId);
	}

	@Override
	public Optional<Production> findProduction(String nodeId) {
		return this.nodes.findProduction(nodeId);
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
		return this.nodes.findCode(hash);
	}

	@Override
	public void rememberText(String component, String text) {
	}

	@Override
	public Optional<String> findText(String component) {
		return this.nodes.findText(component);
	}

	@Override
	public int invalidate(String nodeId) {
		throw new ReadOnlyStoreException(this.location, "node '" + nodeId + "' is not made stale");
	}

}
