package io.musubito.behaviour.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectInDoubtException;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.store.RunStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PostgreSQL that is restarted while steps are called: the callers of steps get their
 * answers, what they were given stays, and no effect is performed twice.
 */
@Tag("slow")
@Timeout(180)
class RestartedDatabaseTests {

	private static final int THREADS = 8;

	private static final int QUESTIONS = 600;

	// Fields of a bean that is advised are those of its target
	private static Counts counts;

	@TempDir
	Path directory;

	// What is kept while the database is away has a bound, which threads would reach that
	// ask without one
	private final Semaphore questions = new Semaphore(0);

	private final AtomicBoolean ended = new AtomicBoolean();

	@Test
	void noAnswerIsLostAndNoEffectIsPerformedTwice() throws Exception {
		counts = new Counts();
		EmbeddedPostgres server = start(0);
		int port = server.getPort();
		try (ConfigurableApplicationContext context = application(server.getJdbcUrl("postgres", "postgres"))) {
			Desk desk = context.getBean(Desk.class);
			ExecutorService threads = Executors.newFixedThreadPool(THREADS);
			List<CompletableFuture<Map<String, String>>> callers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				String name = "thread" + thread;
				callers.add(CompletableFuture.supplyAsync(() -> call(desk, name), threads));
			}
			this.questions.release(QUESTIONS);
			Awaitility.await().until(() -> counts.answered.get() > QUESTIONS / 2);
			server.close();
			this.questions.release(QUESTIONS);
			int before = counts.answered.get();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> counts.answered.get() > before + 200);
			server = start(port);
			int refused = counts.refused.get();
			int succeeded = counts.succeeded.get();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
				this.questions.release(THREADS);
				return counts.succeeded.get() > succeeded + 20;
			});
			this.ended.set(true);
			this.questions.release(THREADS);
			Map<String, String> answers = new HashMap<>();
			for (CompletableFuture<Map<String, String>> caller : callers) {
				answers.putAll(caller.join());
			}
			threads.shutdown();
			// What was kept meanwhile is written by then
			context.getBean(RunStore.class).recent(1);
			int executed = counts.executed.get();
			answers.forEach((question, answer) -> assertThat(desk.answer(question)).as(question).isEqualTo(answer));
			assertThat(counts.executed).hasValue(executed);
			assertThat(counts.sent.values()).allMatch((times) -> times.get() == 1);
			// What never began is not in the way of the next call
			List<String> unsent = answers.keySet()
				.stream()
				.filter((letter) -> counts.tried.contains(letter) && !counts.sent.containsKey(letter))
				.toList();
			unsent.forEach(desk::send);
			assertThat(counts.sent).containsKeys(unsent.toArray(String[]::new));
			assertThat(refused).as("effects that were refused").isPositive();
		}
		finally {
			server.close();
		}
	}

	private Map<String, String> call(Desk desk, String name) {
		Map<String, String> answers = new HashMap<>();
		this.questions.acquireUninterruptibly();
		for (int number = 0; !this.ended.get(); number++) {
			String question = name + " " + number;
			answers.put(question, desk.answer(question));
			counts.answered.incrementAndGet();
			if (number % 5 == 0) {
				send(desk, question);
			}
			this.questions.acquireUninterruptibly();
		}
		return answers;
	}

	private static void send(Desk desk, String letter) {
		counts.tried.add(letter);
		for (int time = 0; time < 2; time++) {
			try {
				desk.send(letter);
				counts.succeeded.incrementAndGet();
			}
			catch (StoreException | EffectInDoubtException ex) {
				counts.refused.incrementAndGet();
			}
		}
	}

	private EmbeddedPostgres start(int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setPort(port)
			.setDataDirectory(this.directory.resolve("data"))
			.setCleanDataDirectory(false)
			.start();
	}

	private static ConfigurableApplicationContext application(String url) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("musubito.store.type=postgresql", "musubito.store.url=" + url)
			.run();
	}

	/**
	 * What happened.
	 */
	private static final class Counts {

		private final AtomicInteger executed = new AtomicInteger();

		private final AtomicInteger answered = new AtomicInteger();

		private final AtomicInteger succeeded = new AtomicInteger();

		private final AtomicInteger refused = new AtomicInteger();

		private final Set<String> tried = ConcurrentHashMap.newKeySet();

		private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();

	}

	static class Desk {

		@MusubitoStep(name = "answer")
		String answer(String question) {
			return question + " was execution " + counts.executed.incrementAndGet();
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		void send(String letter) {
			counts.sent.computeIfAbsent(letter, (key) -> new AtomicInteger()).incrementAndGet();
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
