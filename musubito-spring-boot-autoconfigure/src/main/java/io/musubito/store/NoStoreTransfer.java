package io.musubito.store;

import java.io.OutputStream;
import java.nio.file.Path;

import io.musubito.ExportSelection;
import io.musubito.ImportResult;
import io.musubito.StoreException;

/**
 * Has nothing to export, and nowhere to import to.
 */
final class NoStoreTransfer implements StoreTransfer {

	private static final String OFF = "Musubito is switched off, so that there is no store to %s. Set "
			+ "musubito.enabled=true.";

	@Override
	public void export(ExportSelection selection, OutputStream target) {
		throw new StoreException(OFF.formatted("export"), null);
	}

	@Override
	public ImportResult importFrom(Path file) {
		throw new StoreException(OFF.formatted("import to"), null);
	}

}
