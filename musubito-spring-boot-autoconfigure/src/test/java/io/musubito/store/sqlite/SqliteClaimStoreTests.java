package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Set;

import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.store.ClaimWait;
import io.musubito.store.Recordings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Claims of two stores on one file, as two applications have them.
 */
@Timeout(60)
class SqliteClaimStoreTests extends Recordings {

	@TempDir
	Path folder;

	private SqliteStore one;

	private SqliteStore other;

	@BeforeEach
	void open() {
		this.one = SqliteStore.open(file(), false, Clock.systemUTC());
		this.other = SqliteStore.open(file(), false, Clock.systemUTC());
	}

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

	@Test
	void theFirstOneHasTheClaimAndTheOtherLearnsWho() {
		assertThat(this.one.claims().acquire(key("draft"), "run", NOW)).isEmpty();
		Claim claim = this.other.claims().acquire(key("draft"), null, NOW.plusSeconds(1)).orElseThrow();
		assertThat(claim.operation()).isEqualTo("draft");
		assertThat(claim.nodeId()).isEqualTo(key("draft").nodeId());
		assertThat(claim.runId()).isEqualTo("run");
		assertThat(claim.since()).isEqualTo(NOW);
		assertThat(claim.pid()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
		assertThat(this.other.claims().acquire(key("score"), null, NOW)).isEmpty();
	}

	@Test
	void whatIsReleasedCanBeClaimedByTheOther() {
		this.one.claims().acquire(key("draft"), null, NOW);
		this.other.claims().release(key("draft").replayKey());
		assertThat(this.other.claims().acquire(key("draft"), null, NOW)).isPresent();
		this.one.claims().release(key("draft").replayKey());
		Awaitility.await().until(() -> this.other.claims().find(key("draft").replayKey()).isEmpty());
		assertThat(this.other.claims().acquire(key("draft"), null, NOW)).isEmpty();
	}

	@Test
	void anExecutionIsRecordedAndReleasedInOneTransaction() {
		this.one.claims().acquire(key("draft"), null, NOW);
		this.one.nodes().record(execution("draft", "x"));
		assertThat(this.other.claims().find(key("draft").replayKey())).isEmpty();
		assertThat(this.other.nodes().find(key("draft").nodeId())).isPresent();
	}

	@Test
	void anExecutionWithoutAClaimDoesNotReleaseThatOfAnother() {
		this.one.claims().acquire(key("draft"), null, NOW);
		this.other.nodes().record(execution("draft", "x"));
		assertThat(this.other.claims().find(key("draft").replayKey())).isPresent();
	}

	@Test
	void aClosedStoreHasNoClaims() {
		this.one.claims().acquire(key("draft"), null, NOW);
		this.one.close();
		assertThat(this.other.claims().findAll()).isEmpty();
	}

	@Test
	void whatADeadProcessLeftIsNotSeenAndTakenOver() throws Exception {
		insertClaimOfTheDead();
		assertThat(this.one.claims().findAll()).isEmpty();
		assertThat(this.one.claims().find(key("draft").replayKey())).isEmpty();
		assertThat(this.one.claims().acquire(key("draft"), null, NOW)).isEmpty();
		assertThat(this.other.claims().acquire(key("draft"), null, NOW)).isPresent();
	}

	@Test
	void theNextStartRemovesWhatADeadProcessLeft() throws Exception {
		insertClaimOfTheDead();
		SqliteStore.open(file(), false, Clock.systemUTC()).close();
		try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				var rows = connection.createStatement().executeQuery("SELECT count(*) FROM musubito_claim")) {
			assertThat(rows.getInt(1)).isZero();
		}
	}

	@Test
	void theWaitThatWouldCloseACircleIsRefused() {
		ClaimStore claims = this.one.claims();
		claims.acquire(key("a"), null, NOW);
		claims.acquire(key("b"), null, NOW);
		claims.acquire(key("c"), null, NOW);
		assertThat(claims.await(wait("1", "b", "a"))).isEmpty();
		assertThat(claims.await(wait("2", "c", "b"))).isEmpty();
		assertThat(claims.findAll()).extracting(Claim::waiting).containsExactlyInAnyOrder(0, 1, 1);
		assertThat(this.other.claims().await(wait("3", "a", "c"))).containsExactly("a", "b", "c");
		claims.endWait("2");
		Awaitility.await().until(() -> claims.findAll().stream().mapToInt(Claim::waiting).sum() == 1);
		assertThat(this.other.claims().await(wait("3", "a", "c"))).isEmpty();
	}

	private static ClaimWait wait(String id, String wanted, String blocked) {
		return new ClaimWait(id, key(wanted).replayKey(), Set.of(key(blocked).replayKey()));
	}

	private void insertClaimOfTheDead() throws Exception {
		try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				var insert = connection.prepareStatement("""
						INSERT INTO musubito_claim (replay_key, node_id, operation, type, owner, since)
						VALUES (?, 'n', 'draft', 'STOCHASTIC', '1-dead', 0)
						""")) {
			insert.setString(1, key("draft").replayKey());
			insert.executeUpdate();
		}
	}

}
