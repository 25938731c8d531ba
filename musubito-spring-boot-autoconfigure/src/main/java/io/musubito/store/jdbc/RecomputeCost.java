package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import io.musubito.Usage;
import io.musubito.store.Removal;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to compute the result of a node again that could have been replayed.
 */
final class RecomputeCost {

	/** Of a row of a node. */
	static final String COLUMNS = """
			CASE WHEN status = 'SUCCESS' AND kept = 1 AND producer IS NULL AND artifact IS NOT NULL THEN 1 ELSE 0 END
				AS replayable, duration, spent
			""";

	private RecomputeCost() {
	}

	/**
	 * Reads it.
	 * @param row a row with the columns
	 * @param within whether it is computed within another one, which takes that time
	 * already
	 */
	static Removal read(ResultSet row, boolean within) throws SQLException {
		if (!row.getBoolean("replayable")) {
			return Removal.NONE;
		}
		Duration duration = (within) ? Duration.ZERO : Columns.duration(row, "duration");
		return new Removal(0, 0, 0, 0, 0, duration, usage(row.getString("spent")));
	}

	private static Usage usage(@Nullable String json) {
		try {
			return JsonColumns.usage(json);
		}
		catch (RuntimeException ex) {
			// Damaged, and not known any more
			return Usage.NONE;
		}
	}

}
