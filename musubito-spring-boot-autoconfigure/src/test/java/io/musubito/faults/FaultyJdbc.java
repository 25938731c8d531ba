package io.musubito.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Connections of which what is asked may fail: to prepare and execute statements and
 * batches, to fetch rows, and to begin and end transactions.
 *
 * @param plan what fails
 */
record FaultyJdbc(FaultPlan plan) {

	private static final Set<String> OF_CONNECTION = Set.of("prepareStatement", "createStatement", "prepareCall",
			"setAutoCommit", "commit", "rollback");

	private static final Set<String> OF_STATEMENT = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch",
			"executeLargeUpdate", "getMoreResults");

	private static final int SHOWN = 60;

	/**
	 * Opens a connection, which may fail too.
	 */
	Connection open(Callable<Connection> opening) throws SQLException {
		try {
			return this.plan.ask("getConnection", null, opening);
		}
		catch (SQLException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	Connection connection(Connection connection) {
		return proxy(Connection.class, (proxy, method, args) -> {
			if (!OF_CONNECTION.contains(method.getName())) {
				return invoke(connection, method, args);
			}
			String sql = (args != null && args.length > 0) ? shown(args[0]) : "";
			Object answer = this.plan.ask(method.getName() + " " + sql, connection,
					() -> invoke(connection, method, args));
			return (answer instanceof Statement statement) ? statement(statement, sql, connection) : answer;
		});
	}

	private Statement statement(Statement statement, String sql, Connection connection) {
		Class<? extends Statement> type = (statement instanceof CallableStatement) ? CallableStatement.class
				: (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
		return proxy(type, (proxy, method, args) -> {
			String text = (args != null && args.length > 0) ? shown(args[0]) : sql;
			Object answer = (OF_STATEMENT.contains(method.getName()))
					? this.plan.ask(method.getName() + " " + text, connection, () -> invoke(statement, method, args))
					: invoke(statement, method, args);
			return (answer instanceof ResultSet rows) ? rows(rows, text, connection) : answer;
		});
	}

	private ResultSet rows(ResultSet rows, String sql, Connection connection) {
		return proxy(ResultSet.class,
				(proxy, method, args) -> (method.getName().equals("next"))
						? this.plan.ask("next " + sql, connection, () -> invoke(rows, method, args))
						: invoke(rows, method, args));
	}

	private static String shown(Object argument) {
		String text = String.valueOf(argument).strip().replaceAll("\\s+", " ");
		return (text.length() > SHOWN) ? text.substring(0, SHOWN) : text;
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(FaultyJdbc.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] args)
			throws Exception {
		try {
			return method.invoke(target, args);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof Error error) {
				throw error;
			}
			throw (Exception) ex.getTargetException();
		}
	}

}
