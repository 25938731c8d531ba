package io.musubito.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the prepared statements of one connection: preparing takes SQLite as long as a
 * point read. Not safe for use by several threads at once, and only for a bounded number
 * of different SQL texts.
 */
final class StatementCache {

	private final Connection connection;

	private final Map<String, PreparedStatement> statements = new HashMap<>();

	private final Map<String, PreparedStatement> uncloseable = new HashMap<>();

	StatementCache(Connection connection) {
		this.connection = connection;
	}

	/**
	 * The statement itself, for callers that don't close it.
	 */
	PreparedStatement prepare(String sql) throws SQLException {
		PreparedStatement statement = this.statements.get(sql);
		if (statement == null) {
			statement = this.connection.prepareStatement(sql);
			this.statements.put(sql, statement);
		}
		return statement;
	}

	/**
	 * The connection for callers that prepare and close a statement for each use, as
	 * Spring does: their statements come from here and stay open.
	 */
	Connection asConnection() {
		return proxy(Connection.class, (proxy, method, args) -> {
			if (method.getName().equals("prepareStatement") && args.length == 1) {
				return prepareUncloseable((String) args[0]);
			}
			return invoke(this.connection, method, args);
		});
	}

	private PreparedStatement prepareUncloseable(String sql) throws SQLException {
		PreparedStatement cached = this.uncloseable.get(sql);
		if (cached == null) {
			PreparedStatement statement = prepare(sql);
			cached = proxy(PreparedStatement.class, (proxy, method, args) -> {
				if (method.getName().equals("close")) {
					// A payload must not stay in memory because a statement was bound to
					// it
					statement.clearParameters();
					return null;
				}
				return invoke(statement, method, args);
			});
			this.uncloseable.put(sql, cached);
		}
		return cached;
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(StatementCache.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] args)
			throws Throwable {
		try {
			return method.invoke(target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
