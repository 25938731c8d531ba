package io.musubito.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.musubito.store.SteadyCallers.Waits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Half of a store is removed while steps are called. {@code -Dmusubito.test.nodes=100000}
 * makes it larger, so that it takes long enough to compare how long callers wait; in the
 * small size it is compared how much is removed at once.
 */
@Tag("slow")
@Timeout(300)
public abstract class AbstractRetentionAtSizeTests extends AbstractStoreTests {

	private static final int NODES = Integer.getInteger("musubito.test.nodes", 3_000);

	private static final int LARGE = 50_000;

	private static final int CALLS = (NODES < LARGE) ? 500 : 20_000;

	private static final Duration PERIOD = Duration.ofMillis((NODES < LARGE) ? 20 : 8);

	/**
	 * How much it takes on the disk.
	 */
	protected abstract long diskBytes() throws SQLException;

	/**
	 * Whether what is free is given back to the disk.
	 */
	protected abstract boolean shrinks();

	@Override
	protected final boolean keepsAllTotals() {
		return false;
	}

	@Test
	void removesHalfOfAStoreWhileStepsAreCalled() throws Exception {
		ChainedNodes nodes = new ChainedNodes(NODES);
		long start = System.nanoTime();
		nodes.record(this.store);
		print("filled in " + seconds(start));
		SteadyCallers callers = new SteadyCallers(this.store, nodes, PERIOD);
		if (NODES >= LARGE) {
			callers.whileCalling(CALLS);
		}
		Waits usual = callers.whileCalling(CALLS);
		long disk = diskBytes();
		long limit = database().usedBytes() / 2;
		RetentionRules rules = new RetentionRules(null, limit, null, Duration.ofDays(400));
		long began = System.nanoTime();
		AtomicReference<Removal> removal = new AtomicReference<>(Removal.NONE);
		Set<String> states = new TreeSet<>();
		Waits during = callers.during(() -> {
			CompletableFuture<Removal> removing = CompletableFuture
				.supplyAsync(() -> this.store.retention().apply(rules, NOW));
			while (NODES < LARGE && !removing.isDone()) {
				states.addAll(column("SELECT count(*) FROM musubito_node"));
			}
			removal.set(removing.join());
		});
		print("removed in " + seconds(began) + ": " + removal.get());
		print("usually " + usual);
		print("during it " + during);
		print("disk " + disk + " -> " + diskBytes() + ", used " + 2 * limit + " -> " + database().usedBytes());
		// What is recorded at the end of it is much of a small store
		long recorded = (NODES < LARGE) ? limit / 10 : 0;
		assertThat(database().usedBytes()).isLessThanOrEqualTo(limit + recorded).isGreaterThan(limit * 8 / 10);
		if (shrinks()) {
			assertThat(diskBytes()).isLessThan(disk * 2 / 3);
		}
		verifyLineage(nodes, callers);
		if (NODES < LARGE) {
			assertThat(largestStep(states)).as("removed at once").isLessThan(NODES / 2);
		}
		else {
			assertThat(during.executionMillis(0.99)).isLessThan(2 * usual.executionMillis(0.99));
			assertThat(during.replayMillis(0.99)).isLessThan(2 * usual.replayMillis(0.99));
		}
	}

	/**
	 * By how much two numbers differ at most of which none is between them.
	 */
	private static int largestStep(Set<String> numbers) {
		int[] sorted = numbers.stream().mapToInt(Integer::parseInt).sorted().toArray();
		return IntStream.range(1, sorted.length).map((next) -> sorted[next] - sorted[next - 1]).max().orElseThrow();
	}

	private void verifyLineage(ChainedNodes nodes, SteadyCallers callers) throws SQLException {
		Set<String> left = column("SELECT node_id FROM musubito_node");
		Set<String> edges = column("""
				SELECT u.node_id || d.node_id
				FROM musubito_edge e
					JOIN musubito_node u ON u.namespace = e.namespace AND u.id = e.upstream
					JOIN musubito_node d ON d.namespace = e.namespace AND d.id = e.downstream
				""");
		assertThat(query("SELECT count(*) FROM musubito_edge")).isEqualTo(Integer.toString(edges.size()));
		Set<String> artifacts = new HashSet<>();
		Set<String> expected = new HashSet<>();
		for (int node = 0; node < callers.next(); node++) {
			String id = ChainedNodes.nodeId(node);
			if (left.contains(id)) {
				nodes.upstream(node).forEach((other) -> expected.add(ChainedNodes.nodeId(other) + id));
				artifacts.add(ChainedNodes.artifactId(node));
				assertThat(this.store.nodes().find(id).orElseThrow().payload()).isEqualTo(ChainedNodes.payload(node));
			}
			else {
				assertThat(node).as("executed meanwhile").isLessThan(NODES);
			}
		}
		assertThat(edges).isEqualTo(expected);
		assertThat(column("SELECT artifact_id FROM musubito_artifact")).isEqualTo(artifacts);
		assertThat(callers.rarelyUsed().stream().map(ChainedNodes::nodeId)).allMatch(left::contains);
	}

	private Set<String> column(String sql) {
		Set<String> values = new TreeSet<>();
		try (Connection connection = database().connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(rows.getString(1));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return values;
	}

	private void print(String text) {
		System.out.println(database().type() + ": " + text);
	}

	private static String seconds(long start) {
		return (System.nanoTime() - start) / 100_000_000 / 10.0 + " s";
	}

}
