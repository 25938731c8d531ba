package io.musubito.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rows of a namespace in a SQLite file.
 */
public final class NamespaceDump {

	private NamespaceDump() {
	}

	/**
	 * Reads the rows, in the order in which they are stored.
	 * @param file the file
	 * @param namespace the namespace
	 * @return the rows by table; tables without rows are left out
	 */
	public static SortedMap<String, List<String>> of(Path file, String namespace) {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
			SortedMap<String, List<String>> dump = new TreeMap<>();
			for (List<String> table : rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' "
					+ "AND name LIKE 'musubito~_%' ESCAPE '~' AND name <> 'musubito_schema_history'")) {
				List<String> rows = rows(connection,
						"SELECT * FROM " + table.get(0) + " WHERE namespace = '" + namespace + "'")
					.stream()
					.map(Object::toString)
					.toList();
				if (!rows.isEmpty()) {
					dump.put(table.get(0), rows);
				}
			}
			return dump;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<List<String>> found = new ArrayList<>();
			while (rows.next()) {
				List<String> row = new ArrayList<>();
				for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
					Object value = rows.getObject(column);
					row.add((value instanceof byte[] bytes) ? Arrays.toString(bytes) : String.valueOf(value));
				}
				found.add(row);
			}
			return found;
		}
	}

}
