package io.musubito.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

import io.musubito.encryption.AesGcmTransformer;
import io.musubito.store.AbstractDefinitionStoreTests;
import io.musubito.store.AbstractEffectStoreTests;
import io.musubito.store.AbstractLineageQueriesTests;
import io.musubito.store.AbstractRunStoreTests;
import io.musubito.store.Store;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that encrypts does what every store must do.
 */
@Tag("slow")
class TransformedStoreTests {

	@Nested
	class Runs extends AbstractRunStoreTests {

		@TempDir
		Path folder;

		@Override
		protected TestDatabase database() {
			return new Transformed(new SqliteTestDatabase(this.folder));
		}

		// They are counted with SQL, by what is encrypted here
		@Override
		protected boolean keepsAllTotals() {
			return false;
		}

	}

	@Nested
	class Effects extends AbstractEffectStoreTests {

		@TempDir
		Path folder;

		@Override
		protected TestDatabase database() {
			return new Transformed(new SqliteTestDatabase(this.folder));
		}

		// They are counted with SQL, by what is encrypted here
		@Override
		protected boolean keepsAllTotals() {
			return false;
		}

	}

	@Nested
	class Definitions extends AbstractDefinitionStoreTests {

		@TempDir
		Path folder;

		@Override
		protected TestDatabase database() {
			return new Transformed(new SqliteTestDatabase(this.folder));
		}

		// They are counted with SQL, by what is encrypted here
		@Override
		protected boolean keepsAllTotals() {
			return false;
		}

	}

	@Nested
	class Lineage extends AbstractLineageQueriesTests {

		@TempDir
		Path folder;

		@Override
		protected TestDatabase database() {
			return new Transformed(new SqliteTestDatabase(this.folder));
		}

		// They are counted with SQL, by what is encrypted here
		@Override
		protected boolean keepsAllTotals() {
			return false;
		}

	}

	/**
	 * A database of which all stores have one key.
	 *
	 * @param file the database
	 */
	private record Transformed(SqliteTestDatabase file) implements TestDatabase {

		@Override
		public String productName() {
			return this.file.productName();
		}

		@Override
		public String type() {
			return this.file.type();
		}

		@Override
		public Store open(String namespace) {
			SqliteStore store = SqliteStore.at(this.file.file().toString(), namespace, false, Clock.systemUTC());
			store.transform(
					new AesGcmTransformer("a", Map.of("a", "0123456789abcdef".getBytes(StandardCharsets.UTF_8))), true);
			store.open();
			return store;
		}

		@Override
		public Connection connect() throws SQLException {
			return this.file.connect();
		}

	}

}
