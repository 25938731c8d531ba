package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.musubito.NodeStatus;
import io.musubito.lineage.StepUsage;
import io.musubito.store.Baseline;
import io.musubito.store.CalledStep;
import io.musubito.store.Execution;
import io.musubito.store.Failure;
import io.musubito.store.ManualResult;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import io.musubito.store.NodeStore;
import io.musubito.store.Production;
import io.musubito.store.RecordedCode;
import io.musubito.store.Replay;
import io.musubito.store.RunPosition;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The nodes in a database: read from any thread, written by one.
 */
final class JdbcNodeStore implements NodeStore {

	private static final String FIND = NodeColumns.SELECT + """
			AND n.node_id = ?
			""";

	// The second part is not begun where the first one finds something
	private static final String FIND_EITHER = "SELECT * FROM (" + FIND + ") AS own UNION ALL SELECT * FROM ("
			+ NodeColumns.SELECT + """
					AND n.replay_key = ? AND n.status = 'SUCCESS' AND n.kept = 1
					AND NOT EXISTS (SELECT 1 FROM musubito_node WHERE namespace = :namespace AND node_id = ?)
					ORDER BY n.execution DESC NULLS LAST, n.id DESC
					LIMIT 1
					) AS newest
					LIMIT 1
					""";

	private static final String FIND_PAYLOAD = """
			SELECT compressed, payload FROM musubito_artifact
			WHERE namespace = :namespace AND artifact_id = :artifactId AND payload IS NOT NULL
			""";

	// What an effect called doesn't count: its result is never replaced. A call that is
	// damaged is one: not to see it would be to replay in spite of it
	private static final String FIND_CALLED = """
			WITH RECURSIVE called (id) AS (
				SELECT e.upstream
				FROM musubito_node n JOIN musubito_edge e ON e.namespace = n.namespace AND e.downstream = n.id
					AND e.kind <> 'DATA'
				WHERE n.namespace = :namespace AND n.node_id = :nodeId
				UNION
				SELECT e.upstream
				FROM called c
					JOIN musubito_node n ON n.namespace = :namespace AND n.id = c.id AND n.type <> 'EXTERNAL_EFFECT'
					JOIN musubito_edge e ON e.namespace = n.namespace AND e.downstream = c.id AND e.kind <> 'DATA'
			)
			SELECT n.operation, n.node_id, n.status, n.kept, n.executed_at,
				(SELECT components FROM musubito_node_details WHERE namespace = :namespace AND node = n.id) AS components
			FROM called c LEFT JOIN musubito_node n ON n.namespace = :namespace AND n.id = c.id
			ORDER BY c.id
			""";

	private static final String FIND_PRODUCTION = """
			SELECT p.node_id, p.operation, p.status, n.executed_at, d.why, r.run_id, r.pipeline
			FROM musubito_node n
				JOIN musubito_node p ON p.namespace = n.namespace AND p.id = coalesce(n.producer, n.id)
				LEFT JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = p.id
				LEFT JOIN musubito_step_record s ON s.namespace = n.namespace AND s.id = n.execution
				LEFT JOIN musubito_run r ON r.namespace = n.namespace AND r.id = s.run
			WHERE n.namespace = :namespace AND n.node_id = :nodeId
			""";

	private static final String EXISTS = """
			SELECT count(*) FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId
			""";

	private static final int NO_SUCH_NODE = -1;

	private static final String COUNT_CALLING = """
			SELECT count(*) FROM musubito_node WHERE namespace = :namespace AND node_id = :nodeId AND calls = 1
			""";

	private final Readers readers;

	private final DamagedRows damaged;

	private final WriteQueue writes;

	private final GatheredReplays replays;

	private final JdbcClaimStore claims;

	private final Clock clock;

	private final Instant opened;

	JdbcNodeStore(Readers readers, WriteQueue writes, GatheredReplays replays, JdbcClaimStore claims, Clock clock) {
		this.readers = readers;
		this.damaged = readers.damaged();
		this.writes = writes;
		this.replays = replays;
		this.claims = claims;
		this.clock = clock;
		this.opened = clock.instant();
	}

	@Override
	public Optional<Node> find(String nodeId) {
		return findOne(FIND, nodeId);
	}

	@Override
	public Optional<Node> find(String nodeId, String replayKey) {
		return findOne(FIND_EITHER, nodeId, replayKey, nodeId);
	}

	private Optional<Node> findOne(String sql, String... keys) {
		return this.readers.read((session) -> {
			PreparedStatement statement = session.prepare(sql);
			for (int i = 0; i < keys.length; i++) {
				statement.setString(i + 1, keys[i]);
			}
			try (ResultSet row = statement.executeQuery()) {
				return (row.next()) ? Optional.of(NodeColumns.read(row, this.damaged)) : Optional.empty();
			}
		});
	}

	@Override
	public Optional<byte[]> findPayload(String artifactId) {
		return this.readers.read((session) -> session.jdbc()
			.sql(FIND_PAYLOAD)
			.param("artifactId", artifactId)
			.query((row, number) -> Payload.read(row, "compressed", "payload", this.damaged.largest()))
			.optional()
			.flatMap((payload) -> Optional.ofNullable(payload.json())));
	}

	@Override
	public List<CalledStep> findCalled(String nodeId) {
		Set<String> locked = new HashSet<>();
		List<CalledStep> called = this.readers.read((session) -> {
			JdbcClient jdbc = session.jdbc();
			List<CalledStep> steps = jdbc.sql(FIND_CALLED)
				.param("nodeId", nodeId)
				.query((row, number) -> called(row, locked))
				.list();
			boolean lost = steps.isEmpty()
					&& jdbc.sql(COUNT_CALLING).param("nodeId", nodeId).query(Integer.class).single() > 0;
			return (lost) ? List.of(CalledStep.unreadable(null, null)) : steps;
		});
		// What can't be decrypted is whole for those who have the key
		called.stream()
			.filter((step) -> !step.isReadable() && !locked.contains(step.nodeId()))
			.forEach(this::executeAgain);
		return called;
	}

