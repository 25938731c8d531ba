package io.musubito.faults.damage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;

import io.musubito.StoreException;
import io.musubito.faults.kill.Desk;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A bit of an index is not what was written, so that a row is not found any more, or
 * another one in its place: the application does not start with it. Else an effect would
 * be performed again, and a result of one computation be that of another.
 */
@Timeout(60)
class DamagedIndexTests {

	@TempDir
	Path directory;

	@Test
	void anEffectThatIsNotFoundAnyMoreKeepsFromStarting() throws Exception {
		Engine engine = Engine.in(this.directory);
		try (ConfigurableApplicationContext context = open(engine)) {
			context.getBean(Desk.Steps.class).send("ann");
		}
		flipInIndexes(engine.store(), "musubito_effect", "effect_key");
		assertRefused(engine);
	}

	@ParameterizedTest
	@ValueSource(strings = { "node_id", "replay_key" })
	void aNodeThatIsNotFoundAnyMoreKeepsFromStarting(String key) throws Exception {
		Engine engine = Engine.in(this.directory);
		try (ConfigurableApplicationContext context = open(engine)) {
			context.getBean(Desk.Steps.class).draft("ann");
		}
		flipInIndexes(engine.store(), "musubito_node", key);
		assertRefused(engine);
	}

	/**
	 * Changes the first bit of a key wherever it is but in the table.
	 */
	private static void flipInIndexes(Path file, String table, String column) throws Exception {
		byte[] content = Files.readAllBytes(file);
		int flipped = 0;
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			byte[] key = statement.executeQuery("SELECT " + column + " FROM " + table)
				.getString(1)
				.getBytes(StandardCharsets.US_ASCII);
			try (ResultSet pages = statement
				.executeQuery("SELECT pageno, pgsize FROM dbstat WHERE name IN (SELECT name "
						+ "FROM sqlite_schema WHERE type = 'index' AND tbl_name = '" + table + "')")) {
				while (pages.next()) {
					int size = pages.getInt(2);
					for (int place = (pages.getInt(1) - 1) * size, end = place + size; place < end; place++) {
						if (Arrays.equals(content, place, Math.min(end, place + key.length), key, 0, key.length)) {
							content[place] ^= 1;
							flipped++;
						}
					}
				}
			}
		}
		assertThat(flipped).isPositive();
		Files.write(file, content);
	}

	private void assertRefused(Engine engine) throws IOException {
		byte[] damaged = Files.readAllBytes(engine.store());
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> open(engine).close())
			.withMessageContaining("it is damaged (")
			.withMessageContaining("left as it is");
		assertThat(engine.store()).hasBinaryContent(damaged);
	}

	private ConfigurableApplicationContext open(Engine engine) {
		return engine.start(Desk.class, Desk.PACKAGES, Desk.SENT + "=" + this.directory.resolve("sent"));
	}

}
