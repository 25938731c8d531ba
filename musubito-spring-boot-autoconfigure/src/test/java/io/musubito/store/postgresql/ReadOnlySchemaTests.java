package io.musubito.store.postgresql;

import java.time.Clock;

import io.musubito.StoreException;
import io.musubito.store.Recordings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is needed of a PostgreSQL that is only read, and what is said when it is missing.
 */
@Tag("process")
@Timeout(120)
class ReadOnlySchemaTests extends Recordings {

	private final PostgresqlServer server = PostgresqlServer.shared();

	private final String schema = this.server.createSchema();

	private final String reader = "reader_" + this.schema;

	private void write() {
		try (PostgresqlStore store = PostgresqlStore.at(this.server.url(), null, null, this.schema, "",
				Clock.systemUTC())) {
			store.open();
			store.nodes().record(execution("draft", "x"));
		}
	}

	private void grant(String... rights) {
		this.server.execute("CREATE ROLE " + this.reader + " LOGIN");
		for (String right : rights) {
			this.server.execute("GRANT " + right + " " + this.schema + " TO " + this.reader);
		}
	}

	private PostgresqlStore reading() {
		return PostgresqlStore.reading(this.server.url().replace("user=postgres", "user=" + this.reader), null, null,
				this.schema, "", Clock.systemUTC());
	}

	@Test
	void theRightToSelectIsEnough() {
		write();
		grant("USAGE ON SCHEMA", "SELECT ON ALL TABLES IN SCHEMA");
		try (PostgresqlStore store = reading()) {
			store.open();
			assertThat(store.nodes().find(key("draft").nodeId())).isPresent();
			assertThat(store.lineage().summary().sizeBytes()).isPositive();
			assertThat(store.claims().findAll()).isEmpty();
			assertThat(store.processes().isAlive("nobody")).isFalse();
			store.verifyReadable();
		}
		assertThat(count("musubito_process")).isZero();
	}

	@Test
	void noRowIsAddedForANamespaceThatNobodyHasWritten() {
		write();
		try (PostgresqlStore store = PostgresqlStore.reading(this.server.url(), null, null, this.schema, "other",
				Clock.systemUTC())) {
			store.open();
			assertThat(store.lineage().summary().nodes()).isZero();
		}
		assertThat(count("musubito_writer")).isOne();
	}

	private int count(String table) {
		return Integer.parseInt(this.server.query("SELECT count(*) FROM " + this.schema + "." + table));
	}

	@Test
	void tablesThatAreMissingAreNotCreated() {
		grant("USAGE ON SCHEMA");
		refuses("has no tables of Musubito, and none are created", "Start an application that writes the store first");
		assertThat(this.server.tables(this.schema)).isEmpty();
	}

	@Test
	void aRightThatIsMissingIsNamed() {
		write();
		grant("SELECT ON ALL TABLES IN SCHEMA");
		refuses("its user may not read the table '" + this.schema + ".musubito_", "GRANT USAGE ON SCHEMA");
		this.server.execute("GRANT USAGE ON SCHEMA " + this.schema + " TO " + this.reader);
		this.server.execute("REVOKE SELECT ON " + this.schema + ".musubito_effect FROM " + this.reader);
		refuses("may not read the table '" + this.schema + ".musubito_effect'", "GRANT SELECT ON ALL TABLES IN SCHEMA");
	}

	@Test
	void tablesOfAnotherReleaseAreNotMigrated() {
		write();
		grant("USAGE ON SCHEMA", "SELECT ON ALL TABLES IN SCHEMA");
		history("version = '99'");
		refuses("its schema has version 99", "Use the release that wrote it or a newer one");
		history("version = '1', checksum = 1");
		refuses("are not those of this release of Musubito, and they are not migrated",
				"Start an application of this release that writes the store first");
	}

	private void history(String change) {
		this.server
			.execute("UPDATE " + this.schema + ".musubito_schema_history SET " + change + " WHERE script LIKE 'V%'");
	}

	private void refuses(String... messages) {
		try (PostgresqlStore store = reading()) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::open)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("can't be opened").contains(messages));
		}
	}

}
