package io.musubito.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.musubito.ExportSelection;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoTransfer;
import io.musubito.StoreException;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever the umask, other users of the machine read no file; and no file is written
 * through a link that one of them has put there.
 */
@Tag("process")
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class FileRightsTests {

	@TempDir
	Path directory;

	private Path store;

	@BeforeEach
	void prepare() throws IOException {
		this.store = this.directory.resolve("store");
		Files.writeString(this.directory.resolve("prompt"), "prompt");
	}

	private ConfigurableApplicationContext start() {
		return Engine.in(this.directory)
			.start(CanaryApplication.class, "musubito.store.type=sqlite",
					"musubito.store.path=" + this.store.resolve("musubito.db"), "tone=x",
					"prompt=file:" + this.directory.resolve("prompt"));
	}

	private SortedMap<String, String> rights() throws IOException {
		SortedMap<String, String> rights = new TreeMap<>();
		try (Stream<Path> files = Files.walk(this.store)) {
			files.forEach((file) -> {
				try {
					rights.put(this.directory.relativize(file).toString(), PosixFilePermissions
						.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		return rights;
	}

	@Test
	void nothingIsReadableForOthersUnderAnUmaskThatHidesNothing() throws Exception {
		Path java = this.directory.resolve("java");
		Files.writeString(java, "#!/bin/sh\numask 000\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
				+ "' \"$@\"\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
		try (JavaProcess process = JavaProcess.of(FilesProcess.class, this.directory, this.directory.resolve("prompt"))
			.java(java)
			.start()) {
			process.readLine("written");
			SortedMap<String, String> open = rights();
			assertThat(open).containsEntry("store", "rwx------")
				.containsKeys("store/musubito.db", "store/musubito.db-wal", "store/musubito.db-shm", "store/backup.db",
						"store/export.jsonl");
			assertThat(open.entrySet()).allMatch((file) -> file.getValue().endsWith("------"));
			process.send("");
			process.readLine("closed");
			assertThat(rights().entrySet()).allMatch((file) -> file.getValue().endsWith("------"));
		}
	}

	@Test
	void aFolderThatIsThereKeepsItsRightsAndTheFilesAreTheOwners(CapturedOutput output) throws IOException {
		Files.createDirectory(this.store);
		Files.setPosixFilePermissions(this.store, PosixFilePermissions.fromString("rwxrwxrwx"));
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(CanaryApplication.Steps.class).retrieve("q");
			assertThat(rights()).containsEntry("store", "rwxrwxrwx");
			rights().forEach((file, rights) -> {
				if (!file.equals("store")) {
					assertThat(rights).as(file).endsWith("------");
				}
			});
		}
		assertThat(output).contains("all users of this machine may write into the folder");
	}

	@Test
	void nothingIsWrittenThroughALinkToAFileOfSomebodyElse() throws IOException {
		Path other = Files.writeString(this.directory.resolve("other"), "of somebody else");
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(CanaryApplication.Steps.class).retrieve("q");
			for (Path target : new Path[] { this.store.resolve("link"), this.store.resolve("dangling") }) {
				Files.createSymbolicLink(target, target.endsWith("link") ? other : this.directory.resolve("not-yet"));
				assertThatExceptionOfType(StoreException.class)
					.isThrownBy(() -> context.getBean(MusubitoLineage.class).backup(target));
				assertThatExceptionOfType(StoreException.class)
					.isThrownBy(() -> context.getBean(MusubitoTransfer.class).export(ExportSelection.all(), target));
			}
		}
		assertThat(other).hasContent("of somebody else");
		assertThat(this.directory.resolve("not-yet")).doesNotExist();
	}

	@Test
	void aLinkInPlaceOfTheStoreLeadsToNoFileThatIsNone() throws IOException {
		Path other = Files.writeString(this.directory.resolve("other"), "of somebody else");
		Files.createDirectory(this.store);
		Files.createSymbolicLink(this.store.resolve("musubito.db"), other);
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(CanaryApplication.Steps.class).retrieve("q")).isNotNull();
		}
		catch (RuntimeException ex) {
			assertThat(ex).hasStackTraceContaining("other");
		}
		assertThat(other).hasContent("of somebody else");
	}

}
