package io.musubito.store.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

import io.musubito.store.StoredHashes;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a part of a store as lines, within the transaction of the caller, so that all of
 * it is of one moment.
 */
final class StoreExport {

	private static final ListedRow ALL = new ListedRow(0, "", 0);

	private final ExportedRows rows;

	private final ExportedPart part;

	private final ExportWriter writer;

	private final ExportNumbers numbers;

	private final Set<String> runs;

	StoreExport(JdbcClient jdbc, long largest, ExportedPart part, ExportWriter writer) {
		this.rows = new ExportedRows(jdbc, largest);
		this.part = part;
		this.writer = writer;
		this.numbers = new ExportNumbers(
				LongStream.concat(part.executions(), part.rows(ExportKind.STEP).stream().mapToLong(ListedRow::id)));
		this.runs = part.runs();
	}

	void write() {
		for (ExportKind kind : ExportKind.values()) {
			if (!ExportSql.list(kind).isEmpty()) {
				this.part.rows(kind).forEach((row) -> writeFamily(kind, row));
			}
			else if (kind.parent() == null) {
				writeSorted(kind, ALL);
			}
		}
		this.writer.end();
	}

	/**
	 * A row and those that belong to it.
	 */
	private void writeFamily(ExportKind kind, ListedRow row) {
		for (ExportKind member : ExportKind.values()) {
			if (member.section() == kind.ordinal()) {
				writeSorted(member, row);
			}
		}
	}

	private void writeSorted(ExportKind kind, ListedRow row) {
		List<String> lines = this.rows.read(kind, row)
			.stream()
			.filter((record) -> this.part.has(record) && isOfToday(record))
			.map(this::withoutIds)
			.map(ExportLine::of)
			.sorted()
			.toList();
		lines.forEach(this.writer::write);
	}

	/**
	 * Code is told apart by the scheme, and nothing says of which one a row is.
	 */
	private static boolean isOfToday(ExportRecord record) {
		return record.kind() != ExportKind.CODE
				|| StoredHashes.isCode(record.text("hash"), JsonColumns.components(record.text("parts")));
	}

	/**
	 * With numbers in place of ids, and without runs that are not part of it.
	 */
	private ExportRecord withoutIds(ExportRecord record) {
		Map<String, Object> values = new HashMap<>(record.values());
		switch (record.kind()) {
			case NODE -> values.computeIfPresent("execution", (field, id) -> this.numbers.of((Long) id));
			case STEP -> values.computeIfPresent("number", (field, id) -> this.numbers.of((Long) id));
			case USAGE -> values.computeIfPresent("step", (field, id) -> this.numbers.of((Long) id));
			case RUN -> {
				values.computeIfPresent("parent", (field, run) -> this.runs.contains(run) ? run : null);
				values.computeIfPresent("resumed", (field, run) -> this.runs.contains(run) ? run : null);
			}
			default -> {
			}
		}
		return new ExportRecord(record.kind(), values, 0);
	}

}
