package io.musubito.store.postgresql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import io.musubito.ExportSelection;
import io.musubito.RunStatus;
import io.musubito.store.Recordings;
import io.musubito.store.Store;
import io.musubito.store.sqlite.SqliteStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store is carried from SQLite to PostgreSQL and back.
 */
@Tag("process")
class CarriedStoreTests extends Recordings {

	@TempDir
	Path folder;

	@Test
	void theExportIsTheSameInTheEnd() throws IOException {
		String first;
		try (Store sqlite = open("first.db")) {
			sqlite.nodes().record(inRun(execution("retrieve", "Ünïcode \u2028 \u0001 \\ \" '"), "run-1", 0));
			sqlite.nodes()
				.record(inRun(execution("Draft", "b", data("retrieve", "Ünïcode \u2028 \u0001 \\ \" '")), "run-1", 1));
			sqlite.nodes().record(inRun(replay("retrieve", "Ünïcode \u2028 \u0001 \\ \" '"), "run-2", 0));
			sqlite.nodes().record(execution("draft", "long ".repeat(50_000)));
			sqlite.nodes().record(execution("a-b", "1"));
			sqlite.nodes().record(execution("a_b", "2"));
			sqlite.nodes().record(execution("B", "3"));
			sqlite.nodes().record(failure("broken", "No answer"));
			sqlite.runs().end("run-1", RunStatus.SUCCESS, NOW);
			sqlite.runs().end("run-2", RunStatus.FAILED, NOW);
			sqlite.runs().recent(1);
			first = export(sqlite);
		}
		String second;
		try (Store postgresql = PostgresqlTestDatabase.create().open()) {
			postgresql.transfer().importFrom(file("first.jsonl", first));
			second = export(postgresql);
			assertThat(postgresql.nodes().find(key("Draft").nodeId()).orElseThrow().payload())
				.isEqualTo(artifact("b").payload());
		}
		assertThat(second).isEqualTo(first);
		try (Store sqlite = open("second.db")) {
			sqlite.transfer().importFrom(file("second.jsonl", second));
			assertThat(export(sqlite)).isEqualTo(first);
		}
	}

	private Store open(String name) {
		return SqliteStore.open(this.folder.resolve(name), false, Clock.systemUTC());
	}

	private Path file(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content);
	}

	private static String export(Store store) throws IOException {
		ByteArrayOutputStream lines = new ByteArrayOutputStream();
		store.transfer().export(ExportSelection.all(), lines);
		return lines.toString(StandardCharsets.UTF_8);
	}

}
