package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link FileState}.
 */
@Timeout(20)
class FileStateTests {

	@TempDir
	Path folder;

	private Path file;

	@BeforeEach
	void write() throws IOException {
		this.file = Files.writeString(this.folder.resolve("musubito.db"), "before");
	}

	@RepeatedTest(20)
	void aWriteOfTheSameSizeRightAfterItIsSeen() throws IOException {
		FileState before = FileState.settled(this.file);
		Files.writeString(this.file, "behind");
		assertThat(FileState.of(this.file)).isNotEqualTo(before);
	}

	@Test
	void aFileFromTheFutureIsNotWaitedFor() throws IOException {
		Instant future = Instant.now().plus(Duration.ofDays(1));
		Files.setLastModifiedTime(this.file, FileTime.from(future));
		assertThat(FileState.settled(this.file)).isEqualTo(FileState.of(this.file));
	}

	@Test
	void whatIsInTheLogMakesItAnotherOne() throws IOException {
		FileState before = FileState.settled(this.file);
		Files.writeString(this.folder.resolve("musubito.db-wal"), "logged");
		assertThat(FileState.of(this.file)).isNotEqualTo(before);
		assertThat(FileState.settled(this.file).logged()).isTrue();
	}

}
