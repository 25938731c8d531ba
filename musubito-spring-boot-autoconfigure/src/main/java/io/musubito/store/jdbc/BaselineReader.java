package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

import io.musubito.store.Baseline;
import io.musubito.store.NodeKey;
import io.musubito.store.RunPosition;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the node that a call is compared with to explain why it executes.
 */
final class BaselineReader {

	private static final String SELECT_ROW = """
			SELECT n.node_id, d.components, d.inputs_compressed, CASE WHEN octet_length(d.inputs) <= :largest THEN d.inputs END AS inputs, n.created_at, (
				SELECT string_agg(u.node_id, ',')
				FROM musubito_edge e JOIN musubito_node u ON u.namespace = e.namespace AND u.id = e.upstream
				WHERE e.namespace = :namespace AND e.downstream = n.id AND e.kind = 'DATA'
			) AS upstream
			""";

	// The run has no row before its first step is recorded: all that there is is older
	// then
	private static final String SELECT_AT_POSITION = SELECT_ROW + """
			FROM musubito_step_record s
				JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
				JOIN musubito_node_details d ON d.namespace = s.namespace AND d.node = n.id
			WHERE s.namespace = :namespace AND s.position = ? AND s.run = (
				SELECT max(r.id)
				FROM musubito_run r
				WHERE r.namespace = :namespace AND r.pipeline = ? AND r.run_id <> ?
					AND r.id < coalesce((SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = ?), ?)
			)
			ORDER BY s.id DESC
			LIMIT 1
			""";

	private static final String SELECT_NEWEST = """
			SELECT n.node_id, d.components, d.inputs_compressed, CASE WHEN octet_length(d.inputs) <= :largest THEN d.inputs END AS inputs, n.created_at, NULL AS upstream
			FROM musubito_node n JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
			WHERE n.namespace = :namespace AND n.operation = :operation
				AND n.id <= coalesce((SELECT newest_node FROM musubito_run
					WHERE namespace = :namespace AND run_id = :runId), :unbounded)
			ORDER BY n.id DESC
			LIMIT :limit
			""";

	private static final String SELECT_NODE = SELECT_ROW + """
			FROM musubito_node n JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
			WHERE n.namespace = :namespace AND n.node_id = ?
			""";

	private static final String SELECT_NEWEST_NODE = SELECT_ROW
			+ """
					FROM musubito_node n JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
					WHERE n.namespace = :namespace AND n.operation = ?
						AND n.id <= coalesce((SELECT newest_node FROM musubito_run WHERE namespace = :namespace AND run_id = ?), ?)
					ORDER BY n.id DESC
					LIMIT 1
					""";

	private static final String SELECT_COMPONENTS = """
			SELECT n.node_id, d.components
			FROM musubito_node n JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
			WHERE n.namespace = :namespace AND n.node_id = :nodeId
			""";

	/** Texts are read of so many only: they may be long. */
	private static final int COMPARED_TEXTS = 50;

	/** What shares half of its words is another version of the same. */
	private static final double ALIKE = 0.5;

	/** The call at the same position need not be the one that is most alike. */
	private static final double NEARLY = 0.9;

	private final Session session;

	private final JdbcClient jdbc;

	private final DamagedRows damaged;

	private final Instant opened;

	BaselineReader(Session session, DamagedRows damaged, Instant opened) {
		this.session = session;
		this.jdbc = session.jdbc();
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

	Optional<Baseline> find(NodeKey key, @Nullable RunPosition position) throws SQLException {
		Optional<Row> row = (position != null) ? findAtPosition(position) : Optional.empty();
		if (key.components().containsKey(NodeKey.PLACE)) {
			Optional<Row> alike = findAlike(key, row, position);
			row = (alike.isPresent() && alike.get() != row.orElse(null)) ? findNode(alike.get().nodeId) : alike;
		}
		else if (row.isEmpty()) {
			row = findMostSimilar(key, (position != null) ? position.runId() : "");
		}
		return row.map(Row::baseline);
	}

	/**
	 * The call of a node.
	 */
	Optional<Baseline> find(String nodeId) throws SQLException {
		Optional<Row> row = findNode(nodeId);
		return row.map(Row::baseline);
	}

	private Optional<Row> findAtPosition(RunPosition position) throws SQLException {
		PreparedStatement statement = this.session.prepare(SELECT_AT_POSITION);
		statement.setString(1, position.position());
		statement.setString(2, position.pipeline());
		statement.setString(3, position.runId());
		statement.setString(4, position.runId());
		statement.setLong(5, Long.MAX_VALUE);
		return read(statement);
	}

	private Optional<Row> findNode(String nodeId) throws SQLException {
		PreparedStatement statement = this.session.prepare(SELECT_NODE);
		statement.setString(1, nodeId);
		return read(statement);
	}

	private Optional<Row> read(PreparedStatement one) throws SQLException {
		try (ResultSet row = one.executeQuery()) {
			return row(row);
		}
	}

	private Optional<Row> row(ResultSet row) throws SQLException {
		SortedMap<String, String> components = (row.next()) ? components(row) : null;
		return Optional.ofNullable((components != null) ? Row.read(row, components, this.damaged.largest()) : null);
	}

	private @Nullable SortedMap<String, String> components(ResultSet row) throws SQLException {
		String nodeId = row.getString("node_id");
		return this.damaged.read(() -> "the components of node '" + nodeId + "'", row,
				(found) -> JsonColumns.components(found.getString("components")));
	}

	/**
	 * Most often it is the newest, which is asked for along with it.
	 */
	private Optional<Row> findMostSimilar(NodeKey key, String runId) throws SQLException {
		GatheredStatement<Optional<Row>> newest = this.session.gathered()
			.ask(SELECT_NEWEST_NODE, this::row, key.operation(), runId, Long.MAX_VALUE);
		String similar = new MostSimilarNode(this.session, this.damaged, key.components()).find(key, runId);
		if (similar == null) {
			return Optional.empty();
		}
		Optional<Row> row = newest.answer();
		return (row.isPresent() && row.get().nodeId.equals(similar)) ? row : findNode(similar);
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
			.max(Comparator.comparingInt((row) -> MostSimilarNode.shared(row.components, key.components())));
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
				return Optional
					.ofNullable((components != null) ? Row.read(row, components, this.damaged.largest()) : null);
			})
			.list()
			.stream()
			.flatMap(Optional::stream)
			.toList();
	}

	private record Row(String nodeId, SortedMap<String, String> components, @Nullable String inputs, long created,
			@Nullable String upstream) {

		private static Row read(ResultSet row, SortedMap<String, String> components, long largest) throws SQLException {
			return new Row(row.getString(1), components,
					new Payload(row.getBoolean(3), row.getBytes(4), largest).textOrNull(), row.getLong(5),
					row.getString(6));
		}

		private Baseline baseline() {
			return new Baseline(this.nodeId, this.components, this.inputs,
					(this.upstream != null) ? Set.of(this.upstream.split(",")) : Set.of());
		}

	}

}
