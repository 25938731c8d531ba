package io.musubito.behaviour.claim;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.musubito.store.Claim;
import io.musubito.store.sqlite.SqliteStore;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What this process sees of the claims of others.
 */
final class ClaimRows implements AutoCloseable {

	private final SqliteStore store;

	private ClaimRows(SqliteStore store) {
		this.store = store;
	}

	static ClaimRows open(Path directory, Clock clock) {
		return new ClaimRows(SqliteStore.open(Engine.in(directory).store(), false, clock));
	}

	static void awaitWaiting(Path directory) {
		try (ClaimRows rows = open(directory, Clock.systemUTC())) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> rows.store.claims().findAll().stream().mapToInt(Claim::waiting).sum() > 0);
		}
	}

	Claim only() {
		List<Claim> claims = this.store.claims().findAll();
		assertThat(claims).hasSize(1);
		return claims.get(0);
	}

	Optional<Claim> find(String replayKey) {
		return this.store.claims().find(replayKey);
	}

	@Override
	public void close() {
		this.store.close();
	}

}
