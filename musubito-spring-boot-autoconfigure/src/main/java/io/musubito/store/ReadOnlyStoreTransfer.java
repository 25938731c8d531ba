package io.musubito.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import io.musubito.ExportSelection;
import io.musubito.ImportResult;

/**
 * Exports and refuses to import.
 */
final class ReadOnlyStoreTransfer implements StoreTransfer {

	private final StoreTransfer transfer;

	private final String location;

	ReadOnlyStoreTransfer(StoreTransfer transfer, String location) {
		this.transfer = transfer;
		this.location = location;
	}

	@Override
	public void export(ExportSelection selection, OutputStream target) throws IOException {
		this.transfer.export(selection, target);
	}

	@Override
	public ImportResult importFrom(Path file) {
		throw new ReadOnlyStoreException(this.location, "'" + file + "' is not imported");
	}

}
