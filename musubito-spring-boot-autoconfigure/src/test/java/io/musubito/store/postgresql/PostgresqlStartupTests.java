package io.musubito.store.postgresql;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

import io.musubito.StoreException;
import io.musubito.store.Recordings;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a store in PostgreSQL refuses when it is opened, and what it says.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class PostgresqlStartupTests extends Recordings {

	private final PostgresqlServer server = PostgresqlServer.shared();

	@Test
	void aWrongPasswordIsRefused() {
		refuses(this.server.createUser("guarded", "right"), "guarded", "wrong", null, "password authentication failed",
				"Check musubito.store.username and musubito.store.password");
	}

	@Test
	void aHostThatCanNotBeReachedIsRefused() {
		refuses("jdbc:postgresql://localhost:1/postgres", "postgres", "secret", null, "localhost:1",
				"host and port in musubito.store.url");
	}

	@Test
	void aDatabaseThatThereIsNotIsRefused() {
		refuses(this.server.url().replace("/postgres?", "/missing?"), null, null, null, "\"missing\" does not exist",
				"Create the database, or correct its name in musubito.store.url");
	}

	@Test
	void aSchemaThatItsUserMayNotUseIsRefused() {
		String schema = this.server.createSchema();
		this.server.execute("CREATE ROLE stranger_" + schema + " LOGIN");
		refuses(this.server.url().replace("user=postgres", "user=stranger_" + schema), null, null, schema,
				"permission denied", "GRANT USAGE, CREATE ON SCHEMA");
		refuses(this.server.url().replace("user=postgres", "user=stranger_" + schema), null, null, schema + "x",
				"permission denied", "GRANT USAGE, CREATE ON SCHEMA");
	}

	@Test
	void aSchemaWithTablesOfAnotherProjectIsRefusedAndLeftAsItIs() {
		String schema = this.server.createSchema();
		this.server.execute("CREATE TABLE " + schema + ".musubito_other (id INTEGER)");
		refuses(this.server.url(), null, null, schema, "has the table 'musubito_other'",
				"Set musubito.store.schema to another schema");
		assertThat(this.server.tables(schema)).containsExactly("musubito_other");
	}

	@Test
	void aNewerSchemaIsRefused() {
		String schema = this.server.createSchema();
		open(schema).close();
		this.server.execute("UPDATE " + schema + ".musubito_schema_history SET version = '99' WHERE version = '1'");
		refuses(this.server.url(), null, null, schema, "its schema has version 99", "Use the release that wrote it");
	}

	@Test
	void aSchemaOfOtherMigrationsIsRefused() {
		String schema = this.server.createSchema();
		open(schema).close();
		this.server.execute("UPDATE " + schema + ".musubito_schema_history SET checksum = 1 WHERE version = '1'");
		refuses(this.server.url(), null, null, schema, "made by other migrations", "musubito.store.schema");
	}

	@Test
	void aDataSourceOfAnotherDatabaseIsRefused() {
		JdbcDataSource h2 = new JdbcDataSource();
		h2.setUrl("jdbc:h2:mem:other");
		try (PostgresqlStore store = PostgresqlStore.on(h2, null, "", Clock.systemUTC())) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::open)
				.withMessageContaining("it is a database of H2")
				.withMessageContaining("musubito.store.data-source");
		}
	}

	@Test
	void tablesOfTheApplicationAreNoObstacle() {
		String schema = this.server.createSchema();
		this.server.execute("CREATE TABLE " + schema + ".customer (id INTEGER)");
		try (PostgresqlStore store = open(schema)) {
			store.nodes().record(execution("draft", "x"));
			assertThat(store.nodes().find(key("draft").nodeId())).isPresent();
		}
		assertThat(this.server.tables(schema)).contains("customer", "musubito_node");
	}

	@Test
	void aSchemaThatIsNotThereIsCreated() {
		String schema = "Created: \"" + this.server.createSchema() + "\" $1";
		try (PostgresqlStore store = open(schema)) {
			store.nodes().record(execution("draft", "x"));
			assertThat(store.nodes().find(key("draft").nodeId())).isPresent();
		}
	}

	@Test
	void manyThatStartTogetherMigrateOnce() throws Exception {
		String schema = this.server.createSchema();
		CyclicBarrier together = new CyclicBarrier(6);
		List<CompletableFuture<PostgresqlStore>> starts = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
			await(together);
			return open(schema);
		}, (work) -> new Thread(work).start())).limit(6).toList();
		List<PostgresqlStore> stores = new ArrayList<>();
		for (CompletableFuture<PostgresqlStore> start : starts) {
			stores.add(start.get());
		}
		stores.get(0).nodes().record(execution("draft", "x"));
		assertThat(stores).allMatch((store) -> store.nodes().find(key("draft").nodeId()).isPresent());
		stores.forEach(PostgresqlStore::close);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private PostgresqlStore open(String schema) {
		PostgresqlStore store = PostgresqlStore.at(this.server.url(), null, null, schema, "", Clock.systemUTC());
		store.open();
		return store;
	}

	private static void refuses(String url, @Nullable String username, @Nullable String password,
			@Nullable String schema, String... messages) {
		try (PostgresqlStore store = PostgresqlStore.at(url, username, password, schema, "", Clock.systemUTC())) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::open)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("can't be opened").contains(messages))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret", "wrong"));
		}
	}

}
