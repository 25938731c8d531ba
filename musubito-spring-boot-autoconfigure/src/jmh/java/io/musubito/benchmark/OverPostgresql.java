package io.musubito.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import io.musubito.store.postgresql.PostgresqlServer;

/**
 * Replays and first executions with a store in a PostgreSQL on this machine, against
 * point reads with a connection of a pool, each of which is one round trip.
 */
final class OverPostgresql {

	private static final int NODES = 1_000;

	private static final int CALLS = 500;

	private static final int TURNS = 40;

	/** About what a replay takes beside its read. */
	private static final Duration WORK = Duration.ofNanos(20_000);

	private OverPostgresql() {
	}

	static List<Row> measure(Scale scale) throws Exception {
		// Each figure has a JVM of its own
		System.setProperty("musubito.test.database", "postgresql");
		int turns = scale.turns(TURNS);
		try (Scratch scratch = new Scratch();
				DraftApplication application = new DraftApplication(scratch.folder()).draftAll(NODES);
				PooledReads reads = new PooledReads(NODES)) {
			// As the server does by itself within a minute: until then it plans for empty
			// tables
			PostgresqlServer.shared().execute("ANALYZE");
			Callable<Double> read = Turns.each(CALLS, reads.read());
			return List.of(
					Turns.measure(turns, Turns.each(CALLS, application.replay(0)), read)
						.time("PostgreSQL: replay of 1 KB, 1,000 nodes ÷ point read with a pooled connection",
								Target.atMost(2)),
					Turns
						.measure(turns, Turns.each(CALLS, application.replay(0)),
								Turns.each(CALLS, reads.readAfter(WORK)))
						.time("PostgreSQL: replay of 1 KB, 1,000 nodes ÷ the same point read after 20 µs of other work",
								Target.NONE),
					Turns.measure(turns, Turns.each(CALLS / 5, new Executing(application)), read)
						.time("PostgreSQL: first execution, 1 thread ÷ point read with a pooled connection",
								Target.NONE));
		}
	}

	/**
	 * Executes the step for topics that it was not executed for.
	 */
	private static final class Executing implements Callable<String> {

		private final DraftApplication application;

		private int topic = NODES;

		Executing(DraftApplication application) {
			this.application = application;
		}

		@Override
		public String call() {
			return this.application.draft(this.topic++);
		}

	}

}
