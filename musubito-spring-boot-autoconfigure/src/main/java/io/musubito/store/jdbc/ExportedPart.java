package io.musubito.store.jdbc;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What of a store is exported.
 */
interface ExportedPart {

	/**
	 * The rows of a kind that has ids, in the order of the export.
	 */
	List<ListedRow> rows(ExportKind kind);

	/**
	 * The ids of journal entries that nodes were executed with.
	 */
	LongStream executions();

	/**
	 * Whether rows of a kind without ids are part of it.
	 */
	boolean has(ExportRecord record);

	/**
	 * The ids of its runs.
	 */
	Set<String> runs();

}
