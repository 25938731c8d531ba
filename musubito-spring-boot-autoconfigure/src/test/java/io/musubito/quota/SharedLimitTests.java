package io.musubito.quota;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes with one store ask a provider no more, all together, than it allows, as the
 * provider counts.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class SharedLimitTests {

	private static final long NONE = Limit.NONE;

	private final List<JavaProcess> processes = new ArrayList<>();

	private ProviderStandIn provider;

	@TempDir
	Path folder;

	private String schema;

	@AfterEach
	void close() {
		this.processes.forEach(JavaProcess::close);
		this.provider.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void inNoWindowArriveMoreThanTheLimitAndNobodyStarves(String database) throws Exception {
		Duration window = Duration.ofMillis(Long.getLong("musubito.test.window", 1_000));
		int limit = Integer.getInteger("musubito.test.limit", 20);
		int threads = 6;
		int each = Integer.getInteger("musubito.test.requests", 5);
		this.provider = new ProviderStandIn(60);
		List<JavaProcess> four = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			four.add(start(database, i, limit, NONE, window));
		}
		for (JavaProcess process : four) {
			process.send("run " + threads + " " + each);
		}
		for (JavaProcess process : four) {
			process.readLine("done");
		}
		int all = 4 * threads * each;
		Map<String, Long> shares = this.provider.shares(all / 2);
		System.out.printf(
				"%s: %d requests in %d ms, limit %d in %d ms, most in any window %d, shares of the first half %s%n",
				database, this.provider.asked(), this.provider.duration().toMillis(), limit, window.toMillis(),
				this.provider.mostIn(window), shares);
		assertThat(this.provider.asked()).isEqualTo(all);
		assertThat(this.provider.mostIn(window)).isLessThanOrEqualTo(limit).isGreaterThan(limit / 2);
		assertThat(shares).hasSize(4);
		assertThat(shares.values()).allSatisfy((share) -> assertThat(share).isGreaterThan(all / 60L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void noMoreCallsGoOnAtTheSameTime(String database) throws Exception {
		this.provider = new ProviderStandIn(30);
		JavaProcess one = start(database, 1, NONE, 3, Duration.ofMillis(100));
		JavaProcess other = start(database, 2, NONE, 3, Duration.ofMillis(100));
		one.send("run 6 10");
		other.send("run 6 10");
		one.readLine("done");
		other.readLine("done");
		assertThat(this.provider.asked()).isEqualTo(120);
		assertThat(this.provider.mostActive()).isBetween(2, 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void whatAProcessHasThatIsKilledIsFreeOnceItIsKnownToBeGone(String database) throws Exception {
		this.provider = new ProviderStandIn(0);
		JavaProcess killed = start(database, 1, 2, NONE, Duration.ofSeconds(1));
		JavaProcess other = start(database, 2, 2, NONE, Duration.ofSeconds(1));
		killed.send("hold");
		killed.readLine("held");
		killed.send("hold");
		killed.readLine("held");
		long time = System.nanoTime();
		other.send("run 1 3");
		killed.kill();
		other.readLine("done");
		Duration waited = Duration.ofNanos(System.nanoTime() - time);
		assertThat(waited).isGreaterThan(Duration.ofSeconds(2));
		assertThat(this.provider.asked()).isEqualTo(3);
		System.out.printf("%s: places of a killed process free after %d ms%n", database, waited.toMillis());
	}

	private JavaProcess start(String database, int number, long requests, long concurrent, Duration window)
			throws IOException, InterruptedException {
		boolean sqlite = database.equals("sqlite");
		if (!sqlite && this.schema == null) {
			this.schema = PostgresqlServer.shared().createSchema();
		}
		JavaProcess process = JavaProcess
			.of(LimitedProcess.class, sqlite ? this.folder.resolve("musubito.db") : PostgresqlServer.shared().url(),
					sqlite ? "-" : this.schema, this.provider.url(), "p" + number, requests, concurrent,
					window.toMillis())
			.start();
		this.processes.add(process);
		process.readLine("ready");
		return process;
	}

}
