package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

import io.musubito.store.Removal;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stands for code and texts in keys, and is in no key any more. A process that
 * records nodes writes its own each day, and remembers on which day it did: so what was
 * not written for two days is not missed by any.
 *
 * @param codes fingerprints
 * @param texts components
 */
record UnusedParts(Set<String> codes, Set<String> texts) {

	private static final int DAYS = 2;

	private static final String SELECT_CODES = """
			SELECT hash FROM musubito_code WHERE namespace = :namespace AND written_on < :day
			""";

	private static final String SELECT_TEXTS = """
			SELECT component FROM musubito_text WHERE namespace = :namespace AND written_on < :day
			""";

	private static final String SELECT_COMPONENTS = """
			SELECT components FROM musubito_node_details
			WHERE namespace = :namespace
			UNION ALL
			SELECT components FROM musubito_call
			WHERE namespace = :namespace
			UNION ALL
			SELECT components FROM musubito_definition
			WHERE namespace = :namespace
			""";

	private static final String DELETE_CODE = """
			DELETE FROM musubito_code WHERE namespace = :namespace AND hash = :hash AND written_on < :day
			""";

	private static final String DELETE_TEXT = """
			DELETE FROM musubito_text WHERE namespace = :namespace AND component = :component AND written_on < :day
			""";

	/**
	 * Finds what no node, run or step has. Called when what is removed is gone: a node
	 * that was to be removed may have been used meanwhile.
	 */
	static UnusedParts find(JdbcClient jdbc, Instant now) {
		Set<String> codes = new HashSet<>(jdbc.sql(SELECT_CODES).param("day", day(now)).query(String.class).list());
		Set<String> texts = new HashSet<>(jdbc.sql(SELECT_TEXTS).param("day", day(now)).query(String.class).list());
		if (codes.isEmpty() && texts.isEmpty()) {
			return new UnusedParts(Set.of(), Set.of());
		}
		RowCallbackHandler keep = (row) -> keep(row.getString("components"), codes, texts);
		jdbc.sql(SELECT_COMPONENTS).query(keep);
		return new UnusedParts(codes, texts);
	}

	private static void keep(String json, Set<String> codes, Set<String> texts) {
		try {
			SortedMap<String, String> components = JsonColumns.components(json);
			codes.removeAll(components.values());
			texts.removeAll(components.values());
		}
		catch (RuntimeException ex) {
			// It is not known what a damaged row refers to
			codes.clear();
			texts.clear();
		}
	}

	static Removal deleteCodes(JdbcClient jdbc, List<String> codes, Instant now) {
		codes.forEach((hash) -> jdbc.sql(DELETE_CODE).param("hash", hash).param("day", day(now)).update());
		return Removal.NONE;
	}

	static Removal deleteTexts(JdbcClient jdbc, List<String> texts, Instant now) {
		texts.forEach(
				(component) -> jdbc.sql(DELETE_TEXT).param("component", component).param("day", day(now)).update());
		return Removal.NONE;
	}

	private static long day(Instant now) {
		return Columns.day(now) - DAYS;
	}

}
