package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import io.musubito.StoreException;
import io.musubito.store.Recordings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A store on a disk that is full can be read, and is written again when there is space.
 * Only for a user who may mount one.
 */
@Tag("process")
@Timeout(60)
class FullDiskTests extends Recordings {

	@TempDir
	Path folder;

	private boolean mounted;

	@BeforeEach
	void mount() throws Exception {
		this.mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", this.folder.toString());
		assumeTrue(this.mounted, "a disk can be mounted");
	}

	@AfterEach
	void unmount() throws Exception {
		if (this.mounted) {
			assertThat(run("umount", this.folder.toString())).isTrue();
		}
	}

	@Test
	void whatCanNotBeWrittenIsRefusedAndWhatIsThereStaysReadable() throws Exception {
		Path ballast = Files.write(this.folder.resolve("ballast"), new byte[2 << 20]);
		try (SqliteStore store = SqliteStore.open(this.folder.resolve("musubito.db"), false, Clock.systemUTC())) {
			int[] recorded = new int[1];
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> {
				for (; recorded[0] < 10_000; recorded[0]++) {
					store.nodes().record(execution("node" + recorded[0], "text".repeat(2_000)));
				}
			}).withMessageContaining("can't be written").withMessageContaining("Check the space on its disk");
			assertThat(recorded[0]).isPositive();
			for (int number = 0; number < recorded[0]; number++) {
				assertThat(store.nodes().find(key("node" + number).nodeId())).isPresent();
			}
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> store.lineage().backup(this.folder.resolve("backup.db")))
				.withMessageContaining("can't be backed up");
			assertThat(this.folder.resolve("backup.db")).doesNotExist();
			Files.delete(ballast);
			store.nodes().record(execution("later", "x"));
			assertThat(store.nodes().find(key("later").nodeId())).isPresent();
		}
	}

	private static boolean run(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
