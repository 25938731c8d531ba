package io.musubito.store.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the namespace comes first in each table, key, index and reference of a
 * migration.
 */
final class MigrationRule {

	private final Set<String> violations = new TreeSet<>();

	private final boolean numberedRows;

	private MigrationRule(boolean numberedRows) {
		this.numberedRows = numberedRows;
	}

	/**
	 * Reads a migration.
	 * @param script the migration
	 * @param numberedRows whether a table may have a number of its rows as key, by which
	 * the database stores them
	 */
	static Set<String> violations(String script, boolean numberedRows) {
		MigrationRule rule = new MigrationRule(numberedRows);
		List<SqlTokens> tokens = SqlTokens.of(script);
		for (int i = 0; i + 3 < tokens.size(); i++) {
			if (tokens.get(i).is("CREATE") && tokens.get(i + 1).is("TABLE")) {
				rule.checkTable(tokens.get(i + 2).text(), tokens.get(i + 3).group());
			}
			if (tokens.get(i).is("INDEX")) {
				rule.checkKey("index " + tokens.get(i + 1).text(), tokens.subList(i, tokens.size()));
			}
		}
		return rule.violations;
	}

	private void checkTable(String table, List<SqlTokens> definition) {
		if (!definition.get(0).is("namespace")) {
			this.violations.add("namespace is not the first column of " + table);
		}
		for (int i = 0; i < definition.size(); i++) {
			SqlTokens token = definition.get(i);
			List<SqlTokens> rest = definition.subList(i, definition.size());
			if (token.is("UNIQUE", "REFERENCES") || (token.is("PRIMARY") && !isNumber(definition, i))) {
				checkKey(token.text() + " of " + table, rest);
			}
			if (token.is("FOREIGN")) {
				checkKey("a reference of " + table, rest);
			}
		}
	}

	private boolean isNumber(List<SqlTokens> definition, int primary) {
		return this.numberedRows && definition.get(primary - 1).is("INTEGER") && !definition.get(primary + 2).isGroup();
	}

	private void checkKey(String key, List<SqlTokens> rest) {
		for (SqlTokens token : rest) {
			if (token.is(",", ";")) {
				break;
			}
			if (token.isGroup()) {
				if (!token.group().get(0).is("namespace")) {
					this.violations.add("namespace is not first in " + key);
				}
				return;
			}
		}
		this.violations.add("namespace is not in " + key);
	}

}
