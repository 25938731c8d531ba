package io.musubito.store.jdbc;

import java.sql.Types;
import java.time.Instant;

import io.musubito.artifact.Artifact;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds artifacts. One that was erased here stays so.
 */
final class ImportedArtifacts {

	private static final String COUNT_ERASED = """
			SELECT count(*) FROM musubito_artifact WHERE namespace = :namespace AND artifact_id = :artifactId AND payload IS NULL
			""";

	private static final String INSERT = """
			INSERT INTO musubito_artifact (namespace, artifact_id, size, compressed, payload)
			VALUES (:namespace, :artifactId, :size, 0, :payload)
			ON CONFLICT (namespace, artifact_id) DO NOTHING
			""";

	private ImportedArtifacts() {
	}

	static void insert(Session session, ExportRecord artifact, Instant now) {
		JdbcClient jdbc = session.jdbc();
		byte[] content = artifact.content("content");
		String artifactId = artifact.text("artifactId");
		if (content == null) {
			// It was erased there, or is damaged, and is executed again then
			jdbc.sql(INSERT)
				.param("artifactId", artifactId)
				.param("size", artifact.number("size"))
				.param("payload", (artifact.number("size") > 0) ? new byte[0] : null, Types.BINARY)
				.update();
			ExecutionWriter.markUsed(session, artifactId, now);
		}
		else if (jdbc.sql(COUNT_ERASED)
			.param("artifactId", artifactId)
			.query((row, number) -> row.getLong(1))
			.single() == 0) {
			ExecutionWriter.upsertArtifact(session, new Artifact(artifactId, content), now);
		}
	}

}
