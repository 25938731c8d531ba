package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a store knows of an effect.
 *
 * @param state its state
 * @param artifactId its last result; {@code null} when it never happened
 */
record EffectOfStore(String state, @Nullable String artifactId) {

	static EffectOfStore read(ResultSet row) throws SQLException {
		return new EffectOfStore(row.getString("state"), row.getString("artifact_id"));
	}

	boolean isStarted() {
		return "STARTED".equals(this.state);
	}

	private boolean isOver() {
		return Set.of("SUCCEEDED", "NOT_HAPPENED", "RESOLVED").contains(this.state);
	}

	int rank() {
		return (!isOver()) ? 1 : (this.artifactId != null) ? 2 : 0;
	}

}
