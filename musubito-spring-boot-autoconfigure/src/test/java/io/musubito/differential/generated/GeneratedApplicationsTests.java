package io.musubito.differential.generated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.musubito.differential.SourceCompiler;
import io.musubito.differential.generated.Tally.Outcome;
import io.musubito.testing.TimeLimit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Small applications are made of pieces, changed at random in one place, and started on
 * the store that they had before. They have to answer as they do without the engine.
 * {@code -Dmusubito.test.generated=<number>} sets how many changes there are,
 * {@code -Dmusubito.test.seed=<number>} makes them others,
 * {@code -Dmusubito.test.round=<number>} and {@code -Dmusubito.test.unit=<name>} make one
 * of them again and leave its sources in {@code target/generated-units},
 * {@code -Dmusubito.test.piece=<regular expression>} restricts the pieces.
 */
@Tag("slow")
class GeneratedApplicationsTests {

	private static final int CHANGES = Integer.getInteger("musubito.test.generated", 2000);

	private static final int PARTS = 2;

	private static final long SEED = Long.getLong("musubito.test.seed", 20);

	private static final int ROUND = Integer.getInteger("musubito.test.round", -1);

	private static final String UNIT = System.getProperty("musubito.test.unit", ".*");

	private static final String PIECES = System.getProperty("musubito.test.piece", ".*");

	private static final int UNITS = Integer.getInteger("musubito.test.units", 40);

	private static final int VERSIONS = Integer.getInteger("musubito.test.versions", 13);

	@TempDir
	private Path directory;

	private final Tally tally = new Tally();

	private final List<String> wrong = new ArrayList<>();

	/**
	 * In parts, because a test has a limit of 300 seconds.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	@Timeout(300)
	void answersAsWithoutTheEngine(int part) throws Exception {
		List<Piece> frames = Piece.all("java-frames");
		List<Piece> pieces = Piece.all("java").stream().filter((piece) -> piece.name().matches(PIECES)).toList();
		Duration before = cpu();
		try (TimeLimit limit = TimeLimit.of(CHANGES / PARTS, Duration.ofMillis(400));
				SourceCompiler compiler = new SourceCompiler()) {
			for (int round = part; this.tally.total() < CHANGES / PARTS; round += PARTS) {
				if (ROUND >= 0 && ROUND != round) {
					if (round > ROUND) {
						break;
					}
					continue;
				}
				long seed = SEED * 1_000_003 + round;
				List<Variant> units = new ArrayList<>();
				for (int i = 0; i < UNITS; i++) {
					String name = "u" + i;
					Random random = new Random(seed * 1_000_003 + i);
					if (name.matches(UNIT)) {
						units.add(Variant.of(new GeneratedUnit(Dialect.JAVA, name, frames, pieces, random), random));
					}
				}
				Path own = Files.createDirectories(this.directory.resolve("round" + round));
				new Round(own, Round.Compilation.java(compiler), units, seed, this.tally, this.wrong,
						"-Dmusubito.test.seed=" + SEED + " -Dmusubito.test.round=" + round)
					.run(VERSIONS);
			}
		}
		System.out.println(this.tally);
		System.out.println("  processor time of all threads: " + cpu().minus(before));
		assertThat(this.wrong).as("seed %s", SEED).isEmpty();
		assertThat(this.tally.count(Outcome.WRONG)).isZero();
	}

	private static Duration cpu() {
		return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
	}

}
