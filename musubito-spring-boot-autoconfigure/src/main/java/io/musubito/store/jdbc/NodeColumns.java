package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.musubito.NodeStatus;
import io.musubito.Usage;
import io.musubito.store.Node;
import io.musubito.store.UnreadableContent;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a call reads of a node: the payload, and all else as the lines of one
 * text. The driver asks for the name of each column at each query, and to read one takes
 * it longer than to find it in a text.
 */
final class NodeColumns {

	static final String SELECT = """
			SELECT concat_ws('\n', n.node_id, coalesce(a.artifact_id, ''), n.status, n.kept, coalesce(p.node_id, n.node_id),
					coalesce(a.compressed, 0), coalesce(CAST(n.executed_at AS TEXT), ''), n.duration, n.calls,
					coalesce(n.stale_by, ''), coalesce(n.spent, ''), coalesce(n.called_spent, '')),
				CASE WHEN octet_length(a.payload) <= :largest THEN a.payload END AS payload
			FROM musubito_node n
				LEFT JOIN musubito_node p ON p.namespace = n.namespace AND p.id = n.producer
				LEFT JOIN musubito_artifact a ON a.namespace = n.namespace AND a.id = n.artifact
			WHERE n.namespace = :namespace
			""";

	private static final int LINES = 12;

	private NodeColumns() {
	}

	/**
	 * Reads a node.
	 * @param row what was found
	 * @param damaged told when it can't be read
	 * @return the node; when it can't be read, one with a payload that is not that of its
	 * artifact
	 */
	static Node read(ResultSet row, DamagedRows damaged) throws SQLException {
		String text = String.valueOf(row.getString(1));
		String[] lines = text.split("\n", -1);
		try {
			Node node = node(lines, row.getBytes(2), damaged.largest());
			UnreadableContent.reason(node.payload()).ifPresent(damaged::noteUnreadable);
			return node;
		}
		catch (RuntimeException ex) {
			String nodeId = lines[0];
			damaged.note("node '" + nodeId + "'", ex);
			return new Node(nodeId, NodeStatus.SUCCESS, true, nodeId, (lines.length > 1) ? orNull(lines[1]) : null,
					new byte[0], null, Duration.ZERO, Usage.NONE, false, null);
		}
	}

	private static Node node(String[] lines, byte @Nullable [] payload, long largest) {
		if (lines.length != LINES) {
			throw new IllegalArgumentException("A line break in a column, or a column without a value");
		}
		return new Node(lines[0], NodeStatus.valueOf(lines[2]), isTrue(lines[3]), lines[4], orNull(lines[1]),
				new Payload(isTrue(lines[5]), payload, largest).json(), instant(lines[6]),
				Duration.ofNanos(Long.parseLong(lines[7])), usage(lines[10]).plus(usage(lines[11])), isTrue(lines[8]),
				orNull(lines[9]));
	}

	private static boolean isTrue(String line) {
		return switch (line) {
			case "0" -> false;
			case "1" -> true;
			default -> throw new IllegalArgumentException("Not 0 or 1: '" + line + "'");
		};
	}

	private static @Nullable Instant instant(String line) {
		return (!line.isEmpty()) ? Columns.instant(Long.parseLong(line)) : null;
	}

	private static Usage usage(String line) {
		return JsonColumns.usage(orNull(line));
	}

	private static @Nullable String orNull(String line) {
		return (!line.isEmpty()) ? line : null;
	}

}
