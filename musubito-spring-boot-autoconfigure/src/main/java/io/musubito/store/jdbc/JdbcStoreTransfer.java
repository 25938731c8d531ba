package io.musubito.store.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.musubito.ExportSelection;
import io.musubito.ImportResult;
import io.musubito.StoreException;
import io.musubito.store.StoreTransfer;
import io.musubito.store.StoredHashes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Export from and import to a database.
 */
final class JdbcStoreTransfer implements StoreTransfer {

	private static final String FIND_SCHEME = """
			SELECT value FROM musubito_meta WHERE namespace = :namespace AND name = 'identity-scheme'
			""";

	private static final Log logger = LogFactory.getLog(JdbcStoreTransfer.class);

	private final String namespace;

	private final Readers readers;

	private final WriteQueue writes;

	private final GatheredReplays replays;

	private final JdbcRunStore runs;

	private final Clock clock;

	private final ContentColumns columns;

	JdbcStoreTransfer(String namespace, Readers readers, WriteQueue writes, GatheredReplays replays, JdbcRunStore runs,
			Clock clock, ContentColumns columns) {
		this.columns = columns;
		this.namespace = namespace;
		this.readers = readers;
		this.writes = writes;
		this.replays = replays;
		this.runs = runs;
		this.clock = clock;
	}

	@Override
	public void export(ExportSelection selection, OutputStream target) throws IOException {
		this.runs.abandonRunsOfEndedProcesses();
		this.replays.flush();
		this.writes.awaitSubmitted();
		Optional<RuntimeException> failure = this.readers.readSnapshot((session) -> {
			try {
				export(session.jdbc(), selection, target);
				return Optional.empty();
			}
			catch (IllegalArgumentException | UncheckedIOException | StoreException ex) {
				return Optional.of(ex);
			}
		});
		if (failure.isPresent()) {
			if (failure.get() instanceof UncheckedIOException ex) {
				throw ex.getCause();
			}
			throw failure.get();
		}
	}

	private void export(JdbcClient jdbc, ExportSelection selection, OutputStream target) {
		ExportedPart part = ExportedSelection.find(jdbc, selection);
		String scheme = jdbc.sql(FIND_SCHEME)
			.query((row, number) -> row.getString(1))
			.optional()
			.orElse(StoredHashes.SCHEME);
		ExportWriter writer = new ExportWriter(target, this.columns);
		writer.write(ExportHeader.line(scheme, this.namespace, selection));
		new StoreExport(jdbc, this.columns.largest(), part, writer).write();
	}

	@Override
	public ImportResult importFrom(Path source) {
		ImportFile file = new ImportFile(source, this.namespace, this.columns);
		CheckedFile checked = new ImportCheck(file, new ImportedStore(this.readers)).check();
		Instant now = this.clock.instant();
		long base = this.writes.write((session) -> ImportMark.set(session.jdbc(), checked));
		ImportedJournal journal = this.readers.read((session) -> new ImportedJournal(session.jdbc(), checked));
		ImportedNodes nodes = new ImportedNodes(checked.nodes(), journal, base, now);
		ImportWriter writer = new ImportWriter(this.writes, nodes, journal, now);
		file.read(writer::write);
		writer.flush();
		writer.endOfJournal();
		file.read(writer::complete);
		writer.flushCompleted();
		writer.align();
		this.writes.write((session) -> ImportMark.remove(session.jdbc(), checked));
		return told(source, new ImportResult(nodes.added(), checked.nodes().size() - nodes.added(), nodes.stale(),
				writer.effects().count(), writer.runs(), checked.erasedElsewhere()));
	}

	private static ImportResult told(Path source, ImportResult result) {
		logger.info("Imported '" + source + "': " + result);
		if (result.erasedElsewhere() > 0) {
			logger.warn(result.erasedElsewhere() + " nodes of '" + source + "' were erased in the store that it comes "
					+ "from, and still have their content here. Erase them here, too, when that is about the same person.");
		}
		return result;
	}

}
