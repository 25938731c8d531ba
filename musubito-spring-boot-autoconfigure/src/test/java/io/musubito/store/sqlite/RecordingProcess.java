package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.store.Recordings;

/**
 * A process of its own that records executions until it is killed.
 */
public final class RecordingProcess extends Recordings {

	static final String ACKNOWLEDGED = "acknowledged ";

	private RecordingProcess() {
	}

	public static void main(String[] args) {
		SqliteStore store = SqliteStore.open(Path.of(args[0]), false, Clock.systemUTC());
		for (int number = 1; number < 1_000_000; number++) {
			store.nodes().record(execution("draft/" + number, "x"));
			System.out.println(ACKNOWLEDGED + number);
		}
	}

}
