package io.musubito.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the prepared statements of one connection: preparing takes SQLite as long as a
 * point read. Those that were not used for the longest time are closed when there are
 * many. The namespace is put into a text once, when it is prepared. Not safe for use by
 * several threads at once.
 */
final class StatementCache {

	// More than there are texts: lists in them have few lengths
	private static final int CAPACITY = 256;

	private @Nullable Connection connection;

	private final SqlTexts texts;

	private ContentColumns columns = new ContentColumns("");

	private final Map<String, Cached> statements = new LinkedHashMap<>(16, 0.75F, true);

	private final GatheredStatements gathered = new GatheredStatements(this);

	StatementCache(SqlTexts texts) {
		this.texts = texts;
	}

	/**
	 * Uses a connection from now on.
	 */
	void connect(Connection with) {
		this.connection = with;
	}

	/**
	 * Stores private contents so from now on.
	 */
	void transform(ContentColumns by) {
		this.columns = by;
	}

	ContentColumns columns() {
		return this.columns;
	}

	boolean isConnected() {
		return this.connection != null;
	}

	Connection connection() {
		Connection connected = this.connection;
		if (connected == null) {
			throw new IllegalStateException("Not connected");
		}
		return connected;
	}

	/**
	 * Closes the statements, and uses the connection no more.
	 */
	void disconnect() throws SQLException {
		this.connection = null;
		close();
	}

	/**
	 * Closes the statements, of which one may not have ended.
	 */
	void close() throws SQLException {
		this.gathered.clear();
		try {
			for (Cached cached : this.statements.values()) {
				cached.statement().close();
			}
		}
		finally {
			this.statements.clear();
		}
	}

	/**
	 * What waits, to be executed before any other statement.
	 */
	GatheredStatements gathered() {
		return this.gathered;
	}

	/**
	 * The statement itself, for callers that don't close it.
	 */
	PreparedStatement prepare(String sql) throws SQLException {
		this.gathered.execute();
		return get(sql);
	}

	/**
	 * The same for the gathered ones.
	 */
	PreparedStatement get(String sql) throws SQLException {
		return cached(sql).statement();
	}

	/**
	 * Several as one. There are many such texts, which are not kept.
	 */
	PreparedStatement get(List<String> several) throws SQLException {
		String text = several.stream().map(this::in).collect(Collectors.joining(";\n"));
		Cached cached = this.statements.get(text);
		return ((cached != null) ? cached : open(text, text)).statement();
	}

	private String in(String sql) {
		return this.columns.in(this.texts.in(sql));
	}

	private Cached cached(String sql) throws SQLException {
		Cached cached = this.statements.get(sql);
		return (cached != null) ? cached : open(sql, in(sql));
	}

	private Cached open(String sql, String text) throws SQLException {
		PreparedStatement statement = this.columns.restoring(connection().prepareStatement(text));
		Cached cached = new Cached(statement, uncloseable(statement));
		this.statements.put(sql, cached);
		closeEldest();
		return cached;
	}

	private void closeEldest() throws SQLException {
		if (this.statements.size() > CAPACITY) {
			Iterator<Cached> eldest = this.statements.values().iterator();
			PreparedStatement statement = eldest.next().statement();
			eldest.remove();
			statement.close();
		}
	}

	/**
	 * How many are open.
	 */
	int size() {
		return this.statements.size();
	}

	/**
	 * The connection for callers that prepare and close a statement for each use, as
	 * Spring does: their statements come from here and stay open.
	 */
	Connection asConnection() {
		return proxy(Connection.class, (proxy, method, args) -> {
			if (method.getName().equals("prepareStatement") && args.length == 1) {
				this.gathered.execute();
				return cached((String) args[0]).uncloseable();
			}
			return invoke(connection(), method, args);
		});
	}

	private static PreparedStatement uncloseable(PreparedStatement statement) {
		return proxy(PreparedStatement.class, (proxy, method, args) -> {
			if (method.getName().equals("close")) {
				// A payload must not stay in memory because a statement was bound to it
				statement.clearParameters();
				return null;
			}
			return invoke(statement, method, args);
		});
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

	/**
	 * A statement.
	 *
	 * @param statement for those who don't close it
	 * @param uncloseable for those who do
	 */
	private record Cached(PreparedStatement statement, PreparedStatement uncloseable) {

	}

}
