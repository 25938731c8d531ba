package io.musubito.benchmark;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

import io.musubito.store.Execution;
import io.musubito.store.sqlite.SqliteStore;

/**
 * Marking everything downstream of a node, against the shortest recursive update that
 * marks the same rows. A third connection, which is neither that of the store nor the
 * bare one, makes all nodes valid again between the turns, so that both find their cache
 * of pages outdated.
 */
final class Invalidation implements AutoCloseable {

	private static final int NODES = 10_000;

	private static final int TURNS = 40;

	private static final long NOW = 1_800_000_000_000_000_000L;

	private static final String UPDATE = """
			WITH RECURSIVE affected (id) AS (
				SELECT id FROM musubito_node WHERE namespace = '' AND node_id = ?
				UNION
				SELECT e.downstream FROM affected a JOIN musubito_edge e ON e.namespace = '' AND e.upstream = a.id
			)
			UPDATE musubito_node SET status = 'STALE', stale_by = ?, updated_at = ?
			WHERE namespace = '' AND status = 'SUCCESS' AND id IN (SELECT id FROM affected)
			""";

	private static final String RESET = "UPDATE musubito_node SET status = 'SUCCESS', stale_by = NULL "
			+ "WHERE status = 'STALE'";

	private final Scratch scratch = new Scratch();

	private final Shape shape;

	private final int turns;

	private final int nodes;

	private final String root;

	private final SqliteStore store;

	private final PreparedStatement update;

	private final PreparedStatement reset;

	Invalidation(Shape shape, Scale scale) throws SQLException, IOException {
		this.shape = shape;
		this.turns = scale.turns(TURNS);
		List<Execution> executions = shape.executions(scale.nodes(NODES));
		this.nodes = executions.size();
		this.root = executions.get(0).key().nodeId();
		this.store = SqliteStore.open(this.scratch.file(), false, Clock.systemUTC());
		executions.forEach(this.store.nodes()::record);
		this.update = this.scratch.connect().prepareStatement(UPDATE);
		this.reset = this.scratch.connect().prepareStatement(RESET);
	}

	static Measurement of(Shape shape) {
		return (scale) -> {
			try (Invalidation invalidation = new Invalidation(shape, scale)) {
				return List.of(invalidation.measure());
			}
		};
	}

	Row measure() throws Exception {
		return Turns
			.measure(this.turns, marking(() -> this.store.nodes().invalidate(this.root)), marking(this::updateBare))
			.time("invalidation of %,d nodes, %s ÷ bare update".formatted(this.nodes, this.shape.description()),
					Target.atMost(1.3));
	}

	private int updateBare() throws SQLException {
		this.update.setString(1, this.root);
		this.update.setString(2, this.root);
		this.update.setLong(3, NOW);
		return this.update.executeUpdate();
	}

	private Callable<Double> marking(Callable<Integer> work) {
		return () -> {
			this.reset.executeUpdate();
			return Turns.each(1, () -> {
				int marked = work.call();
				if (marked != this.nodes) {
					throw new IllegalStateException(marked + " nodes were marked, not " + this.nodes);
				}
				return marked;
			}).call();
		};
	}

	@Override
	public void close() throws SQLException, IOException {
		this.store.close();
		this.scratch.close();
	}

}
