package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.StoreException;

/**
 * A process of its own that opens a store as an application does, and says why that is
 * not possible.
 */
public final class OpeningProcess {

	private OpeningProcess() {
	}

	public static void main(String[] args) {
		SqliteStore.prepare();
		try (SqliteStore store = SqliteStore.open(Path.of(args[0]), false, Clock.systemUTC())) {
			System.out.println("opened: " + store.lineage().summary().location());
		}
		catch (StoreException ex) {
			System.out.println("refused: " + ex.getMessage());
		}
	}

}
