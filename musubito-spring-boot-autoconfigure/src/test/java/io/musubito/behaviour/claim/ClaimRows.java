package io.musubito.behaviour.claim;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.store.Claim;
import io.musubito.store.sqlite.SqliteStore;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;

/**
 * What this process sees of the claims of others.
 */
final class ClaimRows {

	private ClaimRows() {
	}

	static void awaitWaiting(Path directory) {
		try (SqliteStore store = SqliteStore.open(Engine.in(directory).store(), false, Clock.systemUTC())) {
			Awaitility.await().until(() -> store.claims().findAll().stream().mapToInt(Claim::waiting).sum() > 0);
		}
	}

}
