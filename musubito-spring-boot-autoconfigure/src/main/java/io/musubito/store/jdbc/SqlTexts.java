package io.musubito.store.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the statements of a store look like in its database. They have {@code :namespace}
 * where the namespace belongs, those with question marks too, and get it as a literal: it
 * is the same in all that a store ever runs. Where the tables are in a schema, it is
 * named, as nothing else says which one it is. Safe for use by any number of threads.
 */
public final class SqlTexts {

	private static final Pattern TABLE = Pattern.compile("(?<![.\\w'])musubito_(?=[a-z])");

	private static final String NAMESPACE = ":namespace";

	private final String namespace;

	private final String literal;

	private final String table;

	private final Map<String, String> texts = new ConcurrentHashMap<>();

	/**
	 * Creates the texts of a store.
	 * @param schema the schema; {@code null} where there are none
	 * @param namespace the namespace
	 */
	public SqlTexts(@Nullable String schema, String namespace) {
		this.table = Matcher
			.quoteReplacement((schema != null) ? "\"" + schema.replace("\"", "\"\"") + "\".musubito_" : "musubito_");
		this.namespace = namespace;
		this.literal = "'" + namespace.replace("'", "''") + "'";
	}

	String namespace() {
		return this.namespace;
	}

	/**
	 * Translates a text.
	 * @param sql the text, one of a bounded number
	 * @return the same for this database
	 */
	public String in(String sql) {
		String text = this.texts.get(sql);
		if (text == null) {
			text = TABLE.matcher(sql).replaceAll(this.table).replace(NAMESPACE, this.literal);
			this.texts.put(sql, text);
		}
		return text;
	}

}
