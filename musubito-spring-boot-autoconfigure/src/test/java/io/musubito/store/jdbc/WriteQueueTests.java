package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.musubito.StoreException;
import io.musubito.store.sqlite.SqliteFiles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link WriteQueue} on a SQLite file with one table.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WriteQueueTests {

	private static final int NORMAL = 1;

	private static final int FULL = 2;

	@TempDir
	Path folder;

	private final AtomicInteger commits = new AtomicInteger();

	private WriteQueue queue;

	@BeforeEach
	void open() throws IOException, SQLException {
		Database database = SqliteFiles.open(Files.createFile(this.folder.resolve("queue.db")));
		Session session = database.openForWriting();
		session.execute("CREATE TABLE entry (name TEXT PRIMARY KEY)");
		((SQLiteConnection) session.connection()).addCommitListener(new SQLiteCommitListener() {

			@Override
			public void onCommit() {
				WriteQueueTests.this.commits.incrementAndGet();
			}

			@Override
			public void onRollback() {
			}

		});
		this.queue = new WriteQueue(database, () -> {
		});
		this.queue.open(session);
	}

	@AfterEach
	void close() throws SQLException {
		this.queue.close();
	}

	@Test
	void waitsForTheDiskWhereThatIsAskedForAndOnlyThere() {
		assertThat(this.queue.write(WriteQueueTests::synchronous)).isEqualTo(NORMAL);
		assertThat(this.queue.writeDurably(WriteQueueTests::synchronous)).isEqualTo(FULL);
		assertThat(this.queue.write(WriteQueueTests::synchronous)).isEqualTo(NORMAL);
		assertThat(this.queue.writeDurably(WriteQueueTests::synchronous)).isEqualTo(FULL);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.queue.writeDurably((session) -> {
			throw new SQLException("no");
		}));
		assertThat(this.queue.write(WriteQueueTests::synchronous)).isEqualTo(NORMAL);
	}

	// Not prepared: SQLite answers this pragma when it compiles it
	private static int synchronous(Session session) throws SQLException {
		try (Statement pragma = session.connection().createStatement();
				ResultSet row = pragma.executeQuery("PRAGMA synchronous")) {
			return row.getInt(1);
		}
	}

	@Test
	void whoFollowsAWriteAndThrowsStopsNobody(CapturedOutput output) throws Exception {
		CountDownLatch gathered = blockWriter();
		this.queue.writeBehind((session) -> {
			throw new SQLException("no");
		}, 1, () -> {
			throw new OutOfMemoryError("planted");
		});
		CompletableFuture<Integer> neighbour = CompletableFuture
			.supplyAsync(() -> this.queue.write(insert("neighbour")));
		Awaitility.await().until(() -> this.queue.queued() == 2);
		gathered.countDown();
		assertThat(neighbour.get(20, TimeUnit.SECONDS)).isOne();
		assertThat(this.queue.write(insert("next"))).isOne();
		assertThat(this.queue.pending()).isZero();
		assertThat(output).contains("What follows a write to the Musubito store").contains("planted");
	}

	@Test
	void commitsWhatHasGatheredInOneTransaction() throws Exception {
		CountDownLatch gathered = blockWriter();
		ExecutorService executor = Executors.newFixedThreadPool(20);
		try {
			List<Future<Integer>> callers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				String name = "caller " + i;
				callers.add(executor.submit(() -> this.queue.write(insert(name))));
			}
			for (int i = 0; i < 30; i++) {
				this.queue.writeBehind(insert("behind " + i));
			}
			Awaitility.await().until(() -> this.queue.queued() == 50);
			gathered.countDown();
			for (Future<Integer> caller : callers) {
				assertThat(caller.get(10, TimeUnit.SECONDS)).isOne();
			}
			this.queue.awaitSubmitted();
		}
		finally {
			executor.shutdownNow();
		}
		// The first write came alone
		assertThat(this.commits).hasValueLessThanOrEqualTo(2);
		assertThat(names()).hasSize(50);
	}

	@Test
	void aWriteThatFailsIsUndoneAlone() {
		CountDownLatch gathered = blockWriter();
		CompletableFuture<Integer> before = CompletableFuture.supplyAsync(() -> this.queue.write(insert("before")));
		Awaitility.await().until(() -> this.queue.queued() == 1);
		CompletableFuture<Integer> failing = CompletableFuture.supplyAsync(() -> this.queue.write((session) -> {
			insert("half").write(session);
			return insert("before").write(session);
		}));
		Awaitility.await().until(() -> this.queue.queued() == 2);
		CompletableFuture<Integer> after = CompletableFuture.supplyAsync(() -> this.queue.write(insert("after")));
		Awaitility.await().until(() -> this.queue.queued() == 3);
		gathered.countDown();
		assertThat(before.join()).isOne();
		assertThat(after.join()).isOne();
		assertThat(failing).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class)
			.withMessageContaining("can't be written");
		assertThat(names()).containsExactlyInAnyOrder("before", "after");
	}

	@Test
	void noWriteSucceedsWhenOneEndsTheTransaction() {
		this.queue.write(insert("earlier"));
		CountDownLatch gathered = blockWriter();
		List<CompletableFuture<Integer>> callers = new ArrayList<>();
		for (WriteQueue.Writing<Integer> work : List.of(insert("before"), insertOrRollBack("earlier"),
				insert("after"))) {
			callers.add(CompletableFuture.supplyAsync(() -> this.queue.write(work)));
			Awaitility.await().until(() -> this.queue.queued() == callers.size());
		}
		gathered.countDown();
		assertThat(callers).allSatisfy((caller) -> assertThat(caller).failsWithin(Duration.ofSeconds(10)));
		assertThat(names()).containsExactly("earlier");
	}

	@Test
	void keepsTheOrderWhenAWriteFails() {
		this.queue.write(insert("twice"));
		CountDownLatch gathered = blockWriter();
		for (int i = 0; i < 100; i++) {
			this.queue.writeBehind(insert((i == 50) ? "twice" : "behind " + i));
		}
		gathered.countDown();
		this.queue.awaitSubmitted();
		assertThat(this.queue.degraded()).isOne();
		List<String> expected = new ArrayList<>(List.of("twice"));
		IntStream.range(0, 100).filter((i) -> i != 50).forEach((i) -> expected.add("behind " + i));
		assertThat(names()).isEqualTo(expected);
	}

	@Test
	void aFailureBehindTheCallersBackIsCountedAndLoggedOnce(CapturedOutput output) {
		this.queue.write(insert("twice"));
		this.queue.writeBehind(insert("twice"));
		this.queue.writeBehind(insert("twice"));
		this.queue.awaitSubmitted();
		assertThat(this.queue.degraded()).isEqualTo(2);
		assertThat(this.queue.pending()).isZero();
		assertThat(output.toString().split("musubito.degraded", -1)).hasSize(2);
	}

	@Test
	void anErrorOfOneWriteDoesNotEndTheWriter() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.queue.write((session) -> {
			throw new StackOverflowError("planted");
		})).withMessageContaining("planted");
		assertThat(this.queue.write(insert("after"))).isOne();
	}

	@Test
	void aCallerThatIsInterruptedWhileItWaitsGetsItsAnswer() throws Exception {
		CountDownLatch gathered = blockWriter();
		CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			this.queue.write(insert("paid for"));
			stillInterrupted.complete(Thread.currentThread().isInterrupted());
		});
		caller.start();
		Awaitility.await().until(() -> this.queue.queued() == 1);
		caller.interrupt();
		gathered.countDown();
		assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(names()).containsExactly("paid for");
	}

	@Test
	void writesBehindWaitWhenTooManyArePending() throws Exception {
		CountDownLatch gathered = blockWriter();
		AtomicInteger submitted = new AtomicInteger();
		Thread caller = new Thread(() -> {
			for (int i = 0; i < 12_000; i++) {
				this.queue.writeBehind(insert("behind " + i));
				submitted.incrementAndGet();
			}
		});
		caller.start();
		Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
		assertThat(submitted).hasValue(10_000);
		gathered.countDown();
		caller.join();
		this.queue.awaitSubmitted();
		assertThat(names()).hasSize(12_000);
	}

	private List<String> names() {
		return this.queue
			.write((session) -> session.jdbc().sql("SELECT name FROM entry ORDER BY rowid").query(String.class).list());
	}

	private static WriteQueue.Writing<Integer> insert(String name) {
		return (session) -> session.jdbc().sql("INSERT INTO entry (name) VALUES (:name)").param("name", name).update();
	}

	private static WriteQueue.Writing<Integer> insertOrRollBack(String name) {
		return (session) -> session.jdbc()
			.sql("INSERT OR ROLLBACK INTO entry (name) VALUES (:name)")
			.param("name", name)
			.update();
	}

	// Keeps the writer busy until the latch is counted down
	private CountDownLatch blockWriter() {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch gathered = new CountDownLatch(1);
		this.queue.writeBehind((session) -> {
			busy.countDown();
			await(gathered);
			return true;
		});
		await(busy);
		return gathered;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
