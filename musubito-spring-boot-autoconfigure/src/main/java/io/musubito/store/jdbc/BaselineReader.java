package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

import io.musubito.store.Baseline;
import io.musubito.store.NodeKey;
import io.musubito.store.RunPosition;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Finds the node that a call is compared with to explain why it executes.
 */
final class BaselineReader {

	private static final int CANDIDATES = 128;

	// The run has no row before its first step is recorded: all that there is is older
	// then
	private static final String SELECT_AT_POSITION = """
			SELECT n.id, n.node_id, d.components, d.inputs_compressed, d.inputs, n.created_at
			FROM musubito_step_record s
				JOIN musubito_node n ON n.node_id = s.node_id
				JOIN musubito_node_details d ON d.node = n.id
			WHERE s.position = :position AND s.run = (
				SELECT max(r.id)
				FROM musubito_run r
				WHERE r.pipeline = :pipeline AND r.run_id <> :runId
					AND r.id < coalesce((SELECT id FROM musubito_run WHERE run_id = :runId), :unbounded)
			)
			ORDER BY s.id DESC
			LIMIT 1
			""";

	private static final String SELECT_NEWEST = """
			SELECT n.id, n.node_id, d.components, d.inputs_compressed, d.inputs, n.created_at
			FROM musubito_node n JOIN musubito_node_details d ON d.node = n.id
			WHERE n.operation = :operation
				AND n.id <= coalesce((SELECT newest_node FROM musubito_run WHERE run_id = :runId), :unbounded)
			ORDER BY n.id DESC
			LIMIT :limit
			""";

	private static final String SELECT_UPSTREAM = """
			SELECT n.node_id
			FROM musubito_edge e JOIN musubito_node n ON n.id = e.upstream
			WHERE e.downstream = :node AND e.kind = 'DATA'
			""";

	private static final String SELECT_NODE = """
			SELECT n.id, n.node_id, d.components, d.inputs_compressed, d.inputs, n.created_at
			FROM musubito_node n JOIN musubito_node_details d ON d.node = n.id
			WHERE n.node_id = :nodeId
			""";

	private static final String SELECT_COMPONENTS = """
			SELECT n.node_id, d.components
			FROM musubito_node n JOIN musubito_node_details d ON d.node = n.id
			WHERE n.node_id = :nodeId
			""";

	/** Texts are read of so many only: they may be long. */
	private static final int COMPARED_TEXTS = 50;

	/** What shares half of its words is another version of the same. */
	private static final double ALIKE = 0.5;

	/** The call at the same position need not be the one that is most alike. */
	private static final double NEARLY = 0.9;

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	private final Instant opened;

	BaselineReader(JdbcClient jdbc, DamagedRows damaged, Instant opened) {
		this.jdbc = jdbc;
		this.damaged = damaged;
		this.opened = opened;
	}

	Optional<String> findNote(String nodeId, String note) {
		return this.jdbc.sql(SELECT_COMPONENTS)
			.param("nodeId", nodeId)
			.query((row, number) -> Optional.ofNullable(components(row)))
			.optional()
			.flatMap((components) -> components)
			.map((components) -> components.get(note));
	}

	Optional<Baseline> find(NodeKey key, @Nullable RunPosition position) {
		String runId = (position != null) ? position.runId() : "";
		Optional<Row> row = (position != null) ? findAtPosition(position) : Optional.empty();
		Optional<Row> compared = (key.components().containsKey(NodeKey.PLACE)) ? findAlike(key, row, position)
				: row.or(() -> findMostSimilar(key, runId));
		return compared.map(this::baseline);
	}

	/**
	 * The call of a node.
	 */
	Optional<Baseline> find(String nodeId) {
		return read(this.jdbc.sql(SELECT_NODE).param("nodeId", nodeId)).map(this::baseline);
	}

	private Baseline baseline(Row found) {
		return new Baseline(found.nodeId, found.components, found.inputs,
				Set.copyOf(this.jdbc.sql(SELECT_UPSTREAM).param("node", found.id).query(String.class).list()));
	}

	private Optional<Row> findAtPosition(RunPosition position) {
		return read(this.jdbc.sql(SELECT_AT_POSITION)
			.param("position", position.position())
			.param("pipeline", position.pipeline())
			.param("runId", position.runId())
			.param("unbounded", Long.MAX_VALUE));
	}

