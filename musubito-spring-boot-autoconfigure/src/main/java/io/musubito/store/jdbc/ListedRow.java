package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row that is exported. Sorted here, as databases sort texts differently.
 *
 * @param number what it is ordered by
 * @param name what it is ordered by then
 * @param id its id in the store
 */
record ListedRow(long number, String name, long id) implements Comparable<ListedRow> {

	private static final Comparator<ListedRow> ORDER = Comparator.comparingLong(ListedRow::number)
		.thenComparing(ListedRow::name);

	static List<ListedRow> all(JdbcClient jdbc, ExportKind kind) {
		List<ListedRow> rows = new ArrayList<>();
		RowCallbackHandler add = (row) -> rows
			.add(new ListedRow(row.getLong("number"), row.getString("name"), row.getLong("id")));
		jdbc.sql(ExportSql.list(kind)).query(add);
		rows.sort(null);
		return rows;
	}

	@Override
	public int compareTo(ListedRow other) {
		return ORDER.compare(this, other);
	}

}
