package io.musubito.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The texts that components stand for.
 */
final class TextRows {

	private static final String INSERT = """
			INSERT INTO musubito_text (namespace, component, compressed, content, written_on)
			VALUES (:namespace, :component, :compressed,
				:content, :day)
			ON CONFLICT (namespace, component) DO UPDATE SET written_on = excluded.written_on
			WHERE excluded.written_on > musubito_text.written_on
			""";

	private static final String FIND = """
			SELECT compressed, CASE WHEN octet_length(content) <= :largest THEN content END AS content FROM musubito_text WHERE namespace = :namespace AND component = :component
			""";

	private TextRows() {
	}

	static int insert(JdbcClient jdbc, String component, String text, Instant now) {
		Payload payload = Payload.of(text.getBytes(StandardCharsets.UTF_8));
		return jdbc.sql(INSERT)
			.param("component", component)
			.param("compressed", (payload.compressed()) ? 1 : 0)
			.param("content", payload.bytes(), Types.BINARY)
			.param("day", Columns.day(now))
			.update();
	}

	static Optional<String> find(JdbcClient jdbc, String component, long largest) {
		return jdbc.sql(FIND)
			.param("component", component)
			.query((row, number) -> Optional
				.ofNullable(Payload.read(row, "compressed", "content", largest).textOrNull()))
			.optional()
			.flatMap((text) -> text);
	}

}
