package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much of the space of a database is that of one namespace, so that an application
 * does not remove what it has recorded because another one fills the database. It is told
 * by what the results of each take, which is most of it.
 */
final class NamespaceShare {

	/** The one statement that looks at all namespaces. */
	private static final String SELECT_BYTES = """
			SELECT namespace, value FROM musubito_store_total WHERE name = 'artifact bytes'
			""";

	private NamespaceShare() {
	}

	/**
	 * The bytes of a namespace.
	 * @param session reads the database
	 * @param namespace the namespace
	 * @return all that are used when nobody else has recorded results
	 */
	static long usedBytes(Session session, String namespace) throws SQLException {
		PreparedStatement statement = session.prepare(SELECT_BYTES);
		double own = 0;
		double all = 0;
		try (ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				double bytes = row.getLong(2);
				all += bytes;
				own += (row.getString(1).equals(namespace)) ? bytes : 0;
			}
		}
		long used = session.usedBytes();
		return (own < all) ? (long) (used * (own / all)) : used;
	}

}