	private CalledStep called(ResultSet row, Set<String> locked) throws SQLException {
		String nodeId = row.getString("node_id");
		String operation = row.getString("operation");
		CalledStep readable = this.damaged.read(() -> "the called node '" + nodeId + "'", row,
				(called) -> new CalledStep(Objects.requireNonNull(operation), Objects.requireNonNull(nodeId),
						NodeStatus.valueOf(row.getString("status")), row.getBoolean("kept"),
						Columns.nullableInstant(row, "executed_at"),
						JsonColumns.components(row.getString("components"))));
		if (readable == null && nodeId != null && TransformedContent.is(row.getString("components"))) {
			locked.add(nodeId);
		}
		return (readable != null) ? readable : CalledStep.unreadable(operation, nodeId);
	}

	/**
	 * What can't be read of it is recorded anew then.
	 */
	private void executeAgain(CalledStep unreadable) {
		this.writes.writeBehind(
				(session) -> Invalidation.ofDamaged(session.jdbc(), unreadable.nodeId(), this.clock.instant()));
	}

	@Override
	public Optional<Baseline> findBaseline(NodeKey key, @Nullable RunPosition position) {
		// Replays of the previous run may not be committed yet. Where there are none, no
		// other caller's execution is waited for
		if (this.writes.pending() > 0) {
			this.writes.awaitSubmitted();
		}
		return this.readers
			.read((session) -> new BaselineReader(session, this.damaged, this.opened).find(key, position));
	}

	@Override
	public Optional<String> findObstacle(String nodeId) {
		return this.readers.readSnapshot(
				(session) -> new BaselineReader(session, this.damaged, this.opened).findNote(nodeId, NodeKey.OBSTACLE));
	}

	@Override
	public Optional<Production> findProduction(String nodeId) {
		return this.readers.read((session) -> session.jdbc()
			.sql(FIND_PRODUCTION)
			.param("nodeId", nodeId)
			.query((row, number) -> Optional.ofNullable(
					this.damaged.read(() -> "the producer of node '" + nodeId + "'", row, JdbcNodeStore::production)))
			.optional()
			.flatMap((production) -> production));
	}

	private static Production production(ResultSet row) throws SQLException {
		return new Production(row.getString("node_id"), row.getString("operation"),
				NodeStatus.valueOf(row.getString("status")), Columns.nullableInstant(row, "executed_at"),
				JsonColumns.why(row.getString("why")), row.getString("run_id"), row.getString("pipeline"));
	}

	@Override
	public long record(Execution execution) {
		Long fence = this.claims.fence(execution.key());
		long entry = this.writes.writeOrKeep((session) -> {
			ReleasedClaim claim = this.claims.releaseWith(session, execution.key(), fence);
			return ExecutionWriter.write(session, execution, claim);
		}, execution.artifact().payload().length);
		this.claims.released(execution.key().replayKey());
		return entry;
	}

	@Override
	public long record(Failure failure) {
		return this.writes.writeOrKeep((session) -> FailureWriter.write(session, failure));
	}

	@Override
	public void record(Replay replay) {
		if (!replay.newLineage() && ReplayRows.suits(replay.journal())) {
			this.replays.add(replay.journal());
			return;
		}
		this.writes.writeBehind((session) -> {
			ReplayWriter.write(session, replay);
			return true;
		});
	}

	@Override
	public long record(ManualResult result) {
		return this.writes.writeOrKeep((session) -> ManualWriter.write(session, result));
	}

	@Override
	public long record(StepRecord journal) {
		return this.writes.writeOrKeep((session) -> Journal.appendAndGetId(session, journal, null));
	}

	@Override
	public void addUsage(long entry, String replayKey, StepUsage late) {
		this.writes.writeBehind((session) -> {
			UsageRows.addLate(session, entry, replayKey, late);
			return true;
		});
	}

	@Override
	public void link(String producerNodeId, Collection<String> downstream) {
		this.writes.writeBehind((session) -> {
			Upstreams.link(session, producerNodeId, downstream);
			return true;
		});
	}

	@Override
	public void rememberCode(RecordedCode code) {
		this.writes.writeBehind((session) -> CodeRows.upsert(session.jdbc(), code, this.clock.instant()));
	}

	@Override
	public Optional<RecordedCode> findCode(String hash) {
		return this.readers.read((session) -> CodeRows.find(session.jdbc(), hash, this.damaged));
	}

	@Override
	public void rememberText(String component, String text) {
		this.writes.writeBehind((session) -> TextRows.insert(session.jdbc(), component, text, this.clock.instant()));
	}

	@Override
	public Optional<String> findText(String component) {
		return this.readers.read((session) -> TextRows.find(session.jdbc(), component, session.columns().largest()));
	}

	@Override
	public int invalidate(String nodeId) {
		int marked = this.writes.write((session) -> {
			JdbcClient jdbc = session.jdbc();
			boolean exists = jdbc.sql(EXISTS).param("nodeId", nodeId).query(Integer.class).single() > 0;
			return (exists) ? Invalidation.of(jdbc, nodeId, this.clock.instant()) : NO_SUCH_NODE;
		});
		if (marked == NO_SUCH_NODE) {
			throw new IllegalArgumentException("There is no node '" + nodeId + "' to invalidate");
		}
		return marked;
	}

}
