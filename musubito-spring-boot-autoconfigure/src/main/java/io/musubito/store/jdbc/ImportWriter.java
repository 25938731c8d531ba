package io.musubito.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the records of a file that was verified, a few in each transaction.
 */
final class ImportWriter {

	private static final int BATCH = 200;

	private static final long BATCH_BYTES = 1_000_000;

	private static final String LINK_RUN = """
			UPDATE musubito_run
			SET parent = coalesce(parent, (SELECT p.id FROM musubito_run p WHERE p.namespace = :namespace AND p.run_id = :parent)),
				resumed = coalesce(resumed, (SELECT o.id FROM musubito_run o WHERE o.namespace = :namespace AND o.run_id = :resumed))
			WHERE namespace = :namespace AND run_id = :runId
			""";

	private final WriteQueue writes;

	private final ImportedNodes nodes;

	private final ImportedJournal journal;

	private final ImportedEffects effects = new ImportedEffects();

	private final Instant now;

	private final List<ExportRecord> batch = new ArrayList<>();

	private long bytes;

	private final Map<Object, Boolean> runs = new HashMap<>();

	ImportWriter(WriteQueue writes, ImportedNodes nodes, ImportedJournal journal, Instant now) {
		this.writes = writes;
		this.nodes = nodes;
		this.journal = journal;
		this.now = now;
	}

	ImportedEffects effects() {
		return this.effects;
	}

	long runs() {
		return this.runs.values().stream().filter((added) -> added).count();
	}

	/**
	 * Writes all but what refers to what comes later.
	 */
	void write(ExportRecord record) {
		if (record.kind() == ExportKind.STEP) {
			this.journal.find(record);
		}
		add(record);
		if (this.batch.size() >= BATCH || this.bytes >= BATCH_BYTES) {
			flush();
		}
	}

	/**
	 * Completes nodes with their edges, and runs.
	 */
	void complete(ExportRecord record) {
		boolean first = record.kind().parent() == null;
		if (first && (this.batch.size() >= BATCH || this.bytes >= BATCH_BYTES)) {
			flushCompleted();
		}
		if (record.kind() == ExportKind.NODE || record.kind() == ExportKind.EDGE || record.kind() == ExportKind.RUN) {
			add(record);
		}
	}

	private void add(ExportRecord record) {
		this.batch.add(record);
		for (Object value : record.values().values()) {
			this.bytes += (value instanceof byte[] content) ? content.length : 0;
		}
	}

	void flush() {
		List<ExportRecord> records = take();
		this.writes.write((session) -> {
			records.forEach((record) -> insert(session, record));
			return true;
		});
	}

	private void insert(Session session, ExportRecord record) {
		JdbcClient jdbc = session.jdbc();
		switch (record.kind()) {
			case ARTIFACT -> ImportedArtifacts.insert(session, record, this.now);
			case NODE -> this.nodes.insert(jdbc, record);
			case EDGE -> {
			}
			case EFFECT -> this.effects.insert(jdbc, record);
			case STEP -> this.journal.insert(jdbc, record);
			case USAGE -> this.journal.insertUsage(jdbc, record);
			default -> {
				int added = record.bind(jdbc.sql(ImportSql.insert(record.kind())))
					.param("day", Columns.day(this.now))
					.update();
				if (record.kind() == ExportKind.RUN) {
					this.runs.put(record.key(), added > 0);
				}
			}
		}
	}

	void endOfJournal() {
		this.writes.write((session) -> {
			this.journal.takeLastNumbers(session.jdbc());
			return true;
		});
	}

	void flushCompleted() {
		List<ExportRecord> records = take();
		this.writes.write((session) -> {
			for (int i = 0; i < records.size(); i++) {
				ExportRecord record = records.get(i);
				if (record.kind() == ExportKind.NODE) {
					this.nodes.complete(session, record, following(records, i + 1));
				}
				else if (record.kind() == ExportKind.RUN) {
					record.bind(session.jdbc().sql(LINK_RUN)).update();
				}
			}
			return true;
		});
	}

	private static List<ExportRecord> following(List<ExportRecord> records, int from) {
		int to = from;
		while (to < records.size() && records.get(to).kind() == ExportKind.EDGE) {
			to++;
		}
		return records.subList(from, to);
	}

	private List<ExportRecord> take() {
		List<ExportRecord> records = List.copyOf(this.batch);
		this.batch.clear();
		this.bytes = 0;
		return records;
	}

	/**
	 * Lets the nodes of effects that both stores know say the same.
	 */
	void align() {
		List<String> keys = this.effects.merged();
		for (int from = 0; from < keys.size(); from += BATCH) {
			List<String> piece = keys.subList(from, Math.min(from + BATCH, keys.size()));
			this.writes.write((session) -> {
				piece.forEach((key) -> ImportedEffects.align(session, key, this.now));
				return true;
			});
		}
	}

}
