package io.musubito.behaviour.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectInDoubtException;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.store.LineageQueries;
import io.musubito.store.RunStore;
import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Forwarder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that is lost while PostgreSQL commits, once before the server is asked to
 * and once before it can answer: what was recorded is there once, and an effect is
 * performed once.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class CommitInDoubtTests {

	private static final int TIMES = 10;

	private static Counts counts;

	@TempDir
	Path directory;

	private Forwarder network;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() throws IOException {
		counts = new Counts();
		PostgresqlServer server = PostgresqlServer.shared();
		this.network = Forwarder.to(server.port());
		// A statement that is prepared on the server is not sent as text
		String url = server.url().replace(":" + server.port(), ":" + this.network.port()) + "&prepareThreshold=0";
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(server.properties(this.directory.toString()))
			.properties("musubito.store.url=" + url)
			.run();
	}

	@AfterEach
	void stop() throws IOException {
		this.context.close();
		this.network.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatAStepReturnedIsRecordedOnce(boolean arrives) {
		Desk desk = this.context.getBean(Desk.class);
		for (int number = 0; number < TIMES; number++) {
			String question = "question " + number;
			loseNextCommit(arrives);
			String answer = desk.answer(question);
			awaitWritten();
			assertThat(desk.answer(question)).isEqualTo(answer);
		}
		awaitWritten();
		assertThat(counts.executed).hasValue(TIMES);
		assertThat(this.context.getBean(LineageQueries.class).summary().operations()).singleElement()
			.satisfies((operation) -> {
				assertThat(operation.executed()).isEqualTo(TIMES);
				assertThat(operation.replayed()).isEqualTo(TIMES);
			});
	}

	@ParameterizedTest
	@CsvSource({ "musubito_claim, false", "musubito_claim, true", "musubito_step_record, false",
			"musubito_step_record, true", "musubito_artifact_use, false", "musubito_artifact_use, true",
			"musubito_node_details, false", "musubito_node_details, true", "musubito_total, false",
			"musubito_total, true", "musubito_reason_total, false", "musubito_reason_total, true" })
	void whatIsLostBeforeTheCommitIsWrittenAgain(String message, boolean arrives) {
		Desk desk = this.context.getBean(Desk.class);
		assertThat(desk.answer("before")).isEqualTo("before was execution 1");
		awaitUsable();
		this.network.loseNext("musubito_writer", message, arrives);
		String answer = desk.answer("question");
		awaitWritten();
		assertThat(desk.answer("question")).isEqualTo(answer);
		assertThat(counts.executed).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anEffectIsPerformedOnce(boolean arrives) {
		Desk desk = this.context.getBean(Desk.class);
		for (int number = 0; number < TIMES; number++) {
			String letter = "letter " + number;
			loseNextCommit(arrives);
			// The first is not known to have begun, or its outcome to be recorded
			Awaitility.await().ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
				desk.send(letter);
				return true;
			});
			awaitWritten();
			desk.send(letter);
		}
		assertThat(counts.sent).hasSize(TIMES).allSatisfy((letter, times) -> assertThat(times).hasValue(1));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theOutcomeOfAnEffectIsRecordedOnce(boolean arrives) {
		Desk desk = this.context.getBean(Desk.class);
		counts.whileSent = () -> loseNextCommit(arrives);
		for (int number = 0; number < TIMES; number++) {
			String letter = "letter " + number;
			desk.send(letter);
			Awaitility.await()
				.ignoreExceptionsInstanceOf(StoreException.class)
				.ignoreExceptionsInstanceOf(EffectInDoubtException.class)
				.until(() -> {
					desk.send(letter);
					return true;
				});
		}
		assertThat(counts.sent).hasSize(TIMES).allSatisfy((letter, times) -> assertThat(times).hasValue(1));
	}

	private void loseNextCommit(boolean arrives) {
		this.network.loseNext("musubito_writer", "COMMIT\0", arrives);
	}

	private void awaitWritten() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(this.network::hasLost);
		awaitUsable();
	}

	private void awaitUsable() {
		// Waits for what was submitted before it can be written again
		Awaitility.await().ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
			this.context.getBean(RunStore.class).recent(1);
			return true;
		});
	}

	/**
	 * What happened.
	 */
	private static final class Counts {

		private final AtomicInteger executed = new AtomicInteger();

		private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();

		private volatile Runnable whileSent = () -> {
		};

	}

	static class Desk {

		@MusubitoStep(name = "answer")
		String answer(String question) {
			return question + " was execution " + counts.executed.incrementAndGet();
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		void send(String letter) {
			counts.sent.computeIfAbsent(letter, (key) -> new AtomicInteger()).incrementAndGet();
			counts.whileSent.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(MusubitoAutoConfiguration.class)
	static class Application {

		@Bean
		Desk desk() {
			return new Desk();
		}

	}

}
