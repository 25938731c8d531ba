package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.musubito.store.Recordings;
import io.musubito.store.RetentionRules;

/**
 * Records chains of nodes, and removes them all.
 */
public final class RetainingProcess extends Recordings {

	static final String RECORDED = "recorded";

	static final int CHAINS = 1_000;

	private RetainingProcess() {
	}

	public static void main(String[] args) {
		try (SqliteStore store = SqliteStore.open(Path.of(args[0]), false, Clock.systemUTC())) {
			for (int chain = 0; chain < CHAINS; chain++) {
				String first = "first/" + chain;
				store.nodes().record(execution(first, first));
				store.nodes().record(execution("second/" + chain, "second", data(first, first)));
			}
			System.out.println(RECORDED);
			Instant later = NOW.plus(Duration.ofDays(90));
			store.retention().apply(new RetentionRules(Duration.ofDays(30), null, null, Duration.ofDays(400)), later);
		}
	}

}
