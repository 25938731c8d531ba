package io.musubito.store.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Whether a statement says of each table of the store whose rows it means: it looks them
 * up by namespace, before anything else, and inserts them with one.
 */
final class NamespaceRule {

	private final TreeSet<String> violations = new TreeSet<>();

	private NamespaceRule() {
	}

	static TreeSet<String> violations(String sql) {
		NamespaceRule rule = new NamespaceRule();
		rule.check(SqlTokens.of(sql));
		return rule.violations;
	}

	private void check(List<SqlTokens> tokens) {
		tokens.forEach((token) -> check(token.group()));
		List<SqlTokens> part = new ArrayList<>();
		for (SqlTokens token : tokens) {
			if (token.is("UNION", "EXCEPT", "INTERSECT", ";")) {
				checkPart(part);
				part = new ArrayList<>();
			}
			part.add(token);
		}
		checkPart(part);
	}

	/**
	 * What has tables of its own, in the parentheses that it stands in.
	 */
	private void checkPart(List<SqlTokens> part) {
		int conflict = conflict(part);
		List<SqlTokens> statement = (conflict < 0) ? part : part.subList(0, conflict);
		checkInsert(statement);
		if (conflict >= 0) {
			checkConflict(part.subList(conflict, part.size()));
		}
		List<Table> tables = Table.of(statement);
		if (tables.stream().noneMatch(Table::isOfStore)) {
			return;
		}
		for (Table table : tables) {
			if (table.isOfStore() && !isLookedUpByNamespace(table, tables.size(), statement)) {
				this.violations.add(table.name() + " is used without its namespace");
			}
		}
		checkConditions(tables.get(0), statement);
	}

	private static int conflict(List<SqlTokens> part) {
		for (int i = 0; i + 1 < part.size(); i++) {
			if (part.get(i).is("ON") && part.get(i + 1).is("CONFLICT")) {
				return i;
			}
		}
		return -1;
	}

	private void checkInsert(List<SqlTokens> statement) {
		for (int i = 0; i + 3 < statement.size(); i++) {
			if (!statement.get(i).is("INSERT")) {
				continue;
			}
			String table = statement.get(i + 2).text();
			List<SqlTokens> columns = statement.get(i + 3).group();
			if (columns.isEmpty() || !columns.get(0).is("namespace")) {
				this.violations.add("namespace is not the first column that is inserted into " + table);
			}
			List<SqlTokens> values = statement.subList(i + 4, statement.size());
			for (int j = 0; j + 1 < values.size(); j++) {
				boolean list = values.get(j).is("VALUES");
				if (list || values.get(j).is("SELECT")) {
					SqlTokens first = (list) ? values.get(j + 1).group().get(0) : values.get(j + 1);
					if (!isNamespace(first)) {
						this.violations.add("what is inserted into " + table + " does not begin with a namespace");
					}
				}
			}
		}
	}

	private void checkConflict(List<SqlTokens> conflict) {
		SqlTokens key = conflict.get(2);
		if (key.isGroup() && !key.group().get(0).is("namespace")) {
			this.violations.add("a conflict is not one in a namespace");
		}
		if (!key.isGroup() && conflict.stream().anyMatch((token) -> token.is("UPDATE"))) {
			this.violations.add("it is not said which conflict leads to an update");
		}
	}

	private static boolean isLookedUpByNamespace(Table table, int tables, List<SqlTokens> statement) {
		for (int i = 0; i + 2 < statement.size(); i++) {
			SqlTokens column = statement.get(i);
			boolean own = column.is(table.alias() + ".namespace") || (tables == 1 && column.is("namespace"));
			if (own && i > table.position() && statement.get(i + 1).is("=") && isNamespace(statement.get(i + 2))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isNamespace(SqlTokens token) {
		return token.text().matches(":namespace|([a-z_]+|NEW|OLD)\\.namespace|namespace");
	}

	/**
	 * The namespace comes first, and holds whatever else does.
	 */
	private void checkConditions(Table first, List<SqlTokens> statement) {
		boolean where = false;
		for (int i = 0; i + 1 < statement.size(); i++) {
			SqlTokens token = statement.get(i);
			boolean joined = token.is("ON")
					&& Table.of(statement.subList(0, i)).get(Table.of(statement.subList(0, i)).size() - 1).isOfStore();
			if (joined || (token.is("WHERE") && first.isOfStore())) {
				if (!statement.get(i + 1).text().matches("([a-z_]+\\.)?namespace")) {
					this.violations.add("a condition of " + first.name() + " does not begin with the namespace");
				}
			}
			where = where || token.is("WHERE");
			if (where && token.is("OR")) {
				this.violations.add("a condition of " + first.name() + " has an OR beside the namespace");
			}
		}
	}

	/**
	 * A table that a part of a statement uses.
	 *
	 * @param name the name of the table, of something else that has rows, or {@code ()}
	 * @param alias how it is called
	 * @param position where it stands
	 */
	private record Table(String name, String alias, int position) {

		boolean isOfStore() {
			return (this.name.startsWith("musubito_") || this.name.equals("%s"))
					&& !this.name.equals("musubito_schema_history");
		}

		static List<Table> of(List<SqlTokens> statement) {
			List<Table> tables = new ArrayList<>();
			boolean from = false;
			for (int i = 0; i + 1 < statement.size(); i++) {
				SqlTokens token = statement.get(i);
				from = (token.is("FROM") || from) && !token.is("WHERE", "ORDER", "GROUP", "SET", "ON");
				SqlTokens next = statement.get(i + 1);
				if ((token.is("FROM", "JOIN", "UPDATE") || (from && token.is(",")))
						&& (next.isName() || next.isGroup())) {
					tables.add(at(i + 1, statement));
				}
			}
			return tables;
		}

		private static Table at(int position, List<SqlTokens> statement) {
			int alias = position + 1;
			if (alias < statement.size() && statement.get(alias).is("AS")) {
				alias++;
			}
			String name = statement.get(position).text();
			boolean named = alias < statement.size() && statement.get(alias).isName();
			return new Table(name, (named) ? statement.get(alias).text() : name, position);
		}

	}

}
