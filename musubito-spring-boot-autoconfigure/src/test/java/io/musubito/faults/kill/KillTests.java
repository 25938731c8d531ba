package io.musubito.faults.kill;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.musubito.ExportSelection;
import io.musubito.faults.kill.FailPoint.Story;
import io.musubito.store.Store;
import io.musubito.testing.ArchivedClasses;
import io.musubito.testing.FailPoints;
import io.musubito.testing.JavaProcess;
import io.musubito.testing.TimeLimit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes are killed at named points, each at least once, and others go on with their
 * store. {@code -Dmusubito.test.kills=<number>} makes it longer,
 * {@code -Dmusubito.test.seed=<number>} repeats a run,
 * {@code -Dmusubito.test.only=<point>} is for one point.
 */
@Tag("slow")
@Tag("process")
@Timeout(300)
class KillTests {

	private static final int KILLS = Integer.getInteger("musubito.test.kills", 50);

	private static final long SEED = Long.getLong("musubito.test.seed", System.nanoTime());

	private static final String ONLY = System.getProperty("musubito.test.only", "");

	private static final int POSTGRESQL_SHARE = 10;

	private static final int MOST_PASSES = 12;

	private static final Set<String> IMPORTED = Set.of("imported-0", "imported-1", "imported-2");

	@TempDir
	static Path shared;

	private static ArchivedClasses classes;

	@TempDir
	Path directory;

	private final Random random = new Random(SEED);

	private int inDoubt;

	@BeforeAll
	static void prepare() throws Exception {
		classes = ArchivedClasses.in(shared, PointedClasses.write(shared.resolve("points.jar")));
		try (JavaProcess process = classes.recording(KillProcess.of(shared, Story.RESOLUTION, "warm")).start()) {
			process.readLine("ended");
			process.finish(Duration.ofMinutes(1));
		}
	}

	@Test
	void nothingIsLostInAFile() throws Exception {
		List<FailPoint> points = Stream.of(FailPoint.values()).filter(this::isWanted).toList();
		int kills = KILLS - KILLS / POSTGRESQL_SHARE;
		kill(KilledStore.sqlite(this.directory), points, (ONLY.isEmpty()) ? Math.max(kills, points.size()) : kills);
	}

	@Test
	void nothingIsLostInPostgresql() throws Exception {
		List<FailPoint> points = Stream.of(FailPoint.values())
			.filter(FailPoint::isOfAllDatabases)
			.filter(this::isWanted)
			.toList();
		kill(KilledStore.postgresql(this.directory), points, Math.max(1, KILLS / POSTGRESQL_SHARE));
	}

	private boolean isWanted(FailPoint point) {
		return ONLY.isEmpty() || point.name().equals(ONLY);
	}

	private void kill(KilledStore store, List<FailPoint> points, int kills) throws Exception {
		System.out.println("-Dmusubito.test.kills=" + KILLS + " -Dmusubito.test.seed=" + SEED);
		List<FailPoint> next = new ArrayList<>();
		try (TimeLimit limit = TimeLimit.of(kills, Duration.ofSeconds(20))) {
			for (int cycle = 0; cycle < kills; cycle++) {
				if (next.isEmpty()) {
					next.addAll(points);
					Collections.shuffle(next, this.random);
				}
				FailPoint point = next.remove(0);
				int passes = point.passes() + this.random.nextInt((point.isPassedOften()) ? MOST_PASSES : 1);
				try {
					kill(store, point, passes, "c" + cycle);
				}
				catch (Throwable ex) {
					throw new AssertionError("Cycle %d, killed at the %d. passing of %s, seed %d: %s".formatted(cycle,
							passes, point, SEED, ex.getMessage()), ex);
				}
			}
		}
		System.out.println(kills + " kills at " + Math.min(kills, points.size()) + " points, " + this.inDoubt
				+ " effects were in doubt");
	}

	private void kill(KilledStore shared, FailPoint point, int passes, String name) throws Exception {
		boolean alone = Set.of(Story.START, Story.IMPORT, Story.RETENTION).contains(point.story());
		KilledStore store = (alone) ? shared.other(Files.createDirectory(this.directory.resolve(name))) : shared;
		Path export = this.directory.resolve("export.jsonl");
		if (point.story() == Story.IMPORT) {
			export = export(store);
		}
		Told told = live(store, point, passes, name);
		store.age();
		try (ConfigurableApplicationContext context = store.open(workers(point))) {
			Aftermath aftermath = new Aftermath(context, store, told);
			if (point.story() == Story.SUBMISSION) {
				aftermath.awaitSubmitted();
			}
			aftermath.examine();
			if (point.story() == Story.IMPORT) {
				aftermath.importAgain(export, IMPORTED);
			}
			this.inDoubt += aftermath.inDoubt();
		}
		store.verify(Set.of(Story.RETENTION, Story.IMPORT).contains(point.story()));
	}

	private static String[] workers(FailPoint point) {
		return (point.story() == Story.SUBMISSION) ? new String[] { "musubito.workers.engine=db-scheduler" }
				: new String[0];
	}

	private Told live(KilledStore store, FailPoint point, int passes, String name) throws Exception {
		Told told = new Told();
		JavaProcess.Builder builder = classes.using(store.reach(KillProcess.of(store.directory(), point.story(), name)))
			.property(FailPoints.POINT, point)
			.property(FailPoints.PASSES, passes);
		for (String property : workers(point)) {
			builder.options("-D" + property);
		}
		try (JavaProcess process = builder.start()) {
			String line = process.readLine();
			while (line != null && !line.startsWith(FailPoints.REACHED)) {
				told.add(line);
				line = process.readLine();
			}
			process.kill();
			assertThat(line).as(() -> "the point, of " + process).isEqualTo(FailPoints.REACHED + point);
			process.readLines().forEach(told::add);
		}
		assertThat(told.others()).isEmpty();
		return told;
	}

	private Path export(KilledStore target) throws Exception {
		Path export = target.directory().resolve("export.jsonl");
		KilledStore source = KilledStore.sqlite(Files.createDirectories(target.directory().resolve("source")));
		try (ConfigurableApplicationContext context = source.open(Desk.SENT + "=" + target.sent());
				OutputStream file = Files.newOutputStream(export)) {
			IMPORTED.forEach(context.getBean(Desk.Reviews.class)::review);
			context.getBean(Store.class).transfer().export(ExportSelection.all(), file);
		}
		return export;
	}

}
