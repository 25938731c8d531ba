package io.musubito.store.postgresql;

import java.util.List;

import io.musubito.StoreException;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether a user who only reads has the rights for that.
 *
 * @param jdbc reads the database
 * @param schema the schema of the tables
 */
record ReadRights(JdbcClient jdbc, String schema) {

	// Whoever may connect may read the catalog
	private static final String FIND = """
			SELECT CASE WHEN has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
				THEN '' ELSE c.relname END
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = :schema AND c.relkind IN ('r', 'p') AND c.relname LIKE 'musubito\\_%'
			ORDER BY 1 DESC
			""";

	/**
	 * Verifies that there are tables, and that all of them may be read.
	 * @param refusal makes an exception of a reason and a remedy
	 */
	void verify(Refusal refusal) {
		List<String> unreadable = this.jdbc.sql(FIND)
			.param("schema", this.schema)
			.query((row, number) -> row.getString(1))
			.list();
		if (unreadable.isEmpty()) {
			throw refusal.of("its schema '" + this.schema
					+ "' has no tables of Musubito, and none are created, as musubito.store.access is read-only",
					"Start an application that writes the store first, or correct musubito.store.schema");
		}
		if (!unreadable.get(0).isEmpty()) {
			throw refusal.of("its user may not read the table '" + this.schema + "." + unreadable.get(0) + "'",
					"Let the owner of the tables grant it GRANT USAGE ON SCHEMA " + this.schema
							+ " and GRANT SELECT ON ALL TABLES IN SCHEMA " + this.schema);
		}
	}

	/**
	 * Says why a database can't be used.
	 */
	interface Refusal {

		StoreException of(String reason, String remedy);

	}

}
