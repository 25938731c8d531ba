package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.musubito.NodeStatus;
import io.musubito.StepType;
import io.musubito.store.AbstractStoreTests;
import io.musubito.store.NodeStore;
import io.musubito.store.TestDatabase;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Marking goes on below nodes that are stale already: what is below them may be valid.
 */
class InvalidationTests extends AbstractStoreTests {

	private static final int HISTORIES = 15;

	private static final int EVENTS = 60;

	private static final int NODES = 12;

	@TempDir
	Path folder;

	private final Map<String, String> values = new HashMap<>();

	private int replays;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

	private NodeStore nodes() {
		return this.store.nodes();
	}

	@Test
	void reachesWhatConsumedAStaleNodeThroughAnotherLineage() {
		nodes().record(execution("root", "1"));
		nodes().record(execution("p", "2", data("root", "1")));
		nodes().record(replayInOtherLineage("r", "p", "2"));
		nodes().record(execution("root", "changed"));
		nodes().record(execution("consumer", "3", data("p", "2")));
		assertThat(status("p")).isEqualTo(NodeStatus.STALE);
		assertThat(status("consumer")).isEqualTo(NodeStatus.SUCCESS);
		assertThat(nodes().invalidate(key("root").nodeId())).isEqualTo(2);
		assertThat(status("consumer")).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void reachesWhatWasLinkedBelowAStaleNode() {
		nodes().record(execution("root", "1"));
		nodes().record(execution("flux", "2", data("root", "1")));
		nodes().record(execution("consumer", "3"));
		nodes().record(execution("root", "changed"));
		nodes().link(key("flux").nodeId(), List.of(key("consumer").nodeId()));
		awaitRecorded();
		assertThat(status("flux")).isEqualTo(NodeStatus.STALE);
		nodes().record(execution("root", "changed again"));
		assertThat(status("consumer")).isEqualTo(NodeStatus.STALE);
	}

	/**
	 * Histories drawn at random, in which nodes are executed again and fail, are replayed
	 * in other lineages, linked and found damaged.
	 */
	@Test
	void marksWhatAWalkAlongAllEdgesFinds() throws SQLException {
		int below = 0;
		for (int seed = 0; seed < HISTORIES; seed++) {
			Random random = new Random(seed);
			for (int event = 0; event < EVENTS; event++) {
				if (random.nextInt(6) > 0) {
					happens(random, seed);
				}
				else {
					String name = name(seed, random.nextInt(1 + random.nextInt(NODES)));
					if (this.values.containsKey(name)) {
						below += invalidate(name, "seed " + seed + ", event " + event);
					}
				}
			}
		}
		assertThat(below).as("valid nodes that were reached through stale ones alone").isPositive();
	}

	private void happens(Random random, int seed) throws SQLException {
		int number = random.nextInt(NODES);
		String name = name(seed, number);
		String other = name(seed, random.nextInt(number + 1));
		boolean hasOther = number > 0 && !other.equals(name) && this.values.containsKey(other);
		switch (random.nextInt(10)) {
			case 0, 1 -> {
				if (hasOther) {
					String replay = "step/replay " + this.replays++;
					nodes().record(replayInOtherLineage(replay, other, this.values.get(other)));
				}
			}
			case 2 -> nodes().record(failure(name, "IllegalStateException: no"));
			case 3 -> {
				if (hasOther) {
					nodes().link(key(other).nodeId(), List.of(key(name).nodeId()));
				}
			}
			case 4 -> update("UPDATE musubito_node SET status = 'STALE' WHERE type <> 'EXTERNAL_EFFECT' AND node_id = '"
					+ key(name).nodeId() + "'");
			case 5, 6 -> {
				for (int each = 0; each < NODES; each++) {
					execute(random, seed, each);
				}
			}
			default -> execute(random, seed, number);
		}
		awaitRecorded();
	}

	private void execute(Random random, int seed, int number) {
		List<Upstream> upstream = new ArrayList<>();
		for (int consumed = 0; consumed < Math.min(number, 2); consumed++) {
			String name = name(seed, random.nextInt(number));
			if (this.values.containsKey(name)) {
				upstream.add((random.nextInt(3) > 0) ? data(name, this.values.get(name)) : element(name));
			}
		}
		String name = name(seed, number);
		String value = name + " " + random.nextInt(2);
		StepType type = (number == NODES / 2) ? StepType.EXTERNAL_EFFECT : StepType.STOCHASTIC;
		nodes().record(execution(key(name, type), value, upstream.toArray(Upstream[]::new)));
		this.values.put(name, value);
	}

	private static String name(int seed, int number) {
		return "step/" + seed + "-" + number;
	}

	/**
	 * Returns how many valid nodes are reached through stale ones alone.
	 */
	private int invalidate(String name, String when) throws SQLException {
		Graph before = graph();
		Set<Long> reached = before.affected(key(name).nodeId(), false);
		Map<Long, String> expected = new HashMap<>();
		before.rows.forEach((id, row) -> expected.put(id, (reached.contains(id)) ? row.marked() : row.status));
		int foreseen = this.store.lineage()
			.findInvalidated(key(name).nodeId())
			.values()
			.stream()
			.mapToInt(Integer::intValue)
			.sum();
		int marked = nodes().invalidate(key(name).nodeId());
		assertThat(graph().statuses()).as(when).isEqualTo(expected);
		assertThat(marked).as(when).isEqualTo(foreseen).isEqualTo(before.valid(reached));
		return marked - before.valid(before.affected(key(name).nodeId(), true));
	}

	private NodeStatus status(String name) {
		awaitRecorded();
		return nodes().find(key(name).nodeId()).orElseThrow().status();
	}

	private Graph graph() throws SQLException {
		Graph graph = new Graph(new HashMap<>(), new HashMap<>());
		try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
			try (ResultSet row = statement
				.executeQuery("SELECT id, node_id, producer, status, type FROM musubito_node")) {
				while (row.next()) {
					graph.rows.put(row.getLong("id"), new Row(row.getString("node_id"), longOrNull(row, "producer"),
							row.getString("status"), row.getString("type")));
				}
			}
			try (ResultSet row = statement.executeQuery("SELECT upstream, downstream FROM musubito_edge")) {
				while (row.next()) {
					graph.downstream.computeIfAbsent(row.getLong("upstream"), (key) -> new HashSet<>())
						.add(row.getLong("downstream"));
				}
			}
		}
		return graph;
	}

