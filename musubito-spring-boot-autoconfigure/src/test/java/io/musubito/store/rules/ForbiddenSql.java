package io.musubito.store.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What statements must not contain so that the same ones run on PostgreSQL, behind a pool
 * that gives each transaction another connection, and on databases that are like it.
 */
final class ForbiddenSql {

	private static final Map<String, Pattern> STATEMENTS = new LinkedHashMap<>();

	private static final Map<String, Pattern> MIGRATIONS = new LinkedHashMap<>();

	static {
		forbid("state of a session",
				"(^|;)\\s*(SET(?!\\s+(LOCAL|TRANSACTION)\\b)|RESET|PREPARE|EXECUTE|DEALLOCATE|LISTEN|NOTIFY|DECLARE|DISCARD)\\b");
		forbid("search_path", "\\bsearch_path\\b");
		forbid("a temporary table", "\\bTEMP(ORARY)?\\b");
		forbid("a cursor", "\\bCURSOR\\b");
		forbid("an advisory lock", "\\bpg_\\w*advisory\\w*");
		forbid("a locked table", "\\bLOCK\\s+TABLE\\b");
		forbid("SKIP LOCKED", "\\bSKIP\\s+LOCKED\\b");
		forbid("a division of integers", "[\\w)]\\s*/\\s*[\\w(]");
		forbid("a clock that goes on within a transaction", "\\bclock_timestamp\\b");
		forbid("a function of one database",
				"\\b(last_insert_rowid|json_each|json_extract|strftime|unixepoch|rowid|ifnull|group_concat)\\b");
		MIGRATIONS.put("a trigger", sql("\\bTRIGGER\\b"));
		MIGRATIONS.put("a procedure", sql("\\b(plpgsql|FUNCTION|PROCEDURE|DO\\s+\\$)"));
		MIGRATIONS.put("a deferrable constraint", sql("\\bDEFERRABLE\\b"));
		MIGRATIONS.put("an exclusion constraint", sql("\\bEXCLUDE\\b"));
		MIGRATIONS.put("an index that is made beside transactions", sql("\\bCONCURRENTLY\\b"));
		MIGRATIONS.put("a type that not all have", sql(
				"\\b(SERIAL|BIGSERIAL|VARCHAR|CHAR|UUID|JSON|ENUM|NUMERIC|REAL|TIMESTAMP|INTERVAL|HSTORE|CITEXT)\\b"));
	}

	private ForbiddenSql() {
	}

	private static void forbid(String what, String pattern) {
		STATEMENTS.put(what, sql(pattern));
	}

	private static Pattern sql(String pattern) {
		return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
	}

	static Set<String> inStatement(String sql) {
		return found(STATEMENTS, sql);
	}

	static Set<String> inMigration(String sql) {
		Set<String> found = found(STATEMENTS, sql);
		found.addAll(found(MIGRATIONS, sql));
		return found;
	}

	private static Set<String> found(Map<String, Pattern> forbidden, String sql) {
		String bare = sql.replaceAll("--[^\n]*", " ").replaceAll("'(?:[^']|'')*'", "''");
		Set<String> found = new TreeSet<>();
		forbidden.forEach((what, pattern) -> {
			if (pattern.matcher(bare).find()) {
				found.add("it has " + what);
			}
		});
		return found;
	}

}
