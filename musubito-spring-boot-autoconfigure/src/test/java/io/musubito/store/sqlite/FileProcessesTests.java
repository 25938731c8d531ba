package io.musubito.store.sqlite;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.musubito.StoreException;
import io.musubito.store.NoStore;
import io.musubito.store.StoreProcesses;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who works with a store, and who no longer does.
 */
@Tag("process")
@Timeout(60)
class FileProcessesTests {

	@TempDir
	Path directory;

	private Path database;

	private final List<FileProcesses> opened = new ArrayList<>();

	@AfterEach
	void close() {
		this.opened.forEach(FileProcesses::close);
	}

	@BeforeEach
	void create() throws IOException {
		this.database = Files.createFile(this.directory.resolve("musubito.db"));
	}

	@Test
	void eachStoreOfThisProcessIsKnownAsLongAsItIsOpen() throws IOException {
		FileProcesses one = open();
		FileProcesses other = open();
		assertThat(one.self()).startsWith(ProcessHandle.current().pid() + "-").isNotEqualTo(other.self());
		assertThat(one.isAlive(one.self())).isTrue();
		assertThat(one.isAlive(other.self())).isTrue();
		assertThat(files()).containsExactlyInAnyOrder(one.self() + ".lock", other.self() + ".lock");
		other.close();
		assertThat(one.isAlive(other.self())).isFalse();
		assertThat(files()).containsExactly(one.self() + ".lock");
	}

	@Test
	void theLastStoreThatIsClosedLeavesNothing() throws IOException {
		open().close();
		assertThat(folder()).doesNotExist();
		assertThat(openFilesOfThisProcess()).noneMatch((path) -> path.startsWith(this.directory));
	}

	@Test
	void theSystemPropertiesCanBeWrittenAsText() throws IOException {
		open();
		StringWriter text = new StringWriter();
		System.getProperties().store(text, null);
		assertThat(text.toString()).contains("io.musubito.store.");
	}

	@Test
	void aPathThatLeadsToTheSameFileIsTheSameStore() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link.db"), this.database);
		FileProcesses linked = SqliteFiles.register(link);
		this.opened.add(linked);
		assertThat(open().isAlive(linked.self())).isTrue();
		assertThat(files()).hasSize(2);
	}

	@Test
	void aKilledProcessIsDeadAtOnceAndWhatItLeftIsRemoved() throws Exception {
		FileProcesses owners = open();
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
		FileProcesses owners = open();
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
		FileProcesses owners = open();
		try (JavaProcess process = start()) {
			String owner = process.readLine();
			for (int i = 0; i < 3; i++) {
				assertThat(owners.isAlive(owners.self())).isTrue();
				assertThat(owners.isAlive(owner)).isTrue();
				open().close();
			}
			assertThat(lives(owners.self())).isTrue();
		}
	}

	@Test
	void aSecondClassLoaderWithACopyOfSqliteOfItsOwnIsRefusedUntilTheFirstIsClosed() throws Exception {
		FileProcesses first = open();
		try (URLClassLoader application = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(InvocationTargetException.class).as("opening with a second copy of SQLite")
				.isThrownBy(() -> open(application))
				.havingCause()
				.withMessageContaining("'" + this.database + "' can't be opened")
				.withMessageContaining("another class loader of this process has it open")
				.withMessageContaining("Set musubito.store.path to another file");
			assertThat(files()).containsExactly(first.self() + ".lock");
			first.close();
			AutoCloseable second = open(application);
			assertThatExceptionOfType(StoreException.class).isThrownBy(this::open)
				.withMessageContaining("another class loader of this process has it open");
			second.close();
		}
		assertThat(open().self()).isNotNull();
	}

	@Test
	void aSecondCopyOfSqliteMayNotWriteWhatTheFirstReadsAndTheOtherWayRound() throws Exception {
		Path file = this.database.toRealPath();
		String read = FileProcesses.observe(file);
		try (URLClassLoader application = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> open(application))
				.havingCause()
				.withMessageContaining("another class loader of this process has it open");
			FilesRead.remove(read);
			try (AutoCloseable second = open(application)) {
				assertThat(second).isNotNull();
				assertThatExceptionOfType(StoreException.class).isThrownBy(() -> FileProcesses.observe(file))
					.withMessageContaining("another class loader of this process has it open");
			}
		}
		read = FileProcesses.observe(file);
		assertThat(open().self()).as("with the same copy").isNotNull();
		FilesRead.remove(read);
	}

	@Test
	void aSecondClassLoaderWithTheSameCopyOfSqliteIsAnotherOwner() throws Exception {
		FileProcesses first = open();
		try (URLClassLoader restarted = new SharedSqliteClassLoader(classPath());
				AutoCloseable second = open(restarted)) {
			assertThat(second.getClass()).isNotSameAs(FileProcesses.class);
			assertThat(files()).hasSize(2);
			var self = second.getClass().getMethod("self");
			self.setAccessible(true);
			assertThat(first.isAlive((String) self.invoke(second))).isTrue();
		}
		assertThat(lives(first.self())).isTrue();
	}

	private AutoCloseable open(ClassLoader classLoader) throws ReflectiveOperationException {
		Class<?> type = classLoader.loadClass(FileProcesses.class.getName());
		var constructor = type.getDeclaredConstructor(Path.class);
		constructor.setAccessible(true);
		AutoCloseable processes = (AutoCloseable) constructor.newInstance(this.database);
		var register = type.getDeclaredMethod("register");
		register.setAccessible(true);
		register.invoke(processes);
		return processes;
	}

	private static URL[] classPath() {
		return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
			.map((entry) -> toUrl(Path.of(entry)))
			.toArray(URL[]::new);
	}

	@Test
	void twoWhoLookAtADeadOneAtOnceBothSeeThatItIsDead() throws Exception {
		FileProcesses owners = open();
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
		String first = open().self();
		Files.delete(folder().resolve(first + ".lock"));
		Files.delete(folder());
		FileProcesses owners = open();
		assertThat(owners.self()).isNotEqualTo(first);
		assertThat(lives(owners.self())).isTrue();
	}

	@Test
	void aStoreThatIsSwitchedOffHasThisProcessOnly() {
		StoreProcesses none = new NoStore().processes();
		assertThat(none.isAlive(none.self())).isTrue();
		assertThat(none.isAlive("1-x")).isFalse();
	}

	private FileProcesses open() throws IOException {
		FileProcesses processes = SqliteFiles.register(this.database);
		this.opened.add(processes);
		return processes;
	}

	private static List<Path> openFilesOfThisProcess() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.filter(Files::exists).map((file) -> {
				try {
					return Files.readSymbolicLink(file);
				}
				catch (IOException ex) {
					return file;
				}
			}).toList();
		}
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

	/**
	 * As that of an application in a server that has the driver in a folder for all.
	 */
	private static final class SharedSqliteClassLoader extends URLClassLoader {

		SharedSqliteClassLoader(URL[] classPath) {
			super(classPath, ClassLoader.getPlatformClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			return name.startsWith("org.sqlite.") ? Class.forName(name) : super.loadClass(name, resolve);
		}

	}

}
