package io.musubito.store.postgresql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

import io.musubito.StoreException;
import io.musubito.store.AbstractClaimStoreTests;
import io.musubito.store.AbstractDefinitionStoreTests;
import io.musubito.store.AbstractEffectStoreTests;
import io.musubito.store.AbstractFingerprintStoreTests;
import io.musubito.store.AbstractLineageQueriesTests;
import io.musubito.store.AbstractNodeStoreTests;
import io.musubito.store.AbstractRunStoreTests;
import io.musubito.store.TestDatabase;
import io.musubito.worker.AbstractJobWorkersTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store must do, behind a PgBouncer that gives each transaction another
 * session of the server.
 */
@Tag("process")
@Tag("slow")
class PooledStoreTests {

	@TempDir
	private static Path folder;

	private static PgBouncer pooler;

	@BeforeAll
	static void startPooler() throws IOException {
		pooler = PgBouncer.start(folder, "transaction", PostgresqlServer.shared().port());
	}

	@AfterAll
	static void stopPooler() {
		if (pooler != null) {
			pooler.close();
		}
	}

	@Test
	void theServerIsReachedThroughThePooler() throws SQLException {
		try (Connection connection = DriverManager.getConnection(pooler.url());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SHOW application_name")) {
			assertThat(row.next()).isTrue();
			assertThat(connection.getMetaData().getURL()).isEqualTo(pooler.url());
		}
	}

	@Test
	void aPoolerThatBreaksTransactionsIsRefused(@TempDir Path other) throws IOException {
		try (PgBouncer statements = PgBouncer.start(other, "statement", PostgresqlServer.shared().port())) {
			PostgresqlStore store = PostgresqlStore.at(statements.url(), null, null,
					PostgresqlServer.shared().createSchema(), "", Clock.systemUTC());
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::open)
				.withMessageContaining("can't be opened")
				.withMessageContaining("A pooler between must pool sessions or transactions, not statements");
			store.close();
		}
	}

	@Nested
	class ClaimStoreTests extends AbstractClaimStoreTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class JobWorkersTests extends AbstractJobWorkersTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class DefinitionStoreTests extends AbstractDefinitionStoreTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class EffectStoreTests extends AbstractEffectStoreTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class FingerprintStoreTests extends AbstractFingerprintStoreTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class LineageQueriesTests extends AbstractLineageQueriesTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class NodeStoreTests extends AbstractNodeStoreTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

	@Nested
	class RunStoreTests extends AbstractRunStoreTests {

		private final TestDatabase database = PostgresqlTestDatabase.createAt(pooler.url());

		@Override
		protected TestDatabase database() {
			return this.database;
		}

	}

}
