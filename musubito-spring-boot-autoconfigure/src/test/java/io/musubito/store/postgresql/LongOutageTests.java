package io.musubito.store.postgresql;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.musubito.NodeStatus;
import io.musubito.StoreException;
import io.musubito.store.Node;
import io.musubito.store.Recordings;
import io.musubito.store.Store;
import io.musubito.testing.Forwarder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A process that can't reach PostgreSQL for longer than its lease: what it has computed
 * meanwhile is recorded afterwards, unless another one has taken the computation over.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class LongOutageTests extends Recordings {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private final PostgresqlTestDatabase database = PostgresqlTestDatabase.create();

	private final List<Store> stores = new ArrayList<>();

	private Forwarder network;

	private Store store;

	@BeforeEach
	void open() throws IOException {
		int port = PostgresqlServer.shared().port();
		this.network = Forwarder.to(port);
		this.store = open(this.database.url().replace(":" + port, ":" + this.network.port()));
	}

	@AfterEach
	void close() throws Exception {
		this.network.restore();
		for (Store opened : this.stores) {
			opened.close();
		}
		this.network.close();
	}

	@Test
	void whatAnotherOneHasTakenOverIsNotReplaced() {
		computeDuringAnOutage();
		Store other = open(this.database.url());
		assertThat(other.claims().claim(key("draft"), null, NOW).other()).as("the lease has ended").isNull();
		other.nodes().record(execution("draft", "of the other"));
		this.network.restore();
		awaitWritten();
		assertThat(find(other)).isEqualTo(artifact("of the other").artifactId());
		assertThat(find(this.store)).isEqualTo(artifact("of the other").artifactId());
	}

	@Test
	void whatWasInvalidatedMeanwhileIsNotMadeValidAgain() {
		computeDuringAnOutage();
		Store other = open(this.database.url());
		other.claims().claim(key("draft"), null, NOW);
		other.nodes().record(execution("draft", "of the other"));
		other.nodes().invalidate(key("draft").nodeId());
		this.network.restore();
		awaitWritten();
		assertThat(other.nodes().find(key("draft").nodeId()).map(Node::status)).hasValue(NodeStatus.STALE);
		assertThat(find(other)).isEqualTo(artifact("of the other").artifactId());
	}

	@Test
	void whatAnotherOneComputesNowIsLeftToIt() {
		computeDuringAnOutage();
		Store other = open(this.database.url());
		other.claims().claim(key("draft"), null, NOW);
		this.network.restore();
		awaitWritten();
		assertThat(other.nodes().find(key("draft").nodeId())).isEmpty();
		other.nodes().record(execution("draft", "of the other"));
		assertThat(find(this.store)).isEqualTo(artifact("of the other").artifactId());
	}

	@Test
	void whatNobodyHasTakenOverIsRecorded() {
		computeDuringAnOutage();
		// Removes the claims of processes that have ended
		Store other = open(this.database.url());
		this.network.restore();
		awaitWritten();
		assertThat(find(other)).isEqualTo(artifact("kept").artifactId());
	}

	private void computeDuringAnOutage() {
		this.store.claims().claim(key("draft"), null, NOW);
		this.network.cutOff();
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> this.store.nodes().record(execution("draft", "kept")));
		this.store.claims().release(key("draft").replayKey());
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> PostgresqlServer.shared()
				.query("SELECT count(*) FROM " + this.database.schema() + ".musubito_process WHERE lease_until < now()")
				.equals("1"));
	}

	private void awaitWritten() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
			// Written after what was kept
			this.store.nodes().record(execution("next", "value"));
			return true;
		});
	}

	private static String find(Store store) {
		return store.nodes().find(key("draft").nodeId()).map(Node::artifactId).orElse(null);
	}

	private Store open(String url) {
		Store opened = PostgresqlStore.at(url, null, null, this.database.schema(), "", LEASE, Clock.systemUTC());
		this.stores.add(opened);
		opened.open();
		return opened;
	}

}
