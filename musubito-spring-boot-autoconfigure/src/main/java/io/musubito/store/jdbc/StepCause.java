package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * What made a step of a run execute, as far as no other step of the run did.
 *
 * @param reason why it executed
 * @param component what was changed; empty where nothing was
 */
record StepCause(Reason reason, String component) implements Comparable<StepCause> {

	// Its entry was written before: it ended earlier
	private static final String EXECUTED_IN_RUN = """
			SELECT count(*)
			FROM musubito_step_record
			WHERE namespace = :namespace AND outcome = 'EXECUTED' AND node_id = ? AND run = (SELECT id FROM musubito_run
				WHERE namespace = :namespace AND run_id = ?)
			""";

	private static final Comparator<StepCause> ORDER = Comparator.comparing(StepCause::reason)
		.thenComparing(StepCause::component);

	private static final String NONE = "";

	/**
	 * The cause of an entry of the journal.
	 * @return the cause; {@code null} when it did not execute, or only because another
	 * step of its run did
	 */
	static @Nullable StepCause of(Session session, StepRecord entry) throws SQLException {
		Explanation why = entry.why();
		RunStart run = entry.run();
		if (run == null || why == null || entry.outcome() != StepOutcome.EXECUTED) {
			return null;
		}
		String root = why.rootCauseNodeId();
		if (root != null && !root.equals(entry.nodeId()) && isExecuted(session, root, run.runId())) {
			return null;
		}
		return new StepCause(why.reason(), component(why));
	}

	private static boolean isExecuted(Session session, String nodeId, String runId) throws SQLException {
		PreparedStatement statement = session.prepare(EXECUTED_IN_RUN);
		statement.setString(1, nodeId);
		statement.setString(2, runId);
		try (ResultSet row = statement.executeQuery()) {
			return row.next() && row.getLong(1) > 0;
		}
	}

	/**
	 * Of the changes, the one that makes the reason is the first. Where it is not a
	 * change that makes it, the others only happened to be there.
	 */
	private static String component(Explanation why) {
		List<String> beginnings = switch (why.reason()) {
			case CODE_CHANGED, VERSION_CHANGED, CONFIGURATION_CHANGED, UPSTREAM_CHANGED, INPUT_CHANGED -> List.of("");
			case STALE -> List.of("by ", "called ");
			case FORCED -> List.of("resumed from ");
			case REPLAY_DISABLED -> List.of("not kept: ");
			default -> List.of("called ");
		};
		return why.changes()
			.stream()
			.map((change) -> withoutPath(change.component()))
			.limit(1)
			.filter((component) -> beginnings.stream().anyMatch(component::startsWith))
			.findFirst()
			.orElse(NONE);
	}

	private static String withoutPath(String component) {
		int path = component.indexOf(" $");
		return (component.startsWith("input.") && path > 0) ? component.substring(0, path) : component;
	}

	@Override
	public int compareTo(StepCause other) {
		return ORDER.compare(this, other);
	}

}
