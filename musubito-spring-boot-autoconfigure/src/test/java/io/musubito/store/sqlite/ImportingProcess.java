package io.musubito.store.sqlite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import io.musubito.ExportSelection;
import io.musubito.RunStatus;
import io.musubito.store.Recordings;

/**
 * Imports a file into a store.
 */
public final class ImportingProcess extends Recordings {

	private ImportingProcess() {
	}

	public static void main(String[] args) {
		try (SqliteStore store = SqliteStore.open(Path.of(args[0]), false, Clock.systemUTC())) {
			store.transfer().importFrom(Path.of(args[1]));
			System.out.println("imported");
		}
	}

	/**
	 * Records runs of two steps each, and exports them.
	 */
	static void export(Path file, Path export, int runs) throws IOException {
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC());
				OutputStream target = Files.newOutputStream(export)) {
			for (int i = 0; i < runs; i++) {
				store.nodes().record(inRun(execution("first/" + i, "a" + i), "run-" + i, 0));
				store.nodes()
					.record(inRun(execution("second/" + i, "b" + i, data("first/" + i, "a" + i)), "run-" + i, 1));
				store.runs().end("run-" + i, RunStatus.SUCCESS, NOW);
			}
			store.transfer().export(ExportSelection.all(), target);
		}
	}

}
