package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.musubito.EffectContext;
import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.behaviour.effect.EffectReceiver.Request;
import io.musubito.testing.JavaProcess;
import io.musubito.testing.TimeLimit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Processes that perform effects are killed at random moments, over and over. What has
 * happened is what the receiver says. {@code -Dmusubito.test.kills=<number>} makes it
 * longer, {@code -Dmusubito.test.seed=<number>} repeats a run.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class EffectKillTests {

	private static final int KILLS = Integer.getInteger("musubito.test.kills", 100);

	private static final long SEED = Long.getLong("musubito.test.seed", System.nanoTime());

	private static final int PROCESSES = 2;

	private static final long LONGEST_LIFE_MICROS = 40_000;

	@TempDir
	Path directory;

	private final Random random = new Random(SEED);

	private int inDoubt;

	private int performedHere;

	@Test
	void noEffectIsPerformedTwiceAndNoAcknowledgedResultIsLost() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(PROCESSES);
		try (TimeLimit limit = TimeLimit.of(KILLS, Duration.ofSeconds(5));
				EffectReceiver receiver = EffectReceiver.start();
				EffectEngine engine = EffectEngine.open(this.directory.resolve("musubito.db"))) {
			ArchivedProcess processes = ArchivedProcess.prepare(this.directory, receiver);
			int effects = 0;
			for (int round = 0; round * PROCESSES < KILLS; round++) {
				StringBuilder output = new StringBuilder();
				for (Future<String> killed : startAndKill(executor, processes, receiver, round)) {
					output.append(killed.get(60, TimeUnit.SECONDS));
				}
				receiver.settle();
				effects += examine(output.toString(), engine, receiver);
			}
			assertThat(receiver.log().stream().filter((request) -> !request.content().startsWith("warm-")))
				.as("seed %s", SEED)
				.hasSize(effects);
			System.out.println(KILLS + " kills, seed " + SEED + ": " + effects + " effects, " + this.inDoubt
					+ " of them in doubt, of which " + this.performedHere + " had not happened");
			assertThat(this.inDoubt).isPositive();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private List<Future<String>> startAndKill(ExecutorService executor, ArchivedProcess processes,
			EffectReceiver receiver, int round) throws Exception {
		List<Callable<String>> lives = new ArrayList<>();
		for (int number = 0; number < PROCESSES; number++) {
			String name = round + "." + number;
			long lifeNanos = TimeUnit.MICROSECONDS.toNanos((long) (this.random.nextDouble() * LONGEST_LIFE_MICROS));
			// Most are killed when they are warm and perform effects all the time
			String since = (this.random.nextInt(4) == 0) ? EffectLoopProcess.BEGIN : EffectLoopProcess.DONE;
			lives.add(() -> live(processes, receiver, name, since, lifeNanos));
		}
		return executor.invokeAll(lives);
	}

	/**
	 * Starts a process, lets it perform for a while, kills it, and returns what it said.
	 */
	private String live(ArchivedProcess processes, EffectReceiver receiver, String name, String since, long lifeNanos)
			throws Exception {
		StringBuilder output = new StringBuilder();
		try (JavaProcess process = processes.start(this.directory.resolve("musubito.db"), receiver.url(), name)) {
			String line = "";
			while (line != null && !line.startsWith(since)) {
				line = process.readLine();
				output.append(line).append('\n');
			}
			long end = System.nanoTime() + lifeNanos;
			while (System.nanoTime() < end) {
				LockSupport.parkNanos(end - System.nanoTime());
			}
			process.kill();
			process.readLines().forEach((rest) -> output.append(rest).append('\n'));
		}
		return output.toString();
	}

	/**
	 * Compares what the processes said, what the store knows and what the receiver has.
	 * @return the number of effects that have been performed for good
	 */
	private int examine(String output, EffectEngine engine, EffectReceiver receiver) {
		List<String> begun = EffectLoopProcess.lines(output, EffectLoopProcess.BEGIN);
		assertThat(begun).as("what processes said").isNotEmpty();
		for (String draft : EffectLoopProcess.lines(output, EffectLoopProcess.DRAFT)) {
			String key = draft.substring("draft of ".length());
			assertThat(engine.draft(key, () -> fail("the acknowledged draft of " + key + " was lost")))
				.isEqualTo(draft);
		}
		Map<String, String> acknowledged = new HashMap<>();
		EffectLoopProcess.lines(output, EffectLoopProcess.DONE)
			.forEach((line) -> acknowledged.put(line.split(" ", 2)[0], line.split(" ", 2)[1]));
		for (String key : begun) {
			examine(key, acknowledged.get(key), engine, receiver);
		}
		return begun.size();
	}

	private void examine(String key, String acknowledged, EffectEngine engine, EffectReceiver receiver) {
		List<Request> before = receiver.log(key);
		assertThat(before).as("requests of %s, seed %s", key, SEED).hasSizeLessThanOrEqualTo(1);
		String receipt = "receipt of " + key;
		if (acknowledged != null) {
			assertThat(acknowledged).isEqualTo(receipt);
			assertThat(engine.send(key, () -> fail("the acknowledged effect " + key + " is performed again")))
				.isEqualTo(receipt);
		}
		else {
			resolveWhereInDoubt(key, before, engine, receiver);
		}
		assertThat(engine.send(key, () -> fail("the effect " + key + " is performed again"))).isEqualTo(receipt);
		assertThat(receiver.log(key)).as("requests of %s, seed %s", key, SEED).hasSize(1);
	}

	private void resolveWhereInDoubt(String key, List<Request> before, EffectEngine engine, EffectReceiver receiver) {
		try {
			assertThat(perform(key, engine, receiver)).isEqualTo("receipt of " + key);
			// Either it is in the store, or it was never begun
			return;
		}
		catch (EffectInDoubtException ex) {
			this.inDoubt++;
			engine.resolve(ex.nodeId(), before.isEmpty() ? EffectResolution.notHappened()
					: EffectResolution.happened(before.get(0).receipt()));
		}
		if (before.isEmpty()) {
			this.performedHere++;
			perform(key, engine, receiver);
		}
	}

	private static String perform(String key, EffectEngine engine, EffectReceiver receiver) {
		return engine.send(key, () -> EffectReceiver.send(receiver.url(), key, EffectContext.idempotencyKey()));
	}

}
