package io.musubito.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

import io.musubito.store.Execution;
import io.musubito.store.NodeStore;
import io.musubito.store.sqlite.SqliteStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Marking everything downstream of a node, against the shortest recursive update that
 * marks the same rows. The graph is a chain of diamonds. A third connection, which is
 * neither that of the store nor the bare one, makes all nodes valid again between the
 * invocations, so that both find their cache of pages outdated.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(3)
public class InvalidationBenchmark {

	private static final int DIAMONDS = 3_333;

	private static final int NODES = 1 + 3 * DIAMONDS;

	@Benchmark
	public int invalidate(DiamondChain chain) {
		return chain.marked(chain.store.nodes().invalidate(chain.root));
	}

	@Benchmark
	public int bareUpdate(DiamondChain chain) throws SQLException {
		chain.update.setString(1, chain.root);
		chain.update.setString(2, chain.root);
		chain.update.setLong(3, 1_800_000_000_000_000_000L);
		return chain.marked(chain.update.executeUpdate());
	}

	/**
	 * A chain of diamonds, all valid.
	 */
	@State(Scope.Benchmark)
	public static class DiamondChain {

		private Scratch scratch;

		private SqliteStore store;

		private String root;

		private PreparedStatement update;

		private PreparedStatement reset;

		@Setup
		public void record() throws SQLException, IOException {
			this.scratch = new Scratch();
			this.store = SqliteStore.open(this.scratch.file(), false, Clock.systemUTC());
			NodeStore nodes = this.store.nodes();
			Execution join = Executions.of("join", 0, "join 0");
			nodes.record(join);
			this.root = join.key().nodeId();
			for (int i = 1; i <= DIAMONDS; i++) {
				Execution left = Executions.of("left", i, "left " + i, join);
				Execution right = Executions.of("right", i, "right " + i, join);
				join = Executions.of("join", i, "join " + i, left, right);
				nodes.record(left);
				nodes.record(right);
				nodes.record(join);
			}
			Connection connection = this.scratch.connect();
			this.update = connection.prepareStatement("""
					WITH RECURSIVE affected (id) AS (
						SELECT id FROM musubito_node WHERE node_id = ?
						UNION
						SELECT e.downstream FROM affected a JOIN musubito_edge e ON e.upstream = a.id
					)
					UPDATE musubito_node SET status = 'STALE', stale_by = ?, updated_at = ?
					WHERE status = 'SUCCESS' AND id IN (SELECT id FROM affected)
					""");
			this.reset = this.scratch.connect()
				.prepareStatement(
						"UPDATE musubito_node SET status = 'SUCCESS', stale_by = NULL WHERE status = 'STALE'");
		}

		@Setup(Level.Invocation)
		public void makeValid() throws SQLException {
			this.reset.executeUpdate();
		}

		int marked(int count) {
			if (count != NODES) {
				throw new IllegalStateException(count + " nodes were marked, not " + NODES);
			}
			return count;
		}

		@TearDown
		public void close() throws SQLException, IOException {
			this.store.close();
			this.scratch.close();
		}

	}

}
