package io.musubito.store.jdbc;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.store.DefinitionStore;

import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The definitions of steps in a database.
 */
final class JdbcDefinitionStore implements DefinitionStore {

	private static final String SELECT_ALL = """
			SELECT operation, components FROM musubito_definition WHERE namespace = :namespace
			""";

	private static final String UPSERT = """
			INSERT INTO musubito_definition (namespace, operation, components) VALUES (:namespace, :operation, :components)
			ON CONFLICT (namespace, operation) DO UPDATE SET components = excluded.components
			""";

	private static final String SELECT_EFFECT_NAMES = """
			SELECT scope, names FROM musubito_effect_names
			WHERE namespace = :namespace AND operation = :operation AND version = :version
			""";

	private static final String UPSERT_EFFECT_NAMES = """
			INSERT INTO musubito_effect_names (namespace, operation, version, scope, names)
			VALUES (:namespace, :operation, :version, :scope, :names)
			ON CONFLICT (namespace, operation, version, scope) DO UPDATE SET names = excluded.names
			""";

	private static final String FIND_SCHEME = """
			SELECT value FROM musubito_meta WHERE namespace = :namespace AND name = 'identity-scheme'
			""";

	private static final String UPSERT_SCHEME = """
			INSERT INTO musubito_meta (namespace, name, value) VALUES (:namespace, 'identity-scheme', :scheme)
			ON CONFLICT (namespace, name) DO UPDATE SET value = excluded.value
			""";

	private static final String COUNT_NODES_OF_OTHER_SCHEMES = """
			SELECT count(*) FROM musubito_node_details d JOIN musubito_node n ON n.namespace = d.namespace AND n.id = d.node
			WHERE d.namespace = :namespace AND n.type <> 'EXTERNAL_EFFECT'
				AND d.components NOT LIKE :ofScheme ESCAPE '!'
			""";

	private static final String SELECT_COMPONENTS = """
			SELECT d.components
			FROM musubito_node_details d JOIN musubito_node n ON n.namespace = d.namespace AND n.id = d.node
			WHERE d.namespace = :namespace AND n.type <> 'EXTERNAL_EFFECT'
			""";

	private static final String COUNT_NODES = """
			SELECT count(*) FROM musubito_node WHERE namespace = :namespace AND operation IN (:operations)
			""";

	private static final String COUNT_NODES_AND_DOWNSTREAM = """
			WITH RECURSIVE touched (id) AS (
				SELECT id FROM musubito_node WHERE namespace = :namespace AND operation IN (:operations)
				UNION
				SELECT e.downstream FROM touched t JOIN musubito_edge e ON e.namespace = :namespace AND e.upstream = t.id
			)
			SELECT count(*) FROM (SELECT id FROM touched LIMIT :limit) AS counted
			""";

	private final Readers readers;

	private final WriteQueue writes;

	JdbcDefinitionStore(Readers readers, WriteQueue writes) {
		this.readers = readers;
		this.writes = writes;
	}

	@Override
	public Map<String, SortedMap<String, String>> findAll() {
		return this.readers.read((session) -> {
			Map<String, SortedMap<String, String>> components = new TreeMap<>();
			RowCallbackHandler collect = (row) -> {
				String operation = row.getString("operation");
				SortedMap<String, String> found = this.readers.damaged()
					.read(() -> "the definition of step '" + operation + "'", row,
							(definition) -> JsonColumns.components(definition.getString("components")));
				if (found != null) {
					components.put(operation, found);
				}
			};
			session.jdbc().sql(SELECT_ALL).query(collect);
			return components;
		});
	}

	@Override
	public void remember(Map<String, SortedMap<String, String>> components) {
		this.writes.write((session) -> {
			components.forEach((operation, ofOperation) -> session.jdbc()
				.sql(UPSERT)
				.param("operation", operation)
				.param("components", JsonColumns.components(ofOperation))
				.update());
			return true;
		});
	}

	@Override
	public Map<String, String> findEffectNames(String operation, String version) {
		return this.readers.read((session) -> {
			Map<String, String> names = new TreeMap<>();
			RowCallbackHandler collect = (row) -> names.put(row.getString("scope"), row.getString("names"));
			session.jdbc()
				.sql(SELECT_EFFECT_NAMES)
				.param("operation", operation)
				.param("version", version)
				.query(collect);
			return names;
		});
	}

	@Override
	public void rememberEffectNames(String operation, String version, Map<String, String> names) {
		this.writes.write((session) -> {
			names.forEach((scope, text) -> session.jdbc()
				.sql(UPSERT_EFFECT_NAMES)
				.param("operation", operation)
				.param("version", version)
				.param("scope", scope)
				.param("names", text)
				.update());
			return true;
		});
	}

	@Override
	public Optional<String> findScheme() {
		return this.readers.read((session) -> session.jdbc().sql(FIND_SCHEME).query(String.class).optional());
	}

	@Override
	public void rememberScheme(String scheme) {
		this.writes.write((session) -> session.jdbc().sql(UPSERT_SCHEME).param("scheme", scheme).update());
	}

	@Override
	public long countNodesOfOtherSchemes(String scheme) {
		return this.readers.read((session) -> (session.columns().isTransforming())
				? countRestored(session, JsonColumns.component(Map.entry("scheme", scheme)))
				: session.jdbc()
					.sql(COUNT_NODES_OF_OTHER_SCHEMES)
					.param("ofScheme",
							"%" + JsonColumns.component(Map.entry("scheme", scheme)).replaceAll("[!%_]", "!$0") + "%")
					.query(Long.class)
					.single());
	}

	private static long countRestored(Session session, String ofScheme) {
		return session.jdbc().sql(SELECT_COMPONENTS).query((rows) -> {
			long others = 0;
			while (rows.next()) {
				String components = rows.getString(1);
				others += (components == null || !components.contains(ofScheme)) ? 1 : 0;
			}
			return others;
		});
	}

	@Override
	public long countNodes(Collection<String> operations) {
		if (operations.isEmpty()) {
			return 0;
		}
		return this.readers.read((session) -> session.jdbc()
			.sql(COUNT_NODES)
			.param("operations", InList.of(operations))
			.query(Long.class)
			.single());
	}

	@Override
	public long countNodesAndDownstream(Collection<String> operations, long limit) {
		if (operations.isEmpty()) {
			return 0;
		}
		return this.readers.read((session) -> session.jdbc()
			.sql(COUNT_NODES_AND_DOWNSTREAM)
			.param("operations", InList.of(operations))
			.param("limit", limit)
			.query(Long.class)
			.single());
	}

}
