package io.musubito.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link ClaimStore} must do, with two stores on one database, as two
 * applications have them.
 */
public abstract class AbstractClaimStoreTests extends AbstractStoreTests {

	private Store other;

	@BeforeEach
	void openOther() {
		this.other = openAnother();
	}

	@Test
	void theFirstOneHasTheClaimAndTheOtherLearnsWho() {
		assertThat(this.store.claims().acquire(key("draft"), "run", NOW)).isEmpty();
		Claim claim = this.other.claims().acquire(key("draft"), null, NOW.plusSeconds(1)).orElseThrow();
		assertThat(claim.operation()).isEqualTo("draft");
		assertThat(claim.nodeId()).isEqualTo(key("draft").nodeId());
		assertThat(claim.runId()).isEqualTo("run");
		assertThat(claim.since()).isEqualTo(NOW);
		assertThat(claim.pid()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
		assertThat(this.other.claims().acquire(key("score"), null, NOW)).isEmpty();
	}

	@Test
	void tellsWhetherThereWasANodeWhenItWasClaimed() {
		assertThat(this.store.claims().claim(key("draft"), null, NOW)).isEqualTo(new Claimed(null, false));
		this.store.nodes().record(execution("draft", "x"));
		assertThat(this.other.claims().claim(key("draft"), null, NOW)).isEqualTo(new Claimed(null, true));
		assertThat(this.other.claims().claim(keyOfOtherLineage("draft/2", "draft"), null, NOW).other()).isNotNull();
		this.store.nodes().record(execution("score", "x"));
		assertThat(this.other.claims().claim(keyOfOtherLineage("score/2", "score"), null, NOW))
			.isEqualTo(new Claimed(null, true));
	}

	@Test
	void whatIsReleasedCanBeClaimedByTheOther() {
		this.store.claims().acquire(key("draft"), null, NOW);
		this.other.claims().release(key("draft").replayKey());
		assertThat(this.other.claims().acquire(key("draft"), null, NOW)).isPresent();
		this.store.claims().release(key("draft").replayKey());
		Awaitility.await().until(() -> this.other.claims().find(key("draft").replayKey()).isEmpty());
		assertThat(this.other.claims().acquire(key("draft"), null, NOW)).isEmpty();
	}

	@Test
	void anExecutionIsRecordedAndReleasedInOneTransaction() {
		this.store.claims().acquire(key("draft"), null, NOW);
		this.store.nodes().record(execution("draft", "x"));
		assertThat(this.other.claims().find(key("draft").replayKey())).isEmpty();
		assertThat(this.other.nodes().find(key("draft").nodeId())).isPresent();
	}

	@Test
	void anExecutionWithoutAClaimDoesNotReleaseThatOfAnother() {
		this.store.claims().acquire(key("draft"), null, NOW);
		this.other.nodes().record(execution("draft", "x"));
		assertThat(this.other.claims().find(key("draft").replayKey())).isPresent();
	}

	@Test
	void aClosedStoreHasNoClaims() throws SQLException {
		this.store.claims().acquire(key("draft"), null, NOW);
		this.store.claims().await(wait("1", "score", "draft"));
		this.store.close();
		assertThat(this.other.claims().findAll()).isEmpty();
		assertThat(query("SELECT count(*) FROM musubito_claim")).as("rows of claims").isEqualTo("0");
		assertThat(query("SELECT count(*) FROM musubito_claim_wait")).as("rows of waits").isEqualTo("0");
	}

	@Test
	void whatIsClaimedWhileItIsClosedIsReleasedToo() throws Exception {
		closeWhile("claiming", (number) -> this.store.claims().acquire(key("draft/" + number), null, NOW));
		assertThat(query("SELECT count(*) FROM musubito_claim")).as("rows of claims").isEqualTo("0");
	}

	@Test
	void whatAProcessThatHasEndedLeftIsNotSeenAndTakenOver() throws Exception {
		insertClaimOfAnEndedProcess();
		assertThat(this.store.claims().findAll()).isEmpty();
		assertThat(this.store.claims().find(key("draft").replayKey())).isEmpty();
		assertThat(this.store.claims().acquire(key("draft"), null, NOW)).isEmpty();
		assertThat(this.other.claims().acquire(key("draft"), null, NOW)).isPresent();
	}

	@Test
	void theNextStartRemovesWhatAProcessThatHasEndedLeft() throws Exception {
		insertClaimOfAnEndedProcess();
		openAnother();
		assertThat(query("SELECT count(*) FROM musubito_claim")).isEqualTo("0");
	}

	@Test
	void theWaitThatWouldCloseACycleIsRefused() {
		ClaimStore claims = this.store.claims();
		claims.acquire(key("a"), null, NOW);
		claims.acquire(key("b"), null, NOW);
		this.other.claims().acquire(key("c"), null, NOW);
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

	private void insertClaimOfAnEndedProcess() throws SQLException {
		try (Connection connection = database().connect(); PreparedStatement insert = connection.prepareStatement("""
				INSERT INTO musubito_claim (namespace, replay_key, node_id, operation, type, owner, since)
				VALUES ('', ?, 'n', 'draft', 'STOCHASTIC', '1-dead', 0)
				""")) {
			insert.setString(1, key("draft").replayKey());
			insert.executeUpdate();
		}
	}

}
