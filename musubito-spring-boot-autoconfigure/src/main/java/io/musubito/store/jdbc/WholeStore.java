package io.musubito.store.jdbc;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that is exported of a store. Not among it is what is true of a process or lost
 * without harm: claims, fingerprints, when what was last used, and single replays outside
 * of runs, which the totals count.
 */
final class WholeStore implements ExportedPart {

	private static final String SELECT_EXECUTIONS = """
			SELECT DISTINCT execution FROM musubito_node WHERE namespace = :namespace AND execution IS NOT NULL
			""";

	private final JdbcClient jdbc;

	WholeStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<ListedRow> rows(ExportKind kind) {
		return ListedRow.all(this.jdbc, kind);
	}

	@Override
	public LongStream executions() {
		return this.jdbc.sql(SELECT_EXECUTIONS)
			.query((row, number) -> row.getLong(1))
			.list()
			.stream()
			.mapToLong(Long::longValue);
	}

	@Override
	public boolean has(ExportRecord record) {
		return true;
	}

	@Override
	public Set<String> runs() {
		return rows(ExportKind.RUN).stream().map(ListedRow::name).collect(Collectors.toSet());
	}

}
