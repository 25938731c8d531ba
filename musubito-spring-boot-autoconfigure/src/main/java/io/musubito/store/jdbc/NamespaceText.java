package io.musubito.store.jdbc;

/**
 * Puts the namespace of a store into its statements. They have {@code :namespace} where
 * it belongs, those with question marks too, and get it as a literal: it is the same in
 * all that a session ever runs.
 */
final class NamespaceText {

	private static final String TOKEN = ":namespace";

	private final String literal;

	NamespaceText(String namespace) {
		this.literal = "'" + namespace.replace("'", "''") + "'";
	}

	String in(String sql) {
		return sql.replace(TOKEN, this.literal);
	}

}
