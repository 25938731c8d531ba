package io.musubito.behaviour.identity;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that a release with another identity scheme has written.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchemeChangeTests {

	private static final String LINE = "The identity scheme changed from musubito/0 to musubito/3";

	private static final String LINE_OF_STEPS = "Since the last start ";

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
		return (Logger) LoggerFactory.getLogger("io.musubito.aop.StartReport");
	}

	@Test
	void isSaidOnceAtStartup(CapturedOutput output) throws SQLException {
		run("a");
		run("a");
		assertThat(output).doesNotContain("identity scheme");
		recordUnderAnotherScheme();
		run("a");
		assertThat(output).containsOnlyOnce(LINE).contains("WARN").contains(". 2 nodes that were recorded under other");
		run("a");
		assertThat(output).containsOnlyOnce(LINE).doesNotContain(LINE_OF_STEPS);
	}

	@Test
	void explainsWhatRunsAgainAndBlamesNothingElse() throws SQLException {
		run("a");
		recordUnderAnotherScheme();
		for (Explanation why : run("a")) {
			assertThat(why.reason()).isEqualTo(Reason.VERSION_CHANGED);
			assertThat(why.changes()).containsExactly(new Change("identity scheme", "musubito/0", "musubito/3"));
			assertThat(why).hasToString("version changed: identity scheme musubito/0 → musubito/3");
		}
	}

	@Test
	void afterThatEverythingIsComparedAsBefore() throws SQLException {
		run("a");
		recordUnderAnotherScheme();
		run("a");
		assertThat(run("b")).extracting(Explanation::reason)
			.containsExactly(Reason.INPUT_CHANGED, Reason.UPSTREAM_CHANGED);
	}

	private List<Explanation> run(String question) {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Application.class)) {
			Writer writer = context.getBean(Writer.class);
			Musubito musubito = context.getBean(Musubito.class);
			MusubitoLineage lineage = context.getBean(MusubitoLineage.class);
			return musubito.pipeline("answer", () -> {
				String facts = writer.facts(question);
				String draft = writer.draft(facts);
				return List.of(lineage.explain(musubito.resultOf(facts).nodeId()),
						lineage.explain(musubito.resultOf(draft).nodeId()));
			});
		}
	}

	/**
	 * Makes the store what it would be if the release that wrote it had another scheme:
	 * all hashes are others.
	 */
	private void recordUnderAnotherScheme() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = connection.createStatement()) {
			for (String sql : List.of("UPDATE musubito_meta SET value = 'musubito/0' WHERE name = 'identity-scheme'",
					"UPDATE musubito_node SET node_id = 'x' || substr(node_id, 2), "
							+ "replay_key = 'x' || substr(replay_key, 2)",
					"UPDATE musubito_step_record SET node_id = 'x' || substr(node_id, 2)",
					"UPDATE musubito_node_details SET components = (SELECT json_group_object(key, CASE key "
							+ "WHEN 'scheme' THEN 'musubito/0' WHEN 'version' THEN value "
							+ "ELSE 'x' || substr(value, 2) END) FROM json_each(components))",
					"UPDATE musubito_definition SET components = json_set(components, '$.scheme', 'musubito/0', "
							+ "'$.code', 'x')")) {
				assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
			}
		}
	}

	static class Writer {

		@MusubitoStep(name = "facts")
		String facts(String question) {
			return "facts of " + question;
		}

		@MusubitoStep(name = "draft")
		String draft(String facts) {
			return "draft from " + facts;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
