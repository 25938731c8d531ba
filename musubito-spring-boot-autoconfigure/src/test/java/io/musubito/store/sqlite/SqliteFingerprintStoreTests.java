package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SqliteFingerprintStoreTests {

	@TempDir
	Path folder;

	@Test
	void keepsTheNewestOfEachApplication() {
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			assertThat(store.fingerprints().find("com.acme")).isEmpty();
			store.fingerprints().remember("com.acme", new byte[] { 1, 0, -1 });
			store.fingerprints().remember("com.other", new byte[] { 3 });
			store.fingerprints().remember("com.acme", new byte[] { 2, 0, -2 });
		}
		try (SqliteStore store = SqliteStore.open(file(), false, Clock.systemUTC())) {
			assertThat(store.fingerprints().find("com.acme")).contains(new byte[] { 2, 0, -2 });
			assertThat(store.fingerprints().find("com.other")).contains(new byte[] { 3 });
		}
	}

	private Path file() {
		return this.folder.resolve("musubito.db");
	}

}
