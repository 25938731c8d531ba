package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.RunStatus;
import io.musubito.StepType;
import io.musubito.store.ClaimWait;
import io.musubito.store.CountedTotals;
import io.musubito.store.EffectAttempt;
import io.musubito.store.EffectIntent;
import io.musubito.store.EffectOutcome;
import io.musubito.store.NodeKey;
import io.musubito.store.RecordedCode;
import io.musubito.store.Recordings;
import io.musubito.store.RetentionRules;
import io.musubito.store.Store;
import io.musubito.testing.NamespaceDump;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Two namespaces of one file in which the same ids are recorded: whatever is done in one,
 * no row of the other changes.
 */
class NamespaceTests extends Recordings {

	private static final NodeKey MAIL = key("mail", StepType.EXTERNAL_EFFECT);

	private static final Instant LATER = NOW.plus(Duration.ofDays(1000));

	@TempDir
	Path folder;

	private Store one;

	private Store other;

	private SortedMap<String, List<String>> rowsOfOther;

	@BeforeEach
	void recordTheSameInBoth() throws SQLException {
		this.one = open("one");
		this.other = open("other");
		record(this.other);
		record(this.one);
		this.rowsOfOther = dumpOther();
		assertThat(this.rowsOfOther).hasSizeGreaterThan(20);
		this.one.lineage().summary();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
			CountedTotals.verify(connection);
		}
	}

	@AfterEach
	void noRowOfTheOtherHasChanged() {
		this.one.close();
		SortedMap<String, List<String>> now = dumpOther();
		assertThat(now.keySet()).isEqualTo(this.rowsOfOther.keySet());
		this.rowsOfOther.forEach((table, rows) -> assertThat(now.get(table)).as(table).isEqualTo(rows));
		this.other.close();
	}

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

	private SqliteStore open(String namespace) {
		return SqliteStore.open(file(), namespace, false, Clock.systemUTC());
	}

	/**
	 * With all that was recorded before.
	 */
	private SortedMap<String, List<String>> dumpOther() {
		this.other.lineage().summary();
		return NamespaceDump.of(file(), "other");
	}

	private static void record(Store store) {
		store.nodes().record(execution("facts", "f"));
		store.nodes().record(execution("draft", "d", data("facts", "f"), call("facts", "f")));
		store.nodes().record(inRun(execution("score", "s", data("draft", "d")), "run 1", 0));
		store.nodes().record(inRun(replay("facts", "f"), "run 1", 1));
		store.nodes().record(replay("draft", "d"));
		store.nodes().record(failure("broken", "no", data("facts", "f")));
		store.nodes().record(replayInOtherLineage("draft/2", "draft", "d"));
		store.runs().end("run 1", RunStatus.SUCCESS, NOW);
		store.nodes()
			.rememberCode(new RecordedCode(hash("code"), CodeLevel.REACHABLE, new TreeMap<>(), CodeBoundary.NONE));
		store.nodes().rememberText("resource x", "prompt");
		store.definitions().remember(Map.of("draft", new TreeMap<>(Map.of("code", "c"))));
		store.definitions().rememberScheme("s");
		store.fingerprints().remember("com.acme", new byte[] { 1 });
		store.effects().record(new EffectOutcome.Succeeded(begin(store), execution(MAIL, "sent")));
		store.claims().claim(key("claimed"), null, NOW);
		store.claims().await(new ClaimWait("wait", key("claimed").replayKey(), Set.of()));
	}

	private static EffectAttempt begin(Store store) {
		return store.effects()
			.begin(new EffectIntent(MAIL, "idempotency", store.processes().self(), false, true, List.of(),
					new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null), NOW, null))
			.orElseThrow();
	}

	@Test
	void recordingAgainAndOtherwise() {
		this.one.nodes().record(execution("facts", "other"));
		this.one.nodes().record(failure("draft", "failed"));
		this.one.definitions().remember(Map.of("draft", new TreeMap<>(Map.of("code", "other"))));
		this.one.definitions().rememberScheme("other");
		this.one.fingerprints().remember("com.acme", new byte[] { 2 });
		this.one.nodes().record(inRun(execution("new", "n"), "run 1", 2));
		this.one.runs().end("run 1", RunStatus.FAILED, LATER);
		assertThat(this.one.nodes().find(key("draft").nodeId()).orElseThrow().staleBy()).isNotNull();
		assertThat(this.other.nodes().find(key("draft").nodeId()).orElseThrow().staleBy()).isNull();
		assertThat(this.other.definitions().findScheme()).contains("s");
	}

	@Test
	void invalidating() {
		assertThat(this.one.nodes().invalidate(key("facts").nodeId())).isEqualTo(4);
	}

	@Test
	void effectsAreInDoubtInOne() {
		EffectAttempt attempt = begin(this.one);
		assertThat(attempt).isNotNull();
		this.one.effects().abandon(this.one.effects().find(MAIL.replayKey()).orElseThrow(), "gone", NOW);
		assertThat(this.one.effects().find(MAIL.replayKey()).orElseThrow().error()).isEqualTo("gone");
	}

	@Test
	void releasingClaims() {
		this.one.claims().endWait("wait");
		this.one.claims().release(key("claimed").replayKey());
		Awaitility.await().until(() -> this.one.claims().findAll().isEmpty());
		assertThat(this.other.claims().findAll()).hasSize(1);
	}

	@Test
	void erasing() {
		assertThat(this.one.retention().erase(key("facts").nodeId(), NOW)).isPositive();
		assertThat(this.one.nodes().findPayload(artifact("f").artifactId())).isEmpty();
		assertThat(this.other.nodes().findPayload(artifact("f").artifactId())).isPresent();
		assertThatIllegalArgumentException().isThrownBy(() -> this.one.retention().erase("unknown", NOW));
	}

	@Test
	void retention() {
		this.one.retention().apply(new RetentionRules(Duration.ZERO, 1L, 0, Duration.ZERO), LATER);
		assertThat(this.one.lineage().summary().nodes()).isLessThan(this.other.lineage().summary().nodes());
		assertThat(this.one.runs().recent(10)).isEmpty();
		assertThat(this.other.runs().recent(10)).hasSize(1);
	}

	@Test
	void aSizeIsThatOfTheNamespaceAlone() {
		for (int i = 0; i < 200; i++) {
			this.other.nodes().record(execution("long/" + i, i + "x".repeat(5000)));
		}
		this.rowsOfOther = dumpOther();
		RetentionRules rules = new RetentionRules(null, 500_000L, null, Duration.ZERO);
		assertThat(this.other.lineage().summary().sizeBytes()).isGreaterThan(800_000);
		assertThat(this.one.retention().foresee(rules, LATER).nodes()).isZero();
		assertThat(this.other.retention().foresee(rules, LATER).nodes()).isPositive();
		assertThat(this.one.retention().apply(rules, LATER).nodes()).isZero();
	}

	@Test
	void storesOfOneNamespaceShare() {
		try (Store same = open("one")) {
			assertThat(same.nodes().find("none", key("draft").replayKey())).isPresent();
			assertThat(same.runs().recent(10)).hasSize(1);
			assertThat(same.claims().findAll()).hasSize(1);
		}
	}

}
