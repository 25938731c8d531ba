package io.musubito.store.jdbc;

import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a {@link GatheredStatements}, and what it answers.
 *
 * @param <T> the answer
 */
final class GatheredStatement<T extends @Nullable Object> {

	private final GatheredStatements gathered;

	private final String sql;

	private final @Nullable Object[] values;

	private final @Nullable Outcome<T> outcome;

	private boolean answered;

	private @Nullable T answer;

	GatheredStatement(GatheredStatements gathered, String sql, @Nullable Object[] values,
			@Nullable Outcome<T> outcome) {
		this.gathered = gathered;
		this.sql = sql;
		this.values = values;
		this.outcome = outcome;
	}

	/**
	 * The answer. All that waits is executed for it, unless it was.
	 * @throws org.springframework.dao.DataAccessException when that fails
	 */
	@SuppressWarnings("NullAway") // null only where the outcome is
	T answer() {
		if (!this.answered) {
			this.gathered.execute();
		}
		if (!this.answered) {
			throw new IllegalStateException("Its transaction is undone: " + this.sql);
		}
		return this.answer;
	}

	String sql() {
		return this.sql;
	}

	boolean isAsked() {
		return this.outcome != null;
	}

	void executed(PreparedStatement statement) throws SQLException {
		if (this.outcome != null) {
			this.answer = this.outcome.of(statement);
		}
		this.answered = true;
	}

	/**
	 * Binds the values.
	 * @param first the index of the first parameter
	 * @return the index after the last one
	 */
	int bind(PreparedStatement statement, int first) throws SQLException {
		int index = first;
		for (Object value : this.values) {
			bind(statement, index++, value);
		}
		return index;
	}

	private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
		if (value == null) {
			statement.setNull(index, Types.VARCHAR);
		}
		else if (value instanceof String text) {
			statement.setString(index, Columns.text(text));
		}
		else if (value instanceof Number number) {
			statement.setLong(index, number.longValue());
		}
		else if (value instanceof byte[] bytes) {
			statement.setBytes(index, bytes);
		}
		else {
			statement.setNull(index, ((JDBCType) value).getVendorTypeNumber());
		}
	}

	/**
	 * What a statement answers.
	 *
	 * @param <T> the answer
	 */
	interface Outcome<T extends @Nullable Object> {

		/**
		 * Reads it.
		 * @param executed the statement, of which this is the current result
		 */
		T of(PreparedStatement executed) throws SQLException;

	}

	/**
	 * Reads the rows of a statement.
	 *
	 * @param <T> what they are read as
	 */
	interface RowsReader<T extends @Nullable Object> {

		T read(ResultSet rows) throws SQLException;

	}

}
