package io.musubito.worker;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.musubito.store.TestDatabase;
import io.musubito.store.jdbc.JdbcStore;
import io.musubito.work.RunHandler;
import io.musubito.work.WorkAnswer;
import io.musubito.work.WorkHandler;
import io.musubito.work.WorkItem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How hints are carried, in whichever database.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
public abstract class AbstractJobWorkersTests {

	private final List<AutoCloseable> opened = new ArrayList<>();

	protected abstract TestDatabase database();

	private boolean isPostgresql() {
		return database().type().equals("postgresql");
	}

	@AfterEach
	void close() throws Exception {
		for (int i = this.opened.size() - 1; i >= 0; i--) {
			this.opened.get(i).close();
		}
	}

	private JobWorkers start(String namespace, String queue, int concurrency, WorkHandler handler) {
		JdbcStore store = (JdbcStore) database().open(namespace);
		this.opened.add(store);
		JobWorkers workers = new JobWorkers(() -> store.jobs(queue), isPostgresql(),
				() -> "instance-" + this.opened.size(), () -> handler, NoRuns::new,
				new JobWorkers.Settings(concurrency, Duration.ofSeconds(10)));
		workers.start();
		this.opened.add(workers::stop);
		return workers;
	}

	private static WorkItem item(String id) {
		return new WorkItem(id, "key of " + id, "step", null);
	}

	private void awaitLength(JobWorkers workers, int length) {
		Awaitility.await().untilAsserted(() -> assertThat(workers.backlog().length()).isEqualTo(length));
	}

	@Test
	void aHintIsCarriedAndIsGone() {
		ConcurrentLinkedQueue<WorkItem> handled = new ConcurrentLinkedQueue<>();
		JobWorkers sender = start("", "default", 0, (item) -> WorkAnswer.ALREADY_THERE);
		WorkItem whole = new WorkItem("w", "key", "step", "run");
		sender.offer(whole);
		awaitLength(sender, 1);
		start("", "default", 2, (item) -> {
			handled.add(item);
			return WorkAnswer.TAKEN;
		});
		awaitLength(sender, 0);
		assertThat(handled).containsExactly(whole);
	}

	@Test
	void aHintThatIsDeclinedGoesToAnotherOne() {
		ConcurrentLinkedQueue<String> by = new ConcurrentLinkedQueue<>();
		JobWorkers sender = start("", "default", 1, (item) -> {
			by.add("first");
			return WorkAnswer.DECLINED;
		});
		sender.offer(item("w"));
		Awaitility.await().until(() -> by.contains("first"));
		start("", "default", 1, (item) -> {
			by.add("second");
			return WorkAnswer.TAKEN;
		});
		Awaitility.await().until(() -> by.contains("second"));
		awaitLength(sender, 0);
	}

	@Test
	void aHintThatIsTakenBackIsGone() {
		JobWorkers sender = start("", "default", 0, (item) -> WorkAnswer.TAKEN);
		sender.offer(item("a"));
		sender.offer(item("b"));
		awaitLength(sender, 2);
		assertThat(sender.backlog().oldestSeconds()).isBetween(0.0, 60.0);
		sender.withdraw(item("a"));
		awaitLength(sender, 1);
	}

	@Test
	void aNamespaceAndAQueueSeeTheirOwnHintsAlone() {
		ConcurrentLinkedQueue<String> others = new ConcurrentLinkedQueue<>();
		WorkHandler other = (item) -> {
			others.add(item.workId());
			return WorkAnswer.TAKEN;
		};
		JobWorkers sender = start("", "default", 0, (item) -> WorkAnswer.TAKEN);
		JobWorkers otherNamespace = start("it's", "default", 2, other);
		JobWorkers otherQueue = start("", "other", 2, other);
		sender.offer(item("w"));
		awaitLength(sender, 1);
		otherNamespace.offer(item("n"));
		otherQueue.offer(item("q"));
		Awaitility.await().until(() -> others.size() == 2);
		assertThat(others).containsExactlyInAnyOrder("n", "q");
		assertThat(sender.backlog().length()).isEqualTo(1);
	}

	@Test
	void anEntryOfAnotherReleaseIsKeptAndSaidOnce(CapturedOutput output) throws SQLException {
		JobWorkers workers = start("", "default", 2, (item) -> WorkAnswer.TAKEN);
		try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
			String values = (isPostgresql()) ? "convert_to('{\"version\": 2}', 'UTF8'), now(), false"
					: "CAST('{\"version\": 2}' AS BLOB), 0, 0";
			statement.executeUpdate("INSERT INTO musubito_job (namespace, queue, task_name, task_instance, task_data, "
					+ "execution_time, picked, version) VALUES ('', 'default', 'musubito.step', 'later', " + values
					+ ", 1)");
		}
		Awaitility.await().until(() -> output.getAll().contains("it has version 2"));
		assertThat(output.getAll()).contains("this release of Musubito knows version 1", "It stays there");
		Awaitility.await().untilAsserted(() -> assertThat(workers.backlog().length()).isEqualTo(1));
		ConcurrentLinkedQueue<WorkItem> handled = new ConcurrentLinkedQueue<>();
		start("", "default", 1, (item) -> {
			handled.add(item);
			return WorkAnswer.TAKEN;
		});
		workers.offer(item("own"));
		awaitLength(workers, 1);
	}

	@Test
	void whatRunsEndsAtShutdownAndWhatHasNotBegunStays() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
		JobWorkers observer = start("", "default", 0, (item) -> WorkAnswer.TAKEN);
		JobWorkers worker = start("", "default", 1, (item) -> {
			begun.countDown();
			assertThat(await(goOn)).isTrue();
			ended.add(item.workId());
			return WorkAnswer.TAKEN;
		});
		for (String id : List.of("a", "b", "c")) {
			observer.offer(item(id));
		}
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		Thread stopping = new Thread(worker::stop);
		stopping.start();
		Awaitility.await().until(() -> stopping.getState() != Thread.State.NEW && isWaiting(stopping));
		goOn.countDown();
		stopping.join();
		assertThat(ended).hasSize(1);
		assertThat(observer.backlog().length()).as("the others can still be taken").isEqualTo(2);
	}

	private static boolean isWaiting(Thread thread) {
		return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING;
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	@Test
	void aStatementThatCanNotBeKeptToOneQueueIsRefused() throws SQLException {
		JdbcStore store = (JdbcStore) database().open();
		this.opened.add(store);
		try (Connection connection = store.jobs("default").getConnection()) {
			for (String sql : List.of("select * from musubito_job", "delete from musubito_job",
					"select * from musubito_job where picked = ? and task_name in (select task_name from musubito_job)",
					"insert into musubito_job select * from musubito_job where picked = ?")) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.prepareStatement(sql))
					.withMessageContaining("can't be kept to one namespace");
			}
		}
	}

	/**
	 * Only steps are carried here.
	 */
	private static final class NoRuns implements RunHandler {

		@Override
		public WorkAnswer handle(String runId) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<String> submitted() {
			return List.of();
		}

		@Override
		public void stop() {
			// Nothing runs
		}

	}

}
