package io.musubito.store.jdbc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.store.Node;

/**
 * What an import asks the store for before it writes.
 */
final class ImportedStore {

	private static final String SELECT_ERASED = """
			SELECT node_id, replay_key FROM musubito_node WHERE namespace = :namespace AND stale_by = :erasure
			""";

	private static final String SELECT_WITHOUT_PAYLOAD = """
			SELECT artifact_id FROM musubito_artifact WHERE namespace = :namespace AND payload IS NULL
			""";

	private static final String COUNT_NODES = """
			SELECT count(*) FROM musubito_node WHERE namespace = :namespace AND node_id = :id
			""";

	private static final String COUNT_ARTIFACTS = """
			SELECT count(*) FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :id
			""";

	private static final String COUNT_RUNS = """
			SELECT count(*) FROM musubito_run WHERE namespace = :namespace AND run_id = :id
			""";

	private static final String SELECT_NAMES = """
			SELECT names FROM musubito_effect_names WHERE namespace = :namespace AND operation = :operation AND version = :version AND scope = :scope
			""";

	private final Readers readers;

	private final Set<String> erasedNodes = new HashSet<>();

	private final Set<String> erasedKeys = new HashSet<>();

	private final Set<String> withoutPayload;

	ImportedStore(Readers readers) {
		this.readers = readers;
		List<List<String>> erased = readers.read((session) -> session.jdbc()
			.sql(SELECT_ERASED)
			.param("erasure", Node.ERASURE)
			.query((row, number) -> List.of(row.getString("node_id"), row.getString("replay_key")))
			.list());
		for (List<String> one : erased) {
			this.erasedNodes.add(one.get(0));
			this.erasedKeys.add(one.get(1));
		}
		this.withoutPayload = Set.copyOf(readers.read((session) -> session.jdbc()
			.sql(SELECT_WITHOUT_PAYLOAD)
			.query((row, number) -> row.getString(1))
			.list()));
	}

	/**
	 * Whether a node was erased here, or one that was computed from the same inputs, and
	 * it was not computed here since.
	 */
	boolean isErased(String nodeId, String replayKey) {
		return this.erasedNodes.contains(nodeId) || (this.erasedKeys.contains(replayKey) && !hasNode(nodeId));
	}

	boolean isErasedArtifact(String artifactId) {
		return this.withoutPayload.contains(artifactId);
	}

	boolean hasNode(String nodeId) {
		return count(COUNT_NODES, nodeId);
	}

	boolean hasArtifact(String artifactId) {
		return count(COUNT_ARTIFACTS, artifactId);
	}

	boolean hasRun(String runId) {
		return count(COUNT_RUNS, runId);
	}

	private boolean count(String sql, String id) {
		return this.readers.read((session) -> session.jdbc()
			.sql(sql)
			.param("id", id)
			.query((row, number) -> row.getLong(1))
			.single()) > 0;
	}

	/**
	 * By which names the parts of an effect count here.
	 */
	List<String> findNames(ExportRecord names) {
		return this.readers.read((session) -> names.bind(session.jdbc().sql(SELECT_NAMES))
			.query((row, number) -> row.getString(1))
			.list());
	}

}
