package io.musubito.actuate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;

import io.musubito.ExportSelection;
import io.musubito.ImportResult;
import io.musubito.store.Recordings;
import io.musubito.store.Store;
import io.musubito.store.StoreTransfer;
import io.musubito.store.sqlite.SqliteStore;

/**
 * A store in memory with the run of the {@link RecordedGraph}, to export it.
 */
final class ExportedStore extends Recordings implements StoreTransfer, AutoCloseable {

	private final Store store = SqliteStore.inMemory("", Clock.systemUTC());

	ExportedStore() {
		this.store.nodes().record(inRun(execution("draft", RecordedGraph.SECRET), RecordedGraph.RUN.runId(), 0));
	}

	@Override
	public void export(ExportSelection selection, OutputStream target) throws IOException {
		this.store.transfer().export(selection, target);
	}

	@Override
	public ImportResult importFrom(Path file) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.store.close();
	}

}
