package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.musubito.StoreException;
import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads rows as records. What was damaged and may be missing is left out, so that it is
 * damaged nowhere else.
 */
final class ExportedRows {

	private final JdbcClient jdbc;

	private final long largest;

	ExportedRows(JdbcClient jdbc, long largest) {
		this.largest = largest;
		this.jdbc = jdbc;
	}

	/**
	 * Reads the rows of a kind that belong to a row, or all of a kind without ids.
	 */
	List<ExportRecord> read(ExportKind kind, ListedRow of) {
		return this.jdbc.sql(ExportSql.rows(kind))
			.param("id", of.id())
			.param("name", of.name())
			.query((row, number) -> record(kind, row, this.largest))
			.list();
	}

	private static ExportRecord record(ExportKind kind, ResultSet row, long largest) throws SQLException {
		Map<String, Object> values = new HashMap<>();
		int column = 1;
		for (ExportField field : kind.fields()) {
			Object value = switch (field.form()) {
				case NUMBER, FLAG, PERIOD -> number(row, column);
				case CONTENT -> new Payload(row.getBoolean(column), row.getBytes(++column), largest).json();
				default -> row.getString(column);
			};
			column++;
			if (value != null && field.accepts(value)) {
				values.put(field.name(), value);
			}
			else if (!field.optional()) {
				values.put(field.name(), replacement(kind, field, values));
			}
		}
		return (kind == ExportKind.ARTIFACT) ? undamaged(values) : new ExportRecord(kind, values, 0);
	}

	private static @Nullable Long number(ResultSet row, int column) throws SQLException {
		long number = row.getLong(column);
		return (row.wasNull()) ? null : number;
	}

	private static Object replacement(ExportKind kind, ExportField field, Map<String, Object> values) {
		if (field.form() == ExportForm.COMPONENTS) {
			return "{}";
		}
		throw new StoreException("The store can't be exported: a row is damaged, " + new ExportRecord(kind, values, 0)
				+ " has no valid '" + field.name() + "'. Erase or delete it, or export a run that does not need it.",
				null);
	}

	/**
	 * Without a payload that is not that of its hash: a step executes again then.
	 */
	private static ExportRecord undamaged(Map<String, Object> values) {
		byte[] payload = (byte[]) values.get("content");
		if (payload != null && !Artifact.of(payload).artifactId().equals(values.get("artifactId"))) {
			values.remove("content");
		}
		return new ExportRecord(ExportKind.ARTIFACT, values, 0);
	}

}
