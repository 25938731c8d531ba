package io.musubito.behaviour.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.CountingServer;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that work with one PostgreSQL database execute each computation once, and
 * what a process leaves that is killed or stands still is taken over when its lease ends.
 */
@Tag("process")
@Tag("slow")
@Timeout(240)
class PostgresqlProcessesTests {

	private static final int KEYS = 1_000;

	private static final Duration LEASE_AND_RENEWAL = Duration.ofSeconds(40);

	// For a machine that is busy
	private static final Duration MARGIN = Duration.ofSeconds(20);

	@TempDir
	Path directory;

	private final List<JavaProcess> processes = new ArrayList<>();

	private CountingServer server;

	@BeforeEach
	void serve() throws IOException {
		this.server = CountingServer.start();
	}

	@AfterEach
	void stop() {
		this.processes.forEach(JavaProcess::close);
		this.server.close();
	}

	@Test
	void fourProcessesExecuteAThousandColdKeysOnce() throws Exception {
		List<JavaProcess> four = List.of(start(), start(), start(), start());
		for (JavaProcess process : four) {
			process.send("all 4 " + KEYS);
		}
		List<String> results = new ArrayList<>();
		for (JavaProcess process : four) {
			results.add(ClaimProcess.read(process));
		}
		// One hash of all results, the same for all threads of all processes
		assertThat(results).allMatch((result) -> result.matches("\\[-?\\d+]")).containsOnly(results.get(0));
		assertThat(this.server.questions()).isEqualTo(KEYS);
		assertThat(this.server.total()).isEqualTo(KEYS);
	}

	@Test
	void onlyWhatWasCutOffStartsAgainWhenAProcessIsKilled() throws Exception {
		JavaProcess killed = start();
		killed.send("ask done");
		assertThat(ClaimProcess.read(killed)).isEqualTo("done was answer 1");
		this.server.hold("a", 1);
		killed.send("ask a");
		this.server.awaitAsked("a", 1);
		JavaProcess waiting = start();
		JavaProcess other = start();
		waiting.send("ask a");
		other.send("ask a");
		long time = System.nanoTime();
		killed.kill();
		assertThat(ClaimProcess.read(waiting)).isEqualTo("a was answer 2");
		assertThat(Duration.ofNanos(System.nanoTime() - time)).isLessThan(LEASE_AND_RENEWAL.plus(MARGIN));
		assertThat(ClaimProcess.read(other)).isEqualTo("a was answer 2");
		waiting.send("ask done");
		assertThat(ClaimProcess.read(waiting)).isEqualTo("done was answer 1");
		assertThat(this.server.total()).isEqualTo(3);
	}

	@Test
	void whatAProcessRecordsThatStoodStillForTooLongIsDiscardedAndItsCallerHasItsAnswer() throws Exception {
		CountDownLatch answer = this.server.hold("a", 1);
		JavaProcess still = start();
		still.send("ask a");
		this.server.awaitAsked("a", 1);
		signal(still, "STOP");
		JavaProcess other = start();
		other.send("ask a");
		assertThat(ClaimProcess.read(other)).isEqualTo("a was answer 2");
		signal(still, "CONT");
		answer.countDown();
		assertThat(ClaimProcess.read(still)).as("what was paid for").isEqualTo("a was answer 1");
		still.send("ask a");
		assertThat(ClaimProcess.read(still)).as("what is stored").isEqualTo("a was answer 2");
		assertThat(this.server.total()).isEqualTo(2);
	}

	private static void signal(JavaProcess process, String signal) throws Exception {
		Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
		assertThat(kill.waitFor()).isZero();
	}

	private JavaProcess start() throws InterruptedException {
		String[] options = Stream.of(PostgresqlServer.shared().properties(this.directory.toString()))
			.map((property) -> "-D" + property)
			.toArray(String[]::new);
		JavaProcess process = ClaimProcess.start(this.directory, this.server.url(), options);
		this.processes.add(process);
		assertThat(ClaimProcess.read(process)).isEqualTo("ready");
		return process;
	}

}
