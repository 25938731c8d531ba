package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.store.Recordings;

/**
 * A process of its own that executes, replays outside of runs, and ends without closing
 * its store.
 */
public final class ReplayingProcess extends Recordings {

	static final String DONE = "done";

	static final int NODES = 10;

	/** More than are gathered before some are written. */
	static final int REPLAYS = 7_000;

	private ReplayingProcess() {
	}

	public static void main(String[] args) {
		SqliteStore store = SqliteStore.open(Path.of(args[0]), false, Clock.systemUTC());
		for (int node = 0; node < NODES; node++) {
			store.nodes().record(execution("draft/" + node, "x"));
		}
		for (int i = 0; i < REPLAYS; i++) {
			store.nodes().record(replay("draft/" + i % NODES, "x"));
		}
		System.out.println(DONE);
		Runtime.getRuntime().halt(1);
	}

}
