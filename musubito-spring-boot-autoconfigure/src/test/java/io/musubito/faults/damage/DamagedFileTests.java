package io.musubito.faults.damage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.musubito.EffectInDoubtException;
import io.musubito.StoreException;
import io.musubito.faults.kill.Deeds;
import io.musubito.faults.kill.Desk;
import io.musubito.testing.Engine;
import io.musubito.testing.TimeLimit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of stores in which a bit is not what was written, or which are shorter, between
 * two starts: no value is wrong, and no effect is performed again.
 * {@code -Dmusubito.test.damages=<number>} makes it longer,
 * {@code -Dmusubito.test.seed=<number>} repeats a run.
 */
@Tag("slow")
@Timeout(300)
class DamagedFileTests {

	private static final int DAMAGES = Integer.getInteger("musubito.test.damages", 150);

	private static final long SEED = Long.getLong("musubito.test.seed", System.nanoTime());

	private static final int TRUNCATED = 5;

	private static final int PAGE = 4096;

	private static final List<String> TOPICS = IntStream.range(0, 4).mapToObj((topic) -> "topic " + topic).toList();

	private static final List<String> STEPS = List.of("letter", "draft", "summary", "essay", "send");

	@TempDir
	Path directory;

	private final Random random = new Random(SEED);

	private byte[] undamaged = new byte[0];

	/** Those that answers are read from. */
	private List<Integer> pages = List.of();

	/** Bytes of the answers themselves. */
	private List<Integer> texts = List.of();

	private int refused;

	private int executed;

	private int doubtful;

	private int replayed;

	@BeforeEach
	void record() throws Exception {
		Engine engine = Engine.in(this.directory.resolve("undamaged"));
		try (ConfigurableApplicationContext context = open(engine)) {
			TOPICS.forEach(context.getBean(Desk.Reviews.class)::review);
		}
		this.undamaged = Files.readAllBytes(engine.store());
		this.pages = pages(engine.store());
		assertThat(this.pages).hasSizeGreaterThan(10);
		this.texts = texts(this.undamaged);
		assertThat(this.texts).hasSizeGreaterThan(100);
	}

	/**
	 * Where the file has an answer: most of what answers are read from is numbers, keys
	 * and hashes, which the start compares with each other.
	 */
	private static List<Integer> texts(byte[] file) {
		String all = new String(file, StandardCharsets.ISO_8859_1);
		List<Integer> places = new ArrayList<>();
		for (String topic : TOPICS) {
			for (String step : STEPS) {
				String text = Desk.oracle(step, topic);
				for (int start = all.indexOf(text); start >= 0; start = all.indexOf(text, start + 1)) {
					IntStream.range(start, start + text.length()).forEach(places::add);
				}
			}
		}
		return places;
	}

	private static List<Integer> pages(Path file) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(
						"""
								SELECT pageno
								FROM dbstat
								WHERE name IN (
									SELECT name
									FROM sqlite_schema
									WHERE tbl_name IN ('musubito_node', 'musubito_artifact', 'musubito_edge', 'musubito_effect'))
								""")) {
			List<Integer> pages = new ArrayList<>();
			while (rows.next()) {
				pages.add(rows.getInt(1));
			}
			return pages;
		}
	}

	@Test
	void noValueIsWrongAndNoEffectIsPerformedAgain() throws IOException {
		System.out.println("-Dmusubito.test.damages=" + DAMAGES + " -Dmusubito.test.seed=" + SEED);
		List<String> wrong = new ArrayList<>();
		try (TimeLimit limit = TimeLimit.of(DAMAGES, Duration.ofSeconds(10))) {
			for (int number = 0; number < DAMAGES; number++) {
				byte[] damaged = (number % TRUNCATED == 0) ? truncated() : flipped(number % 2 == 0);
				examine(number, damaged, wrong);
			}
		}
		System.out
			.println(DAMAGES + " damages: " + this.refused + " starts were refused; of the others " + this.replayed
					+ " calls were replayed, " + this.executed + " executed, " + this.doubtful + " effects refused");
		assertThat(wrong).as("seed %d", SEED).isEmpty();
		assertThat(this.refused).isPositive();
		assertThat(this.replayed).isPositive();
	}

	private byte[] flipped(boolean inText) {
		byte[] damaged = this.undamaged.clone();
		int place;
		do {
			if (inText) {
				place = this.texts.get(this.random.nextInt(this.texts.size()));
				break;
			}
			int page = this.pages.get(this.random.nextInt(this.pages.size())) - 1;
			place = page * PAGE + this.random.nextInt(PAGE);
		}
		// What is not in use says nothing
		while (damaged[place] == 0);
		damaged[place] ^= (byte) (1 << this.random.nextInt(Byte.SIZE));
		return damaged;
	}

	private byte[] truncated() {
		int pages = this.undamaged.length / PAGE;
		int length = switch (this.random.nextInt(3)) {
			case 0 -> 2048;
			case 1 -> PAGE * (1 + this.random.nextInt(pages - 1));
			default -> 1 + this.random.nextInt(this.undamaged.length - 1);
		};
		return Arrays.copyOf(this.undamaged, length);
	}

	private void examine(int number, byte[] damaged, List<String> wrong) throws IOException {
		Engine engine = Engine.in(Files.createDirectory(this.directory.resolve("damage" + number)));
		Files.createDirectories(engine.store().getParent());
		Files.write(engine.store(), damaged);
		String damage = "damage " + number + " at " + Arrays.mismatch(this.undamaged, damaged) + ": ";
		ConfigurableApplicationContext context;
		try {
			context = open(engine);
		}
		catch (RuntimeException ex) {
			this.refused++;
			if (!isTold(ex)) {
				wrong.add(damage + "the start fails with " + ex);
			}
			if (!Arrays.equals(damaged, Files.readAllBytes(engine.store()))) {
				wrong.add(damage + "a file that is refused was changed");
			}
			return;
		}
		try (context) {
			for (String topic : TOPICS) {
				for (String step : STEPS) {
					String fault = call(context, step, topic);
					if (fault != null) {
						wrong.add(damage + fault);
					}
				}
			}
		}
	}

	private static boolean isTold(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StoreException && String.valueOf(cause.getMessage()).contains("can't be ")) {
				return true;
			}
		}
		return false;
	}

	private String call(ConfigurableApplicationContext context, String step, String topic) {
		Desk.Steps steps = context.getBean(Desk.Steps.class);
		Deeds deeds = context.getBean(Deeds.class);
		try {
			String value = switch (step) {
				case "letter" -> context.getBean(Desk.Letters.class).letter(topic);
				case "draft" -> steps.draft(topic);
				case "summary" -> steps.summary(Desk.oracle("draft", topic));
				case "essay" -> steps.essay(topic);
				default -> steps.send(topic);
			};
			List<String> done = deeds.takeExecuted();
			this.executed += done.size();
			this.replayed += (done.isEmpty()) ? 1 : 0;
			if (!value.equals(Desk.oracle(step, topic))) {
				return step + " of " + topic + " is '" + value + "'";
			}
			return (step.equals("send") && !done.isEmpty()) ? topic + " is sent again" : null;
		}
		catch (EffectInDoubtException | StoreException ex) {
			this.doubtful++;
			return (step.equals("send") && deeds.takeExecuted().isEmpty()) ? null : step + " of " + topic + ": " + ex;
		}
		catch (RuntimeException ex) {
			return step + " of " + topic + ": " + ex;
		}
	}

	private ConfigurableApplicationContext open(Engine engine) {
		return engine.start(Desk.class, Desk.PACKAGES, Desk.SENT + "=" + this.directory.resolve("sent"));
	}

}
