package io.musubito.behaviour.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.musubito.testing.CountingServer;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that work with one store execute each computation once. What they execute is
 * counted by a server that they ask.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class ClaimAcrossProcessesTests {

	private static final int KEYS = 1_000;

	// A hundred looks, as a machine may be busy; one that is lost is waited for 10
	// minutes
	private static final Duration AT_ONCE = Duration.ofSeconds(10);

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
	void fourProcessesOfEightThreadsExecuteAThousandColdKeysOnce() throws Exception {
		JavaProcess alone = start(this.directory.resolve("alone"));
		Duration timeAlone = measure(List.of(alone));
		alone.kill();
		assertThat(this.server.total()).isEqualTo(KEYS);
		this.server.clear();
		List<JavaProcess> four = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			four.add(start(this.directory));
		}
		Duration time = measure(four);
		assertThat(this.server.total()).isEqualTo(KEYS);
		assertThat(this.server.questions()).isEqualTo(KEYS);
		System.out.printf("1,000 cold keys: one process %d ms, four processes %d ms, ratio %.2f%n",
				timeAlone.toMillis(), time.toMillis(), (double) time.toNanos() / timeAlone.toNanos());
	}

	private Duration measure(List<JavaProcess> all) throws Exception {
		long started = System.nanoTime();
		for (JavaProcess process : all) {
			process.send("all 8 " + KEYS);
		}
		List<String> results = new ArrayList<>();
		for (JavaProcess process : all) {
			results.add(ClaimProcess.read(process));
		}
		// One hash of all results, the same for all threads of all processes
		assertThat(results).allMatch((result) -> result.matches("\\[-?\\d+]")).containsOnly(results.get(0));
		return Duration.ofNanos(System.nanoTime() - started);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 366, -366 })
	void theFirstLookAtAClaimShowsThatItsProcessWasKilledWhateverTheClockSays(int days) throws Exception {
		this.server.hold("a", 1);
		JavaProcess owner = start(this.directory);
		owner.send("ask a");
		this.server.awaitAsked("a", 1);
		try (ClaimRows rows = ClaimRows.open(this.directory, Clock.offset(Clock.systemUTC(), Duration.ofDays(days)))) {
			String replayKey = rows.only().replayKey();
			assertThat(rows.find(replayKey)).isPresent();
			owner.kill();
			assertThat(rows.find(replayKey)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "366", "-366" })
	void whatAKilledProcessExecutedIsTakenOverAtOnceWhateverTheClockSays(String days) throws Exception {
		this.server.hold("a", 1);
		JavaProcess owner = start(this.directory);
		JavaProcess waiting = start(this.directory, "-D" + ClaimProcess.SKEW + "=" + days);
		owner.send("ask a");
		this.server.awaitAsked("a", 1);
		waiting.send("ask a");
		assertThat(this.server.asked("a")).isOne();
		// Until it is known to wait, which its row shows
		ClaimRows.awaitWaiting(this.directory);
		long killed = System.nanoTime();
		owner.kill();
		assertThat(ClaimProcess.read(waiting)).isEqualTo("a was answer 2");
		assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(AT_ONCE);
	}

	@Test
	void aWaitingProcessGetsTheResultOfTheOneThatExecutes() throws Exception {
		CountDownLatch answer = this.server.hold("a", 1);
		JavaProcess owner = start(this.directory);
		JavaProcess waiting = start(this.directory);
		owner.send("ask a");
		this.server.awaitAsked("a", 1);
		waiting.send("ask a");
		ClaimRows.awaitWaiting(this.directory);
		answer.countDown();
		assertThat(ClaimProcess.read(owner)).isEqualTo("a was answer 1");
		assertThat(ClaimProcess.read(waiting)).isEqualTo("a was answer 1");
		assertThat(this.server.asked("a")).isOne();
	}

	@Test
	void processesThatWouldWaitForEachOtherAreRefused() throws Exception {
		CountDownLatch first = this.server.hold("a", 1);
		CountDownLatch second = this.server.hold("b", 1);
		JavaProcess one = start(this.directory);
		JavaProcess other = start(this.directory);
		one.send("outer a");
		other.send("outer b");
		this.server.awaitAsked("a", 1);
		this.server.awaitAsked("b", 1);
		first.countDown();
		second.countDown();
		// One closes the circle; the other is then refused by itself, as it needs itself
		assertThat(List.of(ClaimProcess.read(one), ClaimProcess.read(other)))
			.allMatch((result) -> result.startsWith("CircularStepException"))
			.anyMatch((result) -> result.contains("another process executes"));
	}

	@Test
	void whenTheOperatingSystemLetsNothingBeWrittenAnyMoreAStepRunsAndAnEffectDoesNotStart() throws Exception {
		JavaProcess process = start(this.directory);
		process.send("ask a");
		assertThat(ClaimProcess.read(process)).isEqualTo("a was answer 1");
		long blocks = Files.size(this.directory.resolve("store").resolve("musubito.db-wal")) + 1024;
		limitFileSize(process, blocks);
		for (int i = 0; i < 20; i++) {
			process.send("ask full" + i);
			assertThat(ClaimProcess.read(process)).isEqualTo("full" + i + " was answer 1");
		}
		process.send("ask full19");
		assertThat(ClaimProcess.read(process)).isEqualTo("full19 was answer 2");
		process.send("tell news");
		assertThat(ClaimProcess.read(process)).startsWith("StoreException").contains("'tell'");
		assertThat(this.server.asked("news")).isZero();
	}

	// As on a full disk, no file of the process can grow
	private static void limitFileSize(JavaProcess process, long bytes) throws Exception {
		Process limit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()),
				"--fsize=" + bytes + ":" + bytes)
			.inheritIO()
			.start();
		assertThat(limit.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(limit.exitValue()).isZero();
	}

	private JavaProcess start(Path folder, String... options) throws InterruptedException {
		JavaProcess process = ClaimProcess.start(folder, this.server.url(), options);
		this.processes.add(process);
		assertThat(ClaimProcess.read(process)).isEqualTo("ready");
		return process;
	}

}
