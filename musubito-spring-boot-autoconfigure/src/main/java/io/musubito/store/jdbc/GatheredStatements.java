package io.musubito.store.jdbc;

import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * The statements of a transaction that are sent to a server together, in their order:
 * when one of them is to be answered, before any other statement, and with the end of the
 * transaction. Where a statement is no round trip, each is executed at once. Not safe for
 * use by several threads at once.
 */
final class GatheredStatements {

	// Of one text so often, they are a batch: so there are few texts to prepare
	private static final int BATCH = 4;

	// A request has only so many parameters
	private static final int AT_ONCE = 100;

	private static final SQLExceptionTranslator FAILURES = new SQLExceptionSubclassTranslator();

	private final StatementCache statements;

	private final List<GatheredStatement<?>> waiting = new ArrayList<>();

	private boolean gathers;

	GatheredStatements(StatementCache statements) {
		this.statements = statements;
	}

	/**
	 * Sends statements together from now on.
	 */
	void gather() {
		this.gathers = true;
	}

	/**
	 * Adds a statement that nobody needs an answer of.
	 * @param sql a text with question marks, one of a bounded number
	 * @param values what stands for these: texts, numbers and bytes; {@code null} for a
	 * text, a {@link JDBCType} for something else that is null
	 * @throws DataAccessException when it, or one before it, is executed and fails
	 */
	void add(String sql, @Nullable Object... values) {
		add(new GatheredStatement<>(this, sql, values, null));
	}

	/**
	 * Adds a statement that finds rows.
	 * @param sql a text as above
	 * @param reader reads the rows
	 * @param values as above
	 * @return the statement, which has what was read
	 * @throws DataAccessException when it, or one before it, is executed and fails
	 */
	<T extends @Nullable Object> GatheredStatement<T> ask(String sql, GatheredStatement.RowsReader<T> reader,
			@Nullable Object... values) {
		return add(new GatheredStatement<>(this, sql, values, (statement) -> {
			try (ResultSet rows = statement.getResultSet()) {
				return reader.read(rows);
			}
		}));
	}

	/**
	 * Adds a statement that changes rows.
	 * @return the statement, which has how many were changed
	 */
	GatheredStatement<Integer> count(String sql, @Nullable Object... values) {
		return add(new GatheredStatement<>(this, sql, values, PreparedStatement::getUpdateCount));
	}

	private <S extends GatheredStatement<?>> S add(S statement) {
		this.waiting.add(statement);
		if (!this.gathers) {
			execute();
		}
		return statement;
	}

	/**
	 * Executes all that waits.
	 * @throws DataAccessException when one fails; those after it are not executed
	 */
	void execute() {
		if (this.waiting.isEmpty()) {
			return;
		}
		List<GatheredStatement<?>> all = List.copyOf(this.waiting);
		this.waiting.clear();
		try {
			execute(all);
		}
		catch (SQLException ex) {
			DataAccessException translated = FAILURES.translate("Statements", null, ex);
			throw (translated != null) ? translated : new UncategorizedSQLException("Statements", null, ex);
		}
	}

	private void execute(List<GatheredStatement<?>> all) throws SQLException {
		int from = 0;
		for (int next = 0; next < all.size();) {
			int equal = equal(all, next);
			if (equal >= BATCH) {
				together(all.subList(from, next));
				batch(all.subList(next, next + equal));
				from = next + equal;
			}
			else if (next + equal - from > AT_ONCE) {
				together(all.subList(from, next));
				from = next;
			}
			next += equal;
		}
		together(all.subList(from, all.size()));
	}

	/**
	 * Forgets all that waits, as its transaction is undone.
	 */
	void clear() {
		this.waiting.clear();
	}

	/**
	 * How many from there on have one text, and nobody asks what came of them.
	 */
	private static int equal(List<GatheredStatement<?>> all, int first) {
		String sql = all.get(first).sql();
		int next = first + 1;
		while (next < all.size() && all.get(next).sql().equals(sql) && !all.get(next).isAsked()) {
			next++;
		}
		return (all.get(first).isAsked()) ? 1 : next - first;
	}

	private void batch(List<GatheredStatement<?>> equal) throws SQLException {
		PreparedStatement statement = this.statements.get(equal.get(0).sql());
		try {
			for (GatheredStatement<?> one : equal) {
				one.bind(statement, 1);
				statement.addBatch();
			}
			statement.executeBatch();
		}
		finally {
			statement.clearBatch();
			statement.clearParameters();
		}
	}

	private void together(List<GatheredStatement<?>> part) throws SQLException {
		if (part.isEmpty()) {
			return;
		}
		PreparedStatement statement = (part.size() == 1) ? this.statements.get(part.get(0).sql())
				: this.statements.get(part.stream().map(GatheredStatement::sql).toList());
		try {
			int index = 1;
			for (GatheredStatement<?> one : part) {
				index = one.bind(statement, index);
			}
			statement.execute();
			for (GatheredStatement<?> one : part) {
				one.executed(statement);
				// Rows that nobody asked for would keep the transaction from ending
				statement.getMoreResults();
			}
		}
		finally {
			// A payload must not stay in memory because a statement was bound to it
			statement.clearParameters();
		}
	}

}
