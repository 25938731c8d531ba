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
			SELECT CASE namespace WHEN :namespace THEN 1 ELSE 0 END, value
			FROM musubito_store_total
			WHERE name = 'artifact bytes'
			""";

	private NamespaceShare() {
	}

	/**
	 * The bytes of the namespace of a session.
	 * @param session reads the database
	 * @return all that are used when nobody else has recorded results
	 */
	static long usedBytes(Session session) throws SQLException {
		PreparedStatement statement = session.prepare(SELECT_BYTES);
		double own = 0;
		double all = 0;
		try (ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				double bytes = row.getLong(2);
				all += bytes;
				own += (row.getInt(1) == 1) ? bytes : 0;
			}
		}
		long used = session.usedBytes();
		return (own < all) ? (long) (used * (own / all)) : used;
	}

}
