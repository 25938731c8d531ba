package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import io.musubito.CodeLevel;
import io.musubito.store.RecordedCode;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What code fingerprints were made of.
 */
final class CodeRows {

	// The same code may be used with another library, and so have another boundary
	private static final String UPSERT_CODE = """
			INSERT INTO musubito_code (namespace, hash, level, parts, boundary, written_on)
			VALUES (:namespace, :hash, :level, :parts, :boundary, :day)
			ON CONFLICT (namespace, hash) DO UPDATE
			SET level = excluded.level, parts = excluded.parts, boundary = excluded.boundary,
				written_on = CASE WHEN excluded.written_on > musubito_code.written_on THEN excluded.written_on
					ELSE musubito_code.written_on END
			""";

	private static final String FIND_CODE = """
			SELECT hash, level, parts, boundary FROM musubito_code WHERE namespace = :namespace AND hash = :hash
			""";

	private CodeRows() {
	}

	static int upsert(JdbcClient jdbc, RecordedCode code, Instant now) {
		return jdbc.sql(UPSERT_CODE)
			.param("hash", code.hash())
			.param("level", code.level().name())
			.param("parts", JsonColumns.components(code.parts()))
			.param("boundary", JsonColumns.boundary(code.boundary()))
			.param("day", Columns.day(now))
			.update();
	}

	static Optional<RecordedCode> find(JdbcClient jdbc, String hash, DamagedRows damaged) {
		return jdbc.sql(FIND_CODE)
			.param("hash", hash)
			.query((row, number) -> Optional
				.ofNullable(damaged.read(() -> "the code '" + hash + "'", row, CodeRows::code)))
			.optional()
			.flatMap((code) -> code);
	}

	private static RecordedCode code(ResultSet row) throws SQLException {
		return new RecordedCode(row.getString("hash"), CodeLevel.valueOf(row.getString("level")),
				JsonColumns.components(row.getString("parts")), JsonColumns.boundary(row.getString("boundary")));
	}

}
