package io.musubito.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a database is asked may fail, once and in each way: callers get the right
 * answer or are told what is in doubt, what was acknowledged stays, and nothing is left
 * behind.
 */
abstract class AbstractFaultTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Set<String> INTERRUPTED = Set.of("FIRST_EXECUTION", "REPLAY", "FAILING_STEP", "EFFECT",
			"EFFECT_IN_DOUBT", "PIPELINE");

	private static final String FAULT = System.getProperty("musubito.test.fault");

	@TempDir
	Path directory;

	abstract FaultyDatabase database(Path directory) throws SQLException;

	abstract int stride();

	/**
	 * Whether each statement of a scenario fails once, whatever the stride is.
	 */
	abstract boolean isEachStatement(Scenario scenario);

	static List<Scenario> scenarios() {
		String only = System.getProperty("musubito.test.scenario");
		return Stream
			.<Scenario[]>of(StepScenario.values(), EffectScenario.values(), RunScenario.values(),
					StoreScenario.values())
			.flatMap(Arrays::stream)
			.filter((scenario) -> only == null || List.of(only.split(",")).contains(scenario.name()))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void oneThingFails(Scenario scenario) throws Exception {
		long begun = System.nanoTime();
		try (FaultyDatabase database = database(this.directory);
				Sweep sweep = new Sweep(database, this.directory, scenario)) {
			int stride = stride() * scenario.weight();
			for (Fault fault : database.faults()) {
				if (FAULT == null || fault.name().equals(FAULT)) {
					if (isEachStatement(scenario) && (fault == Fault.REFUSED || fault == Fault.DONE)) {
						await(sweep, () -> sweep.eachStatement(fault));
					}
					// With a stride, the ways to fail take turns
					int first = 1 + database.faults().indexOf(fault) % stride;
					await(sweep, () -> sweep.each(fault, first, stride));
				}
			}
			System.out.printf("%s: %d cases in %d ms%n", scenario, sweep.cases(),
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
			assertThat(sweep.problems()).isEmpty();
			assertThat(sweep.cases()).isGreaterThan(5);
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void theCallerIsInterrupted(Scenario scenario) throws Exception {
		try (FaultyDatabase database = database(this.directory);
				Sweep sweep = new Sweep(database, this.directory, scenario)) {
			await(sweep, sweep::eachInterrupted);
			assertThat(sweep.problems()).isEmpty();
			assertThat(sweep.cases()).isGreaterThan(5);
		}
	}

	static List<Scenario> calls() {
		return scenarios().stream().filter((scenario) -> INTERRUPTED.contains(scenario.name())).toList();
	}

	/**
	 * A case that does not end fails with the stacks of all threads.
	 */
	private static void await(Sweep sweep, Work work) throws Exception {
		CompletableFuture<Void> done = new CompletableFuture<>();
		Thread thread = Threads.virtualWhereThereAre(() -> {
			try {
				work.run();
				done.complete(null);
			}
			catch (Throwable ex) {
				done.completeExceptionally(ex);
			}
		});
		thread.start();
		while (!done.isDone()) {
			try {
				done.get(1, TimeUnit.SECONDS);
			}
			catch (TimeoutException ex) {
				if (System.nanoTime() - sweep.begunNanos() > PATIENCE.toNanos()) {
					Stacks.print();
					throw new AssertionError("It hangs: " + sweep.doing());
				}
			}
		}
		done.get();
	}

	/**
	 * What is waited for.
	 */
	private interface Work {

		void run() throws Exception;

	}

}
