package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.musubito.StepType;
import io.musubito.store.Claim;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of claims, whoever holds them.
 */
final class ClaimRows {

	private static final String SELECT = """
			SELECT c.replay_key, c.node_id, c.operation, c.type, c.run_id, c.owner, c.since,
				(SELECT count(DISTINCT w.wait_id) FROM musubito_claim_wait w
				WHERE w.namespace = :namespace AND w.wanted = c.replay_key) AS waiting
			FROM musubito_claim c
			WHERE c.namespace = :namespace
			""";

	private static final String FIND = SELECT + """
			AND c.replay_key = :replayKey
			""";

	private static final String FIND_ALL = SELECT + """
			ORDER BY c.since, c.replay_key
			""";

	private static final String DELETE_OF_OWNER = """
			DELETE FROM musubito_claim WHERE namespace = :namespace AND owner = :owner
			""";

	private static final String DELETE_WAITS_OF_OWNER = """
			DELETE FROM musubito_claim_wait WHERE namespace = :namespace AND owner = :owner
			""";

	private final DamagedRows damaged;

	ClaimRows(DamagedRows damaged) {
		this.damaged = damaged;
	}

	Optional<Claim> find(JdbcClient jdbc, String replayKey) {
		return jdbc.sql(FIND).param("replayKey", replayKey).query(this::claim).optional().flatMap((claim) -> claim);
	}

	List<Claim> findAll(JdbcClient jdbc) {
		return jdbc.sql(FIND_ALL).query(this::claim).list().stream().flatMap(Optional::stream).toList();
	}

	static void remove(JdbcClient jdbc, String owner) {
		jdbc.sql(DELETE_OF_OWNER).param("owner", owner).update();
		jdbc.sql(DELETE_WAITS_OF_OWNER).param("owner", owner).update();
	}

	private Optional<Claim> claim(ResultSet row, int number) throws SQLException {
		String replayKey = row.getString("replay_key");
		return Optional.ofNullable(this.damaged.read(() -> "the claim on '" + replayKey + "'", row, ClaimRows::claim));
	}

	private static Claim claim(ResultSet row) throws SQLException {
		return new Claim(row.getString("replay_key"), row.getString("node_id"), row.getString("operation"),
				StepType.valueOf(row.getString("type")), row.getString("run_id"), row.getString("owner"),
				Columns.instant(row, "since"), row.getInt("waiting"));
	}

}
