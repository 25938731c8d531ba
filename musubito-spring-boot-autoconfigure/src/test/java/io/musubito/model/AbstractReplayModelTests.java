package io.musubito.model;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;
import io.musubito.testing.TimeLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine does what the oracle says, whatever happens in whichever order.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
abstract class AbstractReplayModelTests {

	private static final int SEQUENCES = Integer.getInteger("musubito.test.sequences", 1_000);

	private static final int PARTS = 5;

	private static final long FIRST_SEED = 20;

	private static final @Nullable Long SEED = Long.getLong("musubito.test.seed");

	private static final int MOST_ATTEMPTS = 400;

	private static final int MOST_FAILURES = 5;

	@TempDir(factory = MemoryFolder.class)
	Path folder;

	abstract ModelDatabase open(Path directory) throws SQLException;

	abstract String productName();

	@ParameterizedTest
	@MethodSource("parts")
	void whateverHappensIsWhatTheOracleSays(int part) throws Exception {
		Files.createDirectories(this.folder.resolve("store"));
		long started = System.nanoTime();
		SequenceRun.Statistics statistics = new SequenceRun.Statistics();
		List<String> failures = new ArrayList<>();
		int count = (SEED != null) ? 1 : SEQUENCES / PARTS;
		try (TimeLimit limit = TimeLimit.of(count, Duration.ofMillis(700));
				ModelDatabase database = open(this.folder);
				ModelContexts contexts = new ModelContexts(database)) {
			assertThat(database.productName()).isEqualTo(productName());
			for (long seed = (SEED != null) ? SEED : FIRST_SEED + (long) part * count; count > 0; seed++, count--) {
				List<Action> actions = Sequences.draw(seed);
				AssertionError failure = attempt(actions, contexts, database, statistics);
				if (failure != null) {
					failures.add(describe(seed, actions, failure, contexts, database));
				}
				if (failures.size() == MOST_FAILURES) {
					break;
				}
			}
		}
		assertThat(failures).as(() -> String.join("\n\n", failures)).isEmpty();
		System.out.println(productName() + ": " + statistics.actions + " actions in "
				+ Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s, "
				+ ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000_000
				+ " s of processor time, " + new TreeMap<>(statistics.outcomes));
	}

	/**
	 * Each part has a limit of its own.
	 */
	static IntStream parts() {
		return IntStream.range(0, (SEED != null) ? 1 : PARTS);
	}

	private static @Nullable AssertionError attempt(List<Action> actions, ModelContexts contexts,
			ModelDatabase database, SequenceRun.Statistics statistics) throws SQLException {
		try {
			new SequenceRun(contexts, database, statistics).perform(actions);
			return null;
		}
		catch (AssertionError ex) {
			return ex;
		}
	}

	private String describe(long seed, List<Action> actions, AssertionError failure, ModelContexts contexts,
			ModelDatabase database) {
		int[] attempts = { 0 };
		AssertionError[] last = { failure };
		List<Action> smallest = Sequences.shrink(actions, (candidate) -> {
			if (++attempts[0] > MOST_ATTEMPTS) {
				return false;
			}
			try {
				AssertionError found = attempt(candidate, contexts, database, new SequenceRun.Statistics());
				last[0] = (found != null) ? found : last[0];
				return found != null;
			}
			catch (SQLException ex) {
				return false;
			}
		});
		StringBuilder text = new StringBuilder("Sequence " + seed + " fails:\n");
		for (int i = 0; i < smallest.size(); i++) {
			text.append("  ").append(i + 1).append(". ").append(smallest.get(i)).append('\n');
		}
		text.append(last[0].getMessage())
			.append("\nAgain: mvn test -pl musubito-spring-boot-autoconfigure -Dtest=")
			.append(getClass().getSimpleName())
			.append(" -Dmusubito.test.seed=")
			.append(seed);
		return text.toString();
	}

	/**
	 * A folder in memory where there is one: sequences wait for the disk for most of
	 * their time, and what is on it after a loss of power is not their subject.
	 */
	static final class MemoryFolder implements TempDirFactory {

		private static final Path MEMORY = Path.of("/dev/shm");

		@Override
		public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
				throws IOException {
			return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "model")
					: Files.createTempDirectory("model");
		}

	}

}
