package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL of a library that carries hints, which knows nothing of namespaces, as it looks
 * for one queue of one namespace: whatever it inserts belongs to these, and whatever else
 * it does is done to rows of these. What can't be told to be so is refused. Safe for use
 * by any number of threads.
 */
final class JobSql {

	private static final Pattern INSERT = Pattern
		.compile("insert into musubito_job\\s*\\((.*)\\)\\s*values\\s*\\((.*)\\)\\s*");

	private static final Pattern WHERE = Pattern.compile("\\bwhere\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern TABLE = Pattern.compile("\\bmusubito_job\\b");

	private static final String OWN = ":namespace";

	private final SqlTexts texts;

	private final String queue;

	JobSql(SqlTexts texts, String queue) {
		this.texts = texts;
		this.queue = "'" + queue.replace("'", "''") + "'";
	}

	/**
	 * Translates a statement.
	 * @param sql the statement
	 * @return the same for the queue
	 * @throws SQLException when it might touch rows of others
	 */
	String in(String sql) throws SQLException {
		if (sql.contains(OWN)) {
			return this.texts.in(sql.replace(":queue", this.queue));
		}
		Matcher insert = INSERT.matcher(sql);
		if (insert.matches()) {
			return this.texts.in("insert into musubito_job (namespace, queue, " + insert.group(1)
					+ ") values (:namespace, " + this.queue + ", " + insert.group(2) + ")");
		}
		long tables = TABLE.matcher(sql).results().count();
		long conditions = WHERE.matcher(sql).results().count();
		if (tables != conditions || sql.toLowerCase(Locale.ROOT).contains("insert")) {
			throw new SQLException("A statement for hints of Musubito can't be kept to one namespace: " + sql
					+ ". Use the version of db-scheduler that Musubito was built with.");
		}
		return this.texts.in(WHERE.matcher(sql)
			.replaceAll(Matcher.quoteReplacement("where namespace = :namespace and queue = " + this.queue + " and")));
	}

}
