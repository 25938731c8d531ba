package io.musubito.store.sqlite;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.musubito.store.NoStore;
import io.musubito.store.StoreProcesses;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who works with a store, and who no longer does.
 */
@Timeout(60)
class FileProcessesTests {

	@TempDir
	Path directory;

	private Path database;

	@BeforeEach
	void create() throws IOException {
		this.database = Files.createFile(this.directory.resolve("musubito.db"));
	}

	@Test
	void thisProcessIsOneOwnerForAllItsStoresOnOneFile() throws IOException {
		FileProcesses owners = FileProcesses.open(this.database);
		assertThat(owners.self()).startsWith(ProcessHandle.current().pid() + "-");
		assertThat(FileProcesses.open(this.database).self()).isEqualTo(owners.self());
		assertThat(owners.isAlive(owners.self())).isTrue();
		assertThat(files()).containsExactly(owners.self() + ".lock");
	}

	@Test
	void aPathThatLeadsToTheSameFileIsTheSameStore() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link.db"), this.database);
		assertThat(FileProcesses.open(link).self()).isEqualTo(FileProcesses.open(this.database).self());
	}

	@Test
	void aKilledProcessIsDeadAtOnceAndWhatItLeftIsRemoved() throws Exception {
		FileProcesses owners = FileProcesses.open(this.database);
		try (JavaProcess process = start()) {
			String owner = process.readLine();
			assertThat(owner).startsWith(process.pid() + "-");
			assertThat(owners.isAlive(owner)).isTrue();
			assertThat(owners.isAlive(owner)).isTrue();
			process.kill();
			assertThat(owners.isAlive(owner)).isFalse();
			assertThat(files()).containsExactly(owners.self() + ".lock");
			assertThat(owners.isAlive(owner)).isFalse();
		}
	}

	@Test
	void aProcessThatEndedByItselfIsDeadAndTheNextOneRemovesWhatItLeft() throws Exception {
		String owner;
		try (JavaProcess process = start()) {
			owner = process.readLine();
			process.endInput();
			process.finish(Duration.ofSeconds(30));
		}
		assertThat(files()).containsExactly(owner + ".lock");
		FileProcesses owners = FileProcesses.open(this.database);
		assertThat(files()).containsExactly(owners.self() + ".lock");
		assertThat(owners.isAlive(owner)).isFalse();
	}

	@Test
	void otherProcessesSeeThatThisOneLivesThoughOneOfItsStoresWasClosed() throws Exception {
		Files.delete(this.database);
		SqliteStore other = SqliteStore.open(this.database, false, Clock.systemUTC());
		try (SqliteStore store = SqliteStore.open(this.database, false, Clock.systemUTC())) {
			String self = store.processes().self();
			other.close();
			assertThat(store.processes().isAlive(self)).isTrue();
			assertThat(lives(self)).isTrue();
		}
	}

	@Test
	void lookingAtOwnersDoesNotDropTheLockOfThisProcess() throws Exception {
		FileProcesses owners = FileProcesses.open(this.database);
		try (JavaProcess process = start()) {
			String owner = process.readLine();
			for (int i = 0; i < 3; i++) {
				assertThat(owners.isAlive(owners.self())).isTrue();
				assertThat(owners.isAlive(owner)).isTrue();
				FileProcesses.open(this.database);
			}
			assertThat(lives(owners.self())).isTrue();
		}
	}

	@Test
	void aSecondClassLoaderOfThisProcessIsTheSameOwner() throws Exception {
		FileProcesses owners = FileProcesses.open(this.database);
		URL[] classPath = Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
			.map((entry) -> toUrl(Path.of(entry)))
			.toArray(URL[]::new);
		try (URLClassLoader restarted = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> type = restarted.loadClass(FileProcesses.class.getName());
			assertThat(type).isNotSameAs(FileProcesses.class);
			var open = type.getDeclaredMethod("open", Path.class);
			open.setAccessible(true);
			var self = type.getMethod("self");
			self.setAccessible(true);
			assertThat(self.invoke(open.invoke(null, this.database))).isEqualTo(owners.self());
		}
		assertThat(lives(owners.self())).isTrue();
	}

	@Test
	void twoWhoLookAtADeadOneAtOnceBothSeeThatItIsDead() throws Exception {
		FileProcesses owners = FileProcesses.open(this.database);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 50; round++) {
				String dead = "1-dead" + round;
				Files.createFile(folder().resolve(dead + ".lock"));
				CyclicBarrier barrier = new CyclicBarrier(8);
				Callable<Boolean> look = () -> {
					barrier.await(20, TimeUnit.SECONDS);
					return owners.isAlive(dead);
				};
				for (var alive : threads.invokeAll(Collections.nCopies(8, look))) {
					assertThat(alive.get()).isFalse();
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aStoreThatWasDeletedAndCreatedAgainHasOwnersAgain() throws Exception {
		String first = FileProcesses.open(this.database).self();
		Files.delete(folder().resolve(first + ".lock"));
		Files.delete(folder());
		FileProcesses owners = FileProcesses.open(this.database);
		assertThat(owners.self()).isNotEqualTo(first);
		assertThat(lives(owners.self())).isTrue();
	}

	@Test
	void aStoreThatIsSwitchedOffHasThisProcessOnly() {
		StoreProcesses none = new NoStore().processes();
		assertThat(none.isAlive(none.self())).isTrue();
		assertThat(none.isAlive("1-x")).isFalse();
	}

	// As a second process sees it, for which this one must have closed no channel
	private boolean lives(String owner) throws Exception {
		try (JavaProcess process = JavaProcess.of(LockingProcess.class, this.database, owner).start()) {
			return Boolean.parseBoolean(process.readLine());
		}
	}

	private JavaProcess start() {
		return JavaProcess.of(LockingProcess.class, this.database).start();
	}

	private Path folder() {
		return this.directory.resolve("musubito.db.owners");
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(folder())) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private static URL toUrl(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
