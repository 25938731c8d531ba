package io.musubito.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.ManualAnswer;
import io.musubito.artifact.Artifact;
import io.musubito.lineage.GivenAnswer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The results that were given by hand for runs.
 */
final class OverrideRows {

	private static final String INSERT = """
			INSERT INTO musubito_override (namespace, run, position, override_id, operation, replay_key, encloses, artifact,
				given_by, given_at)
			SELECT :namespace, id, :position, :overrideId, :operation, :replayKey, :encloses,
				(SELECT id FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifactId), :by, :at
			FROM musubito_run
			WHERE namespace = :namespace AND run_id = :runId
			""";

	private static final String FIND = """
			SELECT o.override_id, o.position, o.operation, o.replay_key, o.encloses, o.given_by, o.given_at,
				a.artifact_id, a.compressed, CASE WHEN octet_length(a.payload) <= :largest THEN a.payload END AS payload
			FROM musubito_override o
				JOIN musubito_run r ON r.namespace = o.namespace AND r.id = o.run
				JOIN musubito_artifact a ON a.namespace = o.namespace AND a.id = o.artifact
			WHERE o.namespace = :namespace AND r.run_id = :runId
			ORDER BY o.override_id, o.position
			""";

	private OverrideRows() {
	}

	static void insert(Session session, String runId, List<GivenAnswer> given) {
		JdbcClient jdbc = session.jdbc();
		for (GivenAnswer answer : given) {
			byte[] payload = Objects.requireNonNull(answer.json()).getBytes(StandardCharsets.UTF_8);
			ExecutionWriter.upsertArtifact(session, new Artifact(answer.artifactId(), payload), answer.given().at());
			answer.calls().forEach((position, key) -> insert(jdbc, runId, answer, position, key, false));
			answer.around().forEach((position, key) -> insert(jdbc, runId, answer, position, key, true));
		}
	}

	private static void insert(JdbcClient jdbc, String runId, GivenAnswer answer, String position, String key,
			boolean encloses) {
		jdbc.sql(INSERT)
			.param("position", position)
			.param("overrideId", answer.id())
			.param("operation", answer.operation())
			.param("replayKey", key)
			.param("encloses", (encloses) ? 1 : 0)
			.param("artifactId", answer.artifactId())
			.param("by", answer.given().by(), Types.VARCHAR)
			.param("at", Columns.nanos(answer.given().at()))
			.param("runId", runId)
			.update();
	}

	static List<GivenAnswer> find(JdbcClient jdbc, String runId, long largest) {
		Map<String, GivenAnswer> found = new LinkedHashMap<>();
		jdbc.sql(FIND).param("runId", runId).query((row) -> {
			GivenAnswer answer = answer(row, largest);
			found.merge(answer.id(), answer, OverrideRows::together);
		});
		return new ArrayList<>(found.values());
	}

	private static GivenAnswer answer(ResultSet row, long largest) throws SQLException {
		SortedMap<String, String> position = new TreeMap<>(
				Map.of(row.getString("position"), row.getString("replay_key")));
		boolean encloses = row.getBoolean("encloses");
		return new GivenAnswer(row.getString("override_id"), row.getString("operation"),
				(encloses) ? new TreeMap<>() : position, (encloses) ? position : new TreeMap<>(),
				row.getString("artifact_id"), json(row, largest),
				new ManualAnswer(row.getString("given_by"), Columns.instant(row, "given_at")));
	}

	/**
	 * What the payload is, unless it was damaged.
	 */
	private static @Nullable String json(ResultSet row, long largest) throws SQLException {
		byte[] payload = Payload.read(row, "compressed", "payload", largest).json();
		return (payload != null && Artifact.of(payload).artifactId().equals(row.getString("artifact_id")))
				? new String(payload, StandardCharsets.UTF_8) : null;
	}

	private static GivenAnswer together(GivenAnswer one, GivenAnswer other) {
		SortedMap<String, String> calls = new TreeMap<>(one.calls());
		calls.putAll(other.calls());
		SortedMap<String, String> around = new TreeMap<>(one.around());
		around.putAll(other.around());
		return new GivenAnswer(one.id(), one.operation(), calls, around, one.artifactId(), one.json(), one.given());
	}

}
