package io.musubito.store.jdbc;

import java.util.Optional;

import io.musubito.store.FingerprintStore;

/**
 * The fingerprints of the last start in a database.
 */
final class JdbcFingerprintStore implements FingerprintStore {

	private static final String FIND = """
			SELECT content FROM musubito_fingerprint WHERE namespace = :namespace AND application = :application
			""";

	private static final String UPSERT = """
			INSERT INTO musubito_fingerprint (namespace, application, content) VALUES (:namespace, :application, :fingerprints)
			ON CONFLICT (namespace, application) DO UPDATE SET content = excluded.content
			""";

	private final Readers readers;

	private final WriteQueue writes;

	JdbcFingerprintStore(Readers readers, WriteQueue writes) {
		this.readers = readers;
		this.writes = writes;
	}

	@Override
	public Optional<byte[]> find(String application) {
		return this.readers.read((session) -> session.jdbc()
			.sql(FIND)
			.param("application", application)
			.query((row, index) -> row.getBytes("content"))
			.optional());
	}

	@Override
	public void remember(String application, byte[] content) {
		this.writes.write((session) -> session.jdbc()
			.sql(UPSERT)
			.param("application", application)
			.param("fingerprints", content)
			.update());
	}

}
