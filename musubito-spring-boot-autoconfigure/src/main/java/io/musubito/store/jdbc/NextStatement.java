package io.musubito.store.jdbc;

import java.sql.JDBCType;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A statement with named parameters that is to be added to a {@link GatheredStatements}.
 */
final class NextStatement {

	private final GatheredStatements gathered;

	private final ContentColumns columns;

	private final NamedText text;

	private final Map<String, @Nullable Object> values = new HashMap<>();

	NextStatement(GatheredStatements gathered, ContentColumns columns, NamedText text) {
		this.gathered = gathered;
		this.columns = columns;
		this.text = text;
	}

	/**
	 * Sets a parameter.
	 * @param value a text, a number or bytes; {@code null} for a text, a {@link JDBCType}
	 * for something else that is null
	 */
	NextStatement param(String name, @Nullable Object value) {
		this.values.put(name, this.columns.stored(name, value));
		return this;
	}

	/**
	 * Adds it.
	 * @throws org.springframework.dao.DataAccessException when it, or one before it, is
	 * executed and fails
	 */
	void add() {
		this.gathered.add(this.text.prepared(), bound());
	}

	/**
	 * Adds it, as one that finds rows.
	 */
	<T extends @Nullable Object> GatheredStatement<T> ask(GatheredStatement.RowsReader<T> reader) {
		return this.gathered.ask(this.text.prepared(), reader, bound());
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
