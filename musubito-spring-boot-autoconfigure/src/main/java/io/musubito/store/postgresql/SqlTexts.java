package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The texts of statements for one schema and namespace: all tables are named with their
 * schema, as a pooler may give each transaction another session. Safe for use by any
 * number of threads.
 */
final class SqlTexts {

	private static final Pattern TABLE = Pattern.compile("\\bmusubito_(?=[a-z])");

	// The rows, and what a row takes beside its long columns
	private static final String USED_BYTES = """
			SELECT (SELECT coalesce(sum(coalesce(octet_length(payload), 0) + 200), 0) FROM musubito_artifact
					WHERE namespace = :namespace)
				+ (SELECT coalesce(sum(coalesce(octet_length(inputs), 0) + octet_length(components)
						+ coalesce(octet_length(why), 0) + 1000), 0) FROM musubito_node_details
					WHERE namespace = :namespace)
				+ (SELECT count(*) * 300 FROM musubito_step_record WHERE namespace = :namespace)
				+ (SELECT count(*) * 80 FROM musubito_replay WHERE namespace = :namespace)
			""";

	private final String schema;

	private final String namespace;

	private final Map<String, String> texts = new ConcurrentHashMap<>();

	SqlTexts(String schema, String namespace) {
		this.schema = schema;
		this.namespace = "'" + namespace.replace("'", "''") + "'";
	}

	String translate(String sql) {
		String translated = this.texts.get(sql);
		if (translated == null) {
			translated = TABLE.matcher(sql)
				.replaceAll(quote(this.schema) + ".musubito_")
				.replace(":namespace", this.namespace);
			this.texts.put(sql, translated);
		}
		return translated;
	}

	private static String quote(String identifier) {
		return "\"" + identifier.replace("\"", "\"\"") + "\"";
	}

	long usedBytes(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(translate(USED_BYTES))) {
			row.next();
			return row.getLong(1);
		}
	}

}
