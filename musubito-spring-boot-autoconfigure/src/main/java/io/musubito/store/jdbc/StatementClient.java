package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Spring's client on the statements that a session keeps, without what it does for each
 * use: to look for the parameters in the text, to get a connection, and to prepare and
 * close a statement, which took as long as the database. What is not used on each call of
 * a step is left to Spring's own. Not safe for use by several threads at once.
 */
final class StatementClient implements JdbcClient {

	private final StatementCache statements;

	private final SqlTexts sqlTexts;

	private final JdbcClient springs;

	private final SQLExceptionTranslator failures;

	private final Map<String, NamedText> texts = new HashMap<>();

	/**
	 * Creates the client.
	 * @param statements the statements
	 * @param sqlTexts what they look like in this database
	 * @param springs the client of Spring on the same connection
	 * @param failures translates failures as that one does
	 */
	StatementClient(StatementCache statements, SqlTexts sqlTexts, JdbcClient springs, SQLExceptionTranslator failures) {
		this.statements = statements;
		this.sqlTexts = sqlTexts;
		this.springs = springs;
		this.failures = failures;
	}

	@Override
	public StatementSpec sql(String sql) {
		return new Statement(text(sql));
	}

	/**
	 * The same for a statement that is executed with others.
	 */
	NextStatement next(String sql) {
		return new NextStatement(this.statements.gathered(), this.statements.columns(), text(sql));
	}

	private NamedText text(String sql) {
		NamedText text = this.texts.get(sql);
		if (text == null) {
			text = NamedText.parse(this.statements.columns().in(this.sqlTexts.in(sql)));
			this.texts.put(sql, text);
		}
		return text;
	}

	/**
	 * A value of a parameter.
	 *
	 * @param name the name of the parameter
	 * @param value the value
	 * @param type one of {@link java.sql.Types}
	 */
	private record Parameter(String name, @Nullable Object value, int type) {

	}

	/**
	 * One use of a text.
	 */
	private final class Statement implements StatementSpec {

		private final NamedText text;

		private final List<Parameter> parameters = new ArrayList<>();

		Statement(NamedText text) {
			this.text = text;
		}

		@Override
		public StatementSpec param(String name, @Nullable Object value) {
			// The text of a list depends on its length
			return (value instanceof Iterable<?>) ? springs().param(name, value)
					: add(name, value, SqlTypeValue.TYPE_UNKNOWN);
		}

		@Override
		public StatementSpec param(String name, @Nullable Object value, int sqlType) {
			return add(name, value, sqlType);
		}

		private StatementSpec add(String name, @Nullable Object value, int sqlType) {
			this.parameters
				.add(new Parameter(name, StatementClient.this.statements.columns().stored(name, value), sqlType));
			return this;
		}

		@Override
		public int update() {
			return execute(PreparedStatement::executeUpdate);
		}

		@Override
		public <T extends @Nullable Object> MappedQuerySpec<T> query(RowMapper<T> mapper) {
			return new Rows<>(this, mapper);
		}

		@Override
		public void query(RowCallbackHandler handler) {
			query((ResultSetExtractor<Boolean>) (rows) -> {
				while (rows.next()) {
					handler.processRow(rows);
				}
				return true;
			});
		}

		@Override
		public <T extends @Nullable Object> T query(ResultSetExtractor<T> extractor) {
			return execute((statement) -> {
				try (ResultSet rows = statement.executeQuery()) {
					return extractor.extractData(rows);
				}
			});
		}

		private <T extends @Nullable Object> T execute(Use<T> use) {
			try {
				PreparedStatement statement = StatementClient.this.statements.prepare(this.text.prepared());
				try {
					for (int i = 0; i < this.text.names().length; i++) {
						bind(statement, i + 1, find(this.text.names()[i]));
					}
					return use.of(statement);
				}
				finally {
					// A payload must not stay in memory because a statement was bound to
					// it
					statement.clearParameters();
				}
			}
			catch (SQLException ex) {
				RuntimeException translated = StatementClient.this.failures.translate("Statement", this.text.sql(), ex);
				throw (translated != null) ? translated
						: new UncategorizedSQLException("Statement", this.text.sql(), ex);
			}
		}

