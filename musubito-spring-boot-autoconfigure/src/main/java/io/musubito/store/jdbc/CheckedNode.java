package io.musubito.store.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.musubito.store.NodeKey;
import io.musubito.store.StoredHashes;

/**
 * A node of a file with what it consumed.
 *
 * @param record the node
 * @param upstream the producers of what it consumed
 */
record CheckedNode(ExportRecord record, Set<String> upstream) {

	/** Each of them may be one that was linked later, as elements of a stream are. */
	private static final int MAX_LINKED = 8;

	/**
	 * What a node has beside its key, so that its id can't be computed from the key that
	 * is stored.
	 */
	private static final Set<String> MARKS = Set.of(NodeKey.SAMPLE, NodeKey.MANUAL, "test");

	/**
	 * Whether its id is that of its replay key and of what it consumed, as far as that
	 * can be computed.
	 */
	boolean isItself() {
		String id = this.record.text("nodeId");
		String key = this.record.text("replayKey");
		return !isComputable() || StoredHashes.isNode(id, key, this.upstream) || isLinked(id, key);
	}

	private boolean isComputable() {
		String json = this.record.optionalText("components");
		if (json == null || !FileNode.isValid(this.record.text("status"))) {
			return false;
		}
		Map<String, String> components = JsonColumns.components(json);
		String scheme = ("EXTERNAL_EFFECT".equals(this.record.text("type"))) ? StoredHashes.EFFECT_SCHEME
				: StoredHashes.SCHEME;
		return scheme.equals(components.get("scheme")) && components.keySet().stream().noneMatch(MARKS::contains);
	}

	private boolean isLinked(String id, String key) {
		List<String> all = List.copyOf(this.upstream);
		return all.size() > MAX_LINKED || IntStream.range(0, 1 << all.size())
			.anyMatch((chosen) -> StoredHashes.isNode(id, key,
					IntStream.range(0, all.size()).filter((i) -> (chosen >> i & 1) == 1).mapToObj(all::get).toList()));
	}

}
