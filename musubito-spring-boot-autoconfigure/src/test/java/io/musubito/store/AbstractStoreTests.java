package io.musubito.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import io.musubito.StoreException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of the parts of a store have in common: a database, and stores on it.
 */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class AbstractStoreTests extends Recordings {

	private final Deque<Store> opened = new ArrayDeque<>();

	protected Store store;

	/**
	 * The database of the test, which is empty before it.
	 */
	protected abstract TestDatabase database();

	@BeforeEach
	void openStore() {
		this.store = openAnother();
	}

	@AfterEach
	void closeStoresAndCompareTheirTotals() throws SQLException {
		verifyThatAnotherNamespaceIsEmpty();
		while (!this.opened.isEmpty()) {
			this.opened.pop().close();
		}
		if (database().isOnDisk() && keepsAllTotals()) {
			try (Connection connection = database().connect()) {
				CountedTotals.verify(connection);
			}
		}
	}

	/**
	 * Whether the totals can be counted: what is recorded is neither removed nor so old
	 * that only the totals of all time are kept.
	 */
	protected boolean keepsAllTotals() {
		return true;
	}

	/**
	 * Whatever the test recorded, an application with another namespace finds nothing.
	 */
	private void verifyThatAnotherNamespaceIsEmpty() throws SQLException {
		try (Store other = database().open("other")) {
			OtherNamespace.verifyEmpty(other, database());
		}
	}

	/**
	 * Opens one more store on the same database, which is closed after the test.
	 */
	protected final Store openAnother() {
		Store another = database().open();
		this.opened.push(another);
		return another;
	}

	/**
	 * Waits until what was recorded before is committed.
	 */
	protected final void awaitRecorded() {
		this.store.runs().recent(1);
	}

	/**
	 * Closes the store while four threads go on using it, until it refuses each of them.
	 */
	protected final void closeWhile(String what, IntConsumer use) {
		AtomicInteger used = new AtomicInteger();
		List<CompletableFuture<Void>> users = Stream.generate(() -> CompletableFuture.runAsync(() -> {
			while (true) {
				use.accept(used.getAndIncrement());
			}
		})).limit(4).toList();
		Awaitility.await().until(() -> used.get() > 100);
		this.store.close();
		for (CompletableFuture<Void> one : users) {
			assertThat(one).as(what)
				.failsWithin(Duration.ofSeconds(20))
				.withThrowableThat()
				.withCauseInstanceOf(StoreException.class);
		}
	}

	protected final String query(String sql) throws SQLException {
		try (Connection connection = database().connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			assertThat(row.next()).as(sql).isTrue();
			return row.getString(1);
		}
	}

	protected final void update(String sql) throws SQLException {
		try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	@Test
	@Order(1)
	void isInTheDatabaseThatItIsMeantToBeIn() throws SQLException {
		try (Connection connection = database().connect()) {
			assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(database().productName());
		}
		assertThat(this.store.lineage().summary().type()).isEqualTo(database().type());
		this.store.nodes().record(execution("draft", "x"));
		assertThat(query("SELECT node_id FROM musubito_node")).isEqualTo(key("draft").nodeId());
	}

}
