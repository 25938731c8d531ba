package io.musubito.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A few connections of a store for a library that carries hints, with which it sees one
 * queue of one namespace. Safe for use by any number of threads.
 */
public final class JobConnections extends AbstractDataSource {

	private final Source source;

	private final JobSql sql;

	private final Semaphore permits;

	/**
	 * Creates the connections when they are needed.
	 * @param source where they come from
	 * @param texts what statements look like in the database
	 * @param queue the queue
	 * @param connections how many are used at a time
	 */
	public JobConnections(Source source, SqlTexts texts, String queue, int connections) {
		this.source = source;
		this.sql = new JobSql(texts, queue);
		this.permits = new Semaphore(connections, true);
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.permits.acquireUninterruptibly();
		boolean taken = false;
		try {
			Connection connection = this.source.take();
			taken = true;
			return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
						case "prepareStatement" -> connection.prepareStatement(this.sql.in((String) arguments[0]));
						case "close" -> giveBack(connection);
						default -> call(() -> method.invoke(connection, arguments));
					});
		}
		finally {
			if (!taken) {
				this.permits.release();
			}
		}
	}

	private @Nullable Object giveBack(Connection connection) throws SQLException {
		try {
			this.source.giveBack(connection);
			return null;
		}
		finally {
			this.permits.release();
		}
	}

	private static @Nullable Object call(Invocation invocation) throws Throwable {
		try {
			return invocation.invoke();
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	/**
	 * Where connections come from, which commit each statement.
	 */
	public interface Source {

		/**
		 * Takes one.
		 * @return the connection
		 * @throws SQLException when there is none
		 */
		Connection take() throws SQLException;

		/**
		 * Gives one back.
		 * @param connection the connection
		 * @throws SQLException when it can't be closed
		 */
		default void giveBack(Connection connection) throws SQLException {
			connection.close();
		}

	}

	private interface Invocation {

		@Nullable Object invoke() throws IllegalAccessException, InvocationTargetException;

	}

}
