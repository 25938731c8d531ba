package io.musubito.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.CountingServer;
import io.musubito.testing.JavaProcess;
import io.musubito.testing.TimeLimit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four processes of eight threads do everything at once with one store: each computation
 * executes once, each effect happens once, all get the same value, nothing fails, and
 * nothing stands still.
 */
@Tag("slow")
@Tag("process")
@Timeout(300)
class FuzzTests {

	private static final int PROCESSES = 4;

	private static final int SECONDS = Integer.getInteger("musubito.test.fuzz-seconds", 10);

	private static final long SEED = Long.getLong("musubito.test.seed", System.nanoTime() & 0xffff);

	private static final Duration STANDSTILL = Duration.ofSeconds(20);

	@TempDir
	Path directory;

	@Test
	void sqlite() throws Exception {
		fuzz(List.of());
	}

	@Test
	void postgresql() throws Exception {
		List<String> options = new ArrayList<>(List.of("-Dmusubito.test.database=sqlite"));
		for (String property : PostgresqlServer.shared().properties(this.directory.toString())) {
			options.add("-D" + property);
		}
		options.add("-Dfuzz.database=postgresql");
		fuzz(options);
	}

	private void fuzz(List<String> options) throws Exception {
		System.out.println("Fuzz with -Dmusubito.test.seed=" + SEED + " -Dmusubito.test.fuzz-seconds=" + SECONDS);
		long started = System.nanoTime();
		System.setProperty("sun.net.httpserver.nodelay", "true");
		List<Reader> readers = new ArrayList<>();
		try (TimeLimit limit = TimeLimit.of(SECONDS, Duration.ofSeconds(2));
				CountingServer server = CountingServer.start()) {
			for (int i = 0; i < PROCESSES; i++) {
				JavaProcess process = JavaProcess.of(FuzzProcess.class, this.directory, "process" + i)
					.property(FuzzSteps.URL, server.url())
					.options(options)
					.start();
				readers.add(new Reader(process));
			}
			for (Reader reader : readers) {
				await(readers, reader.ready);
			}
			for (int i = 0; i < PROCESSES; i++) {
				readers.get(i).process.send("%-63s".formatted(SECONDS + " " + (SEED * PROCESSES + i)));
			}
			for (Reader reader : readers) {
				await(readers, reader.done);
			}
			check(server, readers, Duration.ofNanos(System.nanoTime() - started));
		}
		finally {
			readers.forEach((reader) -> reader.process.close());
		}
	}

	private static void await(List<Reader> readers, CountDownLatch latch) throws Exception {
		while (!latch.await(200, TimeUnit.MILLISECONDS)) {
			for (Reader reader : readers) {
				if (reader.standsStill()) {
					throw standstill(readers, reader);
				}
			}
		}
	}

	/**
	 * Has all processes say what all their threads do.
	 */
	private static AssertionError standstill(List<Reader> readers, Reader still) throws Exception {
		for (Reader reader : readers) {
			new ProcessBuilder("kill", "-QUIT", Long.toString(reader.process.pid())).start().waitFor();
		}
		Thread.getAllStackTraces()
			.forEach((thread, stack) -> System.out.println("this process: " + thread + " " + List.of(stack)));
		for (Reader reader : readers) {
			reader.ended.await(3, TimeUnit.SECONDS);
			System.out.println(reader.process + " said:\n" + String.join("\n", reader.lines));
		}
		return new AssertionError("Nothing moved for " + STANDSTILL + " in " + still.process
				+ "; the stacks of all threads are printed. Seed " + SEED);
	}

	private static void check(CountingServer server, List<Reader> readers, Duration time) {
		Map<String, Integer> taken = new HashMap<>();
		List<String> wrong = new ArrayList<>();
		long calls = 0;
		for (Reader reader : readers) {
			for (String line : reader.lines) {
				String[] words = line.split(" ");
				if (line.startsWith("WRONG ")) {
					wrong.add(line);
				}
				else if (line.startsWith("TAKEN ")) {
					taken.merge(words[1], Integer.parseInt(words[2]), Integer::sum);
				}
				else if (line.startsWith("CALLS ")) {
					calls += Long.parseLong(words[1]);
				}
			}
		}
		server.counts().forEach((key, times) -> {
			if (times > 1 + taken.getOrDefault(key, 0)) {
				wrong.add(
						key + " was executed " + times + " times, taken back " + taken.getOrDefault(key, 0) + " times");
			}
		});
		System.out.println("Fuzz: " + calls + " calls of " + server.questions() + " keys, " + server.total()
				+ " executions, " + taken.values().stream().mapToInt(Integer::intValue).sum() + " taken back, in "
				+ time.toSeconds() + " s");
		assertThat(wrong.stream().limit(20)).as("seed %s, %s in all", SEED, wrong.size()).isEmpty();
		assertThat(server.questions()).isGreaterThan(20);
	}

	/**
	 * Reads what a process says, on a thread of its own.
	 */
	private static final class Reader {

		private final JavaProcess process;

		private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

		private final CountDownLatch ready = new CountDownLatch(1);

		private final CountDownLatch done = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private final AtomicLong moved = new AtomicLong(System.nanoTime());

		Reader(JavaProcess process) {
			this.process = process;
			Thread thread = new Thread(this::read, "reader of a process");
			thread.setDaemon(true);
			thread.start();
		}

		private void read() {
			try {
				for (String line = this.process.readLine(); line != null; line = this.process.readLine()) {
					this.lines.add(line);
					if (line.startsWith("PROGRESS") || line.equals("READY")) {
						this.moved.set(System.nanoTime());
					}
					if (line.equals("READY")) {
						this.ready.countDown();
					}
					if (line.equals("DONE")) {
						this.done.countDown();
					}
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (AssertionError ex) {
				// It is said by who waits for it
				this.lines.add(String.valueOf(ex.getMessage()));
			}
			finally {
				this.ended.countDown();
			}
		}

		boolean standsStill() {
			boolean starting = this.ready.getCount() > 0;
			return this.done.getCount() > 0 && (this.ended.getCount() == 0 || System.nanoTime()
					- this.moved.get() > ((starting) ? STANDSTILL.multipliedBy(3) : STANDSTILL).toNanos());
		}

	}

}
