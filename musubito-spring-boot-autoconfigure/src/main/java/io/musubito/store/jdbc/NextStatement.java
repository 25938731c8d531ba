package io.musubito.store.jdbc;

import java.sql.JDBCType;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A statement with named parameters that is to be added to a {@link Pipeline}.
 */
final class NextStatement {

	private final Pipeline pipeline;

	private final StatementClient.Text text;

	private final Map<String, @Nullable Object> values = new HashMap<>();

	NextStatement(Pipeline pipeline, StatementClient.Text text) {
		this.pipeline = pipeline;
		this.text = text;
	}

	/**
	 * Sets a parameter.
	 * @param value a text, a number or bytes; {@code null} for a text, a {@link JDBCType}
	 * for something else that is null
	 */
	NextStatement param(String name, @Nullable Object value) {
		this.values.put(name, value);
		return this;
	}

	/**
	 * Adds it.
	 * @throws org.springframework.dao.DataAccessException when it, or one before it, is
	 * executed and fails
	 */
	void add() {
		this.pipeline.add(this.text.prepared(), bound());
	}

	/**
	 * Adds it, as one that finds rows.
	 */
	<T extends @Nullable Object> PipedStatement<T> ask(PipedStatement.RowsReader<T> reader) {
		return this.pipeline.ask(this.text.prepared(), reader, bound());
	}

	private @Nullable Object[] bound() {
		@Nullable Object[] bound = new Object[this.text.names().length];
		for (int i = 0; i < bound.length; i++) {
			Object name = this.text.names()[i];
			if (!this.values.containsKey(name)) {
				throw new IllegalStateException("No value for parameter '" + name + "' of: " + this.text.sql());
			}
			bound[i] = this.values.get(name);
		}
		return bound;
	}

}