	private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
		long value = row.getLong(column);
		return (row.wasNull()) ? null : value;
	}

	/**
	 * The nodes by row id, and their edges.
	 */
	private record Graph(Map<Long, Row> rows, Map<Long, Set<Long>> downstream) {

		Set<Long> affected(String nodeId, boolean onlyThroughValid) {
			Set<Long> affected = new HashSet<>();
			Deque<Long> left = new ArrayDeque<>(start(nodeId));
			Set<Long> start = Set.copyOf(left);
			while (!left.isEmpty()) {
				Long next = left.pop();
				Row row = this.rows.get(next);
				if (affected.add(next) && !row.type.equals("EXTERNAL_EFFECT")
						&& (start.contains(next) || !onlyThroughValid || !row.status.equals("STALE"))) {
					left.addAll(this.downstream.getOrDefault(next, Set.of()));
				}
			}
			return affected;
		}

		private List<Long> start(String nodeId) {
			Map.Entry<Long, Row> node = this.rows.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().nodeId.equals(nodeId))
				.findFirst()
				.orElseThrow();
			Long producer = (node.getValue().producer != null) ? node.getValue().producer : node.getKey();
			List<Long> start = new ArrayList<>(List.of(producer));
			this.rows.forEach((id, row) -> {
				if (producer.equals(row.producer)) {
					start.add(id);
				}
			});
			return start;
		}

		int valid(Set<Long> ids) {
			return (int) ids.stream().map(this.rows::get).filter((row) -> !row.marked().equals(row.status)).count();
		}

		Map<Long, String> statuses() {
			Map<Long, String> statuses = new HashMap<>();
			this.rows.forEach((id, row) -> statuses.put(id, row.status));
			return statuses;
		}

	}

	private record Row(String nodeId, @Nullable Long producer, String status, String type) {

		String marked() {
			return switch (this.status) {
				case "SUCCESS", "MANUAL" -> this.type.equals("EXTERNAL_EFFECT") ? "OUTDATED" : "STALE";
				default -> this.status;
			};
		}

	}

}
