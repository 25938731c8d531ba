package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that execute steps for one of them: how they share the work, and what becomes
 * of it when one is killed. In its small size; {@code -Dmusubito.test.items=2000} is the
 * one of which the documents tell.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class WorkProcessesTests {

	private static final int ITEMS = Integer.getInteger("musubito.test.items", 160);

	private static final int MILLIS = 50;

	private static final int CONCURRENCY = 32;

	@TempDir
	Path directory;

	private final Map<String, JavaProcess> processes = new HashMap<>();

	@AfterEach
	void stop() {
		this.processes.values().forEach(JavaProcess::close);
	}

	private JavaProcess start(String name, int concurrency, String database) throws InterruptedException {
		List<String> properties = (database.equals("postgresql"))
				? List.of(PostgresqlServer.shared().properties(this.directory.toString())) : List.of();
		JavaProcess process = WorkProcess.start(this.directory, concurrency, properties);
		this.processes.put(name, process);
		return process;
	}

	private static long fanOut(JavaProcess caller, int concurrency, String salt) throws Exception {
		caller.send(ITEMS + " " + MILLIS + " " + concurrency + " " + salt);
		return finished(caller);
	}

	private static long finished(JavaProcess caller) throws Exception {
		String[] answer = WorkProcess.read(caller).split(" ");
		assertThat(answer[0]).as("all results are as they should be, in order").isEqualTo("true");
		return Long.parseLong(answer[1]);
	}

	private Map<String, Integer> shares(String... names) throws Exception {
		Map<String, Integer> shares = new TreeMap<>();
		for (String name : names) {
			shares.put(name, began(name).size());
		}
		return shares;
	}

	private List<String> began(String name) throws Exception {
		return notes(name, "began b");
	}

	private List<String> notes(String name, String prefix) throws Exception {
		return WorkProcess.notes(this.directory, this.processes.get(name).pid())
			.stream()
			.filter((line) -> line.startsWith(prefix))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void fourProcessesShareTheWork(String database) throws Exception {
		JavaProcess caller = start("caller", 8, database);
		long alone = fanOut(caller, CONCURRENCY, "a");
		start("x", 8, database);
		start("y", 8, database);
		start("z", 8, database);
		long together = fanOut(caller, CONCURRENCY, "b");
		Map<String, Integer> shares = shares("caller", "x", "y", "z");
		System.out.println("distributed on " + database + ": " + ITEMS + " items of " + MILLIS + " ms, alone " + alone
				+ " ms, four processes " + together + " ms, shares " + shares);
		assertThat(shares.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(ITEMS);
		assertThat(shares.values()).as("nobody has nothing").allMatch((share) -> share > 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void onlyWhatWasCutOffStartsAgainWhenAWorkerIsKilled(String database) throws Exception {
		JavaProcess caller = start("caller", 0, database);
		JavaProcess killed = start("killed", 4, database);
		start("other", 4, database);
		caller.send(ITEMS + " " + MILLIS + " 16 b");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> notes("killed", "ended b").size() > ITEMS / 8);
		killed.kill();
		finished(caller);
		List<String> all = Stream.of("caller", "killed", "other").flatMap((name) -> {
			try {
				return began(name).stream();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
		Set<String> twice = all.stream()
			.collect(Collectors.groupingBy((key) -> key, Collectors.counting()))
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 1)
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(new TreeSet<>(all)).hasSize(ITEMS);
		assertThat(all).hasSize(ITEMS + twice.size());
		List<String> inKilled = began("killed");
		assertThat(inKilled.subList(Math.max(0, inKilled.size() - 4), inKilled.size()))
			.as("only what it was executing when it was killed")
			.containsAll(twice);
		Set<String> ended = notes("killed", "ended b").stream()
			.map((line) -> line.replace("ended", "began"))
			.collect(Collectors.toSet());
		Set<String> cutOff = inKilled.stream().filter((line) -> !ended.contains(line)).collect(Collectors.toSet());
		assertThat(twice).as("all of that").containsAll(cutOff);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void whereTheOnlyWorkerIsKilledTheCallerDoesTheRest(String database) throws Exception {
		JavaProcess caller = start("caller", 0, database);
		JavaProcess killed = start("killed", 4, database);
		caller.send(ITEMS + " " + MILLIS + " 16 b");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> notes("killed", "ended b").size() > ITEMS / 8);
		killed.kill();
		finished(caller);
		assertThat(began("caller")).hasSizeBetween(ITEMS - began("killed").size(),
				ITEMS - notes("killed", "ended b").size() + 4);
	}

}
