package io.musubito.behaviour.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Musubito;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.behaviour.access.Newsroom.Writer;
import io.musubito.execution.Degradation;
import io.musubito.testing.Engine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A PostgreSQL that is restarted while it is only read: steps execute until it can be
 * read again, which is found out without anything being written.
 */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class RestartedWhileReadTests {

	@TempDir
	Path directory;

	@BeforeEach
	void logInfo() {
		logger().setLevel(Level.INFO);
	}

	@AfterEach
	void logAsBefore() {
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(Degradation.class);
	}

	@Test
	void whatIsStoredIsReplayedAgainAfterwards(CapturedOutput output) throws Exception {
		EmbeddedPostgres server = start(0);
		int port = server.getPort();
		String url = "musubito.store.url=" + server.getJdbcUrl("postgres", "postgres");
		try (ConfigurableApplicationContext writing = start(url)) {
			writing.getBean(Writer.class).draft("a");
			writing.getBean(Writer.class).send("ann");
		}
		try (ConfigurableApplicationContext context = start(url, "musubito.store.access=read-only")) {
			Writer writer = context.getBean(Writer.class);
			Musubito musubito = context.getBean(Musubito.class);
			assertThat(musubito.resultOf(writer.draft("a")).outcome()).isEqualTo(StepOutcome.REPLAYED);
			server.close();
			assertThat(musubito.resultOf(writer.draft("a")).outcome()).isEqualTo(StepOutcome.EXECUTED);
			assertThat(musubito.resultOf(writer.draft("a")).outcome()).isEqualTo(StepOutcome.EXECUTED);
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> writer.send("ann"));
			server = start(port);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> musubito.resultOf(writer.draft("a")).outcome() == StepOutcome.REPLAYED);
			assertThat(writer.send("ann")).isEqualTo("sent to ann");
			assertThat(output).containsOnlyOnce("goes on without the store").containsOnlyOnce("The store works again");
		}
		finally {
			server.close();
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		String[] all = new String[properties.length + 1];
		all[0] = "musubito.store.type=postgresql";
		System.arraycopy(properties, 0, all, 1, properties.length);
		return Engine.in(this.directory).start(Newsroom.class, all);
	}

	private EmbeddedPostgres start(int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setPort(port)
			.setDataDirectory(this.directory.resolve("data"))
			.setCleanDataDirectory(false)
			.start();
	}

}