	private Optional<Row> read(StatementSpec one) {
		return one.query((row, number) -> {
			SortedMap<String, String> components = components(row);
			return Optional.ofNullable((components != null) ? Row.read(row, components) : null);
		}).optional().flatMap((row) -> row);
	}

	private @Nullable SortedMap<String, String> components(ResultSet row) throws SQLException {
		String nodeId = row.getString("node_id");
		return this.damaged.read(() -> "the components of node '" + nodeId + "'", row,
				(found) -> JsonColumns.components(found.getString("components")));
	}

	private Optional<Row> findMostSimilar(NodeKey key, String runId) {
		return this.jdbc.sql(SELECT_NEWEST)
			.param("operation", key.operation())
			.param("runId", runId)
			.param("unbounded", Long.MAX_VALUE)
			.param("limit", CANDIDATES)
			.query((rows) -> {
				Row best = null;
				int most = -1;
				while (rows.next() && most < key.components().size()) {
					SortedMap<String, String> components = components(rows);
					int shared = (components != null) ? shared(components, key.components()) : -1;
					if (components != null && shared > most) {
						// Inputs may be long, so they are read of few rows
						best = Row.read(rows, components);
						most = shared;
					}
				}
				return Optional.ofNullable(best);
			});
	}

	/**
	 * Of a call that has no name of its own, the one that it is another version of.
	 */
	private Optional<Row> findAlike(NodeKey key, Optional<Row> atPosition, @Nullable RunPosition position) {
		Optional<Row> here = atPosition.filter((row) -> isFromSamePlace(key, row.components));
		PromptText text = PromptText.of(key.inputs());
		if (text == null) {
			return here.or(() -> findNewestFromSamePlace(key, position));
		}
		Row best = null;
		double most = 0;
		for (Row row : newest(key, position)) {
			double alike = text.compareWith(PromptText.of(row.inputs));
			if (alike >= ALIKE && alike > most) {
				best = row;
				most = alike;
			}
		}
		double expected = Math.max(ALIKE, most * NEARLY);
		return atPosition.filter((row) -> text.compareWith(PromptText.of(row.inputs)) >= expected)
			.or(both(Optional.ofNullable(best), here));
	}

	private static Supplier<Optional<Row>> both(Optional<Row> first, Optional<Row> second) {
		return () -> first.or(() -> second);
	}

	/**
	 * Nothing but its place tells what a call is when texts are not kept. Outside of runs
	 * one of this process may as well be the call before.
	 */
	private Optional<Row> findNewestFromSamePlace(NodeKey key, @Nullable RunPosition position) {
		return newest(key, position).stream()
			.filter((row) -> isFromSamePlace(key, row.components))
			.filter((row) -> position != null || row.created < Columns.nanos(this.opened))
			.max(Comparator.comparingInt((row) -> shared(row.components, key.components())));
	}

	private static boolean isFromSamePlace(NodeKey key, SortedMap<String, String> other) {
		String place = key.components().getOrDefault(NodeKey.PLACE, "");
		return !place.isEmpty() && place.equals(other.get(NodeKey.PLACE));
	}

	private List<Row> newest(NodeKey key, @Nullable RunPosition position) {
		return this.jdbc.sql(SELECT_NEWEST)
			.param("operation", key.operation())
			.param("runId", (position != null) ? position.runId() : "")
			.param("unbounded", Long.MAX_VALUE)
			.param("limit", COMPARED_TEXTS)
			.query((row, number) -> {
				SortedMap<String, String> components = components(row);
				return Optional.ofNullable((components != null) ? Row.read(row, components) : null);
			})
			.list()
			.stream()
			.flatMap(Optional::stream)
			.toList();
	}

	private static int shared(SortedMap<String, String> one, SortedMap<String, String> other) {
		int count = 0;
		for (Map.Entry<String, String> entry : one.entrySet()) {
			count += (entry.getValue().equals(other.get(entry.getKey()))) ? 1 : 0;
		}
		return count;
	}

	private record Row(long id, String nodeId, SortedMap<String, String> components, @Nullable String inputs,
			long created) {

		private static Row read(ResultSet row, SortedMap<String, String> components) throws SQLException {
			return new Row(row.getLong("id"), row.getString("node_id"), components,
					Payload.read(row, "inputs_compressed", "inputs").text(), row.getLong("created_at"));
		}

	}

}
