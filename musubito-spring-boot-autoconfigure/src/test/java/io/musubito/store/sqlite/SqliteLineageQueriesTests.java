package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.musubito.RunStatus;
import io.musubito.store.AbstractLineageQueriesTests;
import io.musubito.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link io.musubito.store.LineageQueries} on a SQLite file.
 */
class SqliteLineageQueriesTests extends AbstractLineageQueriesTests {

	@TempDir
	Path folder;

	@Override
	protected TestDatabase database() {
		return new SqliteTestDatabase(this.folder);
	}

	@Test
	void peopleReadTheViews() throws SQLException {
		this.store.nodes().record(execution("a", "1"));
		this.store.nodes().record(inRun(execution("b", "2", data("a", "1")), "run", 1));
		this.store.nodes().record(execution("c", "3", call("b", "2")));
		this.store.nodes().record(execution("aside", "4"));
		this.store.runs().end("run", RunStatus.SUCCESS, NOW);
		this.store.runs().recent(1);
		assertThat(rows("SELECT run_id, status, started_at, steps, executed FROM musubito_v_runs"))
			.containsExactly("run|SUCCESS|2026-11-20T10:15:30.123Z|1|1");
		assertThat(rows("SELECT run_id, sequence, operation, outcome, reason, duration_ms FROM musubito_v_steps "
				+ "WHERE run_id IS NOT NULL"))
			.containsExactly("run|1|b|EXECUTED|FIRST_EXECUTION|1500");
		assertThat(rows("SELECT operation, status, executed_at, depends_by, upstream_operation "
				+ "FROM musubito_v_lineage ORDER BY operation"))
			.containsExactly("a|SUCCESS|2026-11-20T10:15:30.123Z|null|null",
					"aside|SUCCESS|2026-11-20T10:15:30.123Z|null|null", "b|SUCCESS|2026-11-20T10:15:30.123Z|DATA|a",
					"c|SUCCESS|2026-11-20T10:15:30.123Z|CALL|b");
	}

	private List<String> rows(String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Connection connection = database().connect();
				ResultSet row = connection.createStatement().executeQuery(sql)) {
			while (row.next()) {
				List<String> columns = new ArrayList<>();
				for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
					columns.add(String.valueOf(row.getString(column)));
				}
				rows.add(String.join("|", columns));
			}
		}
		return rows;
	}

}