		private Parameter find(Object name) {
			for (Parameter parameter : this.parameters) {
				if (parameter.name.equals(name)) {
					return parameter;
				}
			}
			throw new IllegalStateException("No value for parameter '" + name + "' of: " + this.text.sql());
		}

		private static void bind(PreparedStatement statement, int index, Parameter parameter) throws SQLException {
			Object value = parameter.value;
			if (value instanceof String string) {
				statement.setString(index, Columns.text(string));
			}
			else if (value instanceof Long || value instanceof Integer) {
				statement.setLong(index, ((Number) value).longValue());
			}
			else if (value instanceof byte[] bytes) {
				statement.setBytes(index, bytes);
			}
			else {
				StatementCreatorUtils.setParameterValue(statement, index, parameter.type, value);
			}
		}

		/**
		 * The same statement of Spring's client.
		 */
		private StatementSpec springs() {
			StatementSpec same = StatementClient.this.springs.sql(this.text.sql());
			for (Parameter parameter : this.parameters) {
				same = same.param(parameter.name, parameter.value, parameter.type);
			}
			return same;
		}

		@Override
		public StatementSpec withFetchSize(int fetchSize) {
			return springs().withFetchSize(fetchSize);
		}

		@Override
		public StatementSpec withMaxRows(int maxRows) {
			return springs().withMaxRows(maxRows);
		}

		@Override
		public StatementSpec withQueryTimeout(int queryTimeout) {
			return springs().withQueryTimeout(queryTimeout);
		}

		@Override
		public StatementSpec param(@Nullable Object value) {
			return springs().param(value);
		}

		@Override
		public StatementSpec param(int jdbcIndex, @Nullable Object value) {
			return springs().param(jdbcIndex, value);
		}

		@Override
		public StatementSpec param(int jdbcIndex, @Nullable Object value, int sqlType) {
			return springs().param(jdbcIndex, value, sqlType);
		}

		@Override
		public StatementSpec params(Object... values) {
			return springs().params(values);
		}

		@Override
		public StatementSpec params(List<?> values) {
			return springs().params(values);
		}

		@Override
		public StatementSpec params(Map<String, ?> paramMap) {
			return springs().params(paramMap);
		}

		@Override
		public StatementSpec paramSource(Object namedParamObject) {
			return springs().paramSource(namedParamObject);
		}

		@Override
		public StatementSpec paramSource(SqlParameterSource namedParamSource) {
			return springs().paramSource(namedParamSource);
		}

		@Override
		public ResultQuerySpec query() {
			return springs().query();
		}

		@Override
		public <T> MappedQuerySpec<@Nullable T> query(Class<T> mappedClass) {
			return springs().query(mappedClass);
		}

		@Override
		public int update(KeyHolder generatedKeyHolder) {
			return springs().update(generatedKeyHolder);
		}

		@Override
		public int update(KeyHolder generatedKeyHolder, String... keyColumnNames) {
			return springs().update(generatedKeyHolder, keyColumnNames);
		}

	}

	/**
	 * The rows that a statement finds.
	 *
	 * @param statement the statement
	 * @param mapper reads a row
	 * @param <T> what a row is read as
	 */
	private record Rows<T>(Statement statement, RowMapper<T> mapper) implements MappedQuerySpec<T> {

		@Override
		public List<T> list() {
			return this.statement.query((ResultSetExtractor<List<T>>) (rows) -> {
				List<T> list = new ArrayList<>();
				while (rows.next()) {
					list.add(this.mapper.mapRow(rows, list.size()));
				}
				return list;
			});
		}

		@Override
		public Stream<T> stream() {
			return list().stream();
		}

	}

	/**
	 * What is done with a statement.
	 *
	 * @param <T> the answer
	 */
	@FunctionalInterface
	private interface Use<T extends @Nullable Object> {

		T of(PreparedStatement statement) throws SQLException;

	}

}
