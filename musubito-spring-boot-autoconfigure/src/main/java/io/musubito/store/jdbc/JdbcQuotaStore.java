package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import io.musubito.store.QuotaRow;
import io.musubito.store.QuotaStore;

/**
 * What is used of the limits of providers, in a database.
 */
final class JdbcQuotaStore implements QuotaStore {

	private static final String FIND = """
			SELECT version, content FROM musubito_quota WHERE namespace = :namespace AND model = :model
			""";

	private static final String INSERT = """
			INSERT INTO musubito_quota (namespace, model, version, content) VALUES (:namespace, :model, 1, :used)
			ON CONFLICT (namespace, model) DO NOTHING
			""";

	private static final String UPDATE = """
			UPDATE musubito_quota SET version = :version + 1, content = :used
			WHERE namespace = :namespace AND model = :model AND version = :version
			""";

	private final Readers readers;

	private final WriteQueue writes;

	private final boolean besideOthers;

	/**
	 * Creates it.
	 * @param readers the sessions that read
	 * @param writes the one that writes
	 * @param besideOthers whether a single statement is executed beside that one
	 */
	JdbcQuotaStore(Readers readers, WriteQueue writes, boolean besideOthers) {
		this.readers = readers;
		this.writes = writes;
		this.besideOthers = besideOthers;
	}

	@Override
	public boolean isShared() {
		return !this.writes.isRefusing();
	}

	@Override
	public QuotaRow find(String model) {
		return this.readers.read((session) -> {
			QuotaRow found = session.jdbc()
				.sql(FIND)
				.param("model", model)
				.query(JdbcQuotaStore::row)
				.optional()
				.orElse(new QuotaRow(0, "", Instant.EPOCH));
			// After it is read, as who changed it had looked at the clock before
			return new QuotaRow(found.version(), found.content(), session.now());
		});
	}

	private static QuotaRow row(ResultSet row, int number) throws SQLException {
		return new QuotaRow(row.getLong("version"), row.getString("content"), Instant.EPOCH);
	}

	@Override
	public boolean replace(String model, long version, String content) {
		if (this.besideOthers && !this.writes.isRefusing()) {
			return this.readers.read((session) -> replace(session, model, version, content));
		}
		return this.writes.write((session) -> replace(session, model, version, content));
	}

	private static boolean replace(Session session, String model, long version, String content) {
		if (version == 0) {
			return session.jdbc().sql(INSERT).param("model", model).param("used", content).update() == 1;
		}
		return session.jdbc()
			.sql(UPDATE)
			.param("version", version)
			.param("used", content)
			.param("model", model)
			.update() == 1;
	}

}
