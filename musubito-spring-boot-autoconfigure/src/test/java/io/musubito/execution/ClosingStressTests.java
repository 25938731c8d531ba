package io.musubito.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.musubito.EffectInDoubtException;
import io.musubito.Musubito;
import io.musubito.MusubitoException;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import io.musubito.testing.TimeLimit;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers whose transactions are rolled back or committed, and contexts that are closed
 * meanwhile, at random: an effect happens once at most, who was told of it can rely on
 * it, and nothing is left. {@code musubito.test.seed} and {@code musubito.test.seconds}
 * are those of {@link CallStressTests}.
 */
@Tag("slow")
@Timeout(300)
class ClosingStressTests {

	private static final int CALLERS = 8;

	private static final int KEYS = 4;

	private static final String URL = "jdbc:h2:mem:closing;DB_CLOSE_DELAY=-1";

	@TempDir
	Path directory;

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	private final JdbcClient entries = JdbcClient.create(dataSource());

	@AfterEach
	void stop() {
		this.callers.shutdownNow();
		this.entries.sql("SHUTDOWN").update();
	}

	@Test
	void nothingIsLeft() throws Exception {
		int seconds = Integer.getInteger("musubito.test.seconds", (System.getenv("CI") != null) ? 10 : 5);
		long seed = Long.getLong("musubito.test.seed", ThreadLocalRandom.current().nextLong());
		System.out.println("musubito.test.seed=" + seed);
		this.entries.sql("CREATE TABLE entry (id VARCHAR(100))").update();
		Outcomes outcomes = new Outcomes();
		try (TimeLimit limit = TimeLimit.of(seconds, Duration.ofSeconds(1))) {
			// The first one computes the fingerprints of the code, however long that
			// takes
			round(new Random(seed), "round 0 ", outcomes);
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
			int rounds = 1;
			while (rounds == 1 || System.nanoTime() < end) {
				round(new Random(seed + rounds), "round " + rounds + " ", outcomes);
				rounds++;
			}
			System.out.println(rounds + " contexts closed: " + outcomes);
		}
		assertThat(outcomes.answered).hasPositiveValue();
		assertThat(outcomes.committed).hasPositiveValue();
		assertThat(outcomes.rolledBack).hasPositiveValue();
	}

	private void round(Random random, String prefix, Outcomes outcomes) throws Exception {
		Set<Thread> before = threads();
		ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Application.class, "musubito.claims.max-wait=3s",
					"spring.lifecycle.timeout-per-shutdown-phase=" + (random.nextBoolean() ? "0s" : "2s"));
		StepExecutor executor = context.getBean(StepExecutor.class);
		AtomicBoolean closing = new AtomicBoolean();
		List<Future<?>> calls = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			Caller caller = new Caller(context, new Random(random.nextLong()), prefix, closing, outcomes);
			calls.add(this.callers.submit(caller));
		}
		int enough = outcomes.calls.get() + 10 + random.nextInt(90);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> outcomes.calls.get() >= enough);
		closing.set(true);
		context.close();
		for (Future<?> call : calls) {
			call.get(40, TimeUnit.SECONDS);
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(executor.running()).isZero();
			assertThat(executor.waiting()).isZero();
			assertThat(threads()).isSubsetOf(before);
			assertThat(handles()).isEmpty();
		});
		assertThat(rows("SELECT replay_key FROM musubito_claim")).isEmpty();
		assertThat(rows("SELECT wait_id FROM musubito_claim_wait")).isEmpty();
		assertThat(rows("SELECT node_id FROM musubito_effect WHERE state = 'STARTED'")).isEmpty();
		for (int key = 0; key < KEYS; key++) {
			String id = prefix + key;
			int rows = this.entries.sql("SELECT count(*) FROM entry WHERE id = :id")
				.param("id", id)
				.query(Integer.class)
				.single();
			assertThat(rows).as(id).isBetween(outcomes.told.contains(id) ? 1 : 0, 1);
		}
	}

	private List<String> rows(String query) {
		return JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + Engine.in(this.directory).store()))
			.sql(query)
			.query(String.class)
			.list();
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("musubito-"))
			.collect(Collectors.toCollection(HashSet::new));
	}

	/**
	 * The files in the folder of the store that this process has open, where the system
	 * tells.
	 */
	private List<Path> handles() throws IOException {
		Path all = Path.of("/proc/self/fd");
		List<Path> open = new ArrayList<>();
		if (Files.isDirectory(all)) {
			Path folder = this.directory.toRealPath();
			try (Stream<Path> links = Files.list(all)) {
				for (Path link : links.toList()) {
					try {
						open.add(Files.readSymbolicLink(link));
					}
					catch (IOException ex) {
						// Closed meanwhile, such as that of the list
					}
				}
			}
			open.removeIf((file) -> !file.startsWith(folder));
		}
		return open;
	}

	private static DataSource dataSource() {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL(URL);
		return source;
	}

	/**
	 * What callers got.
	 */
	private static final class Outcomes {

		private final AtomicInteger calls = new AtomicInteger();

		private final AtomicInteger answered = new AtomicInteger();

		private final AtomicInteger committed = new AtomicInteger();

		private final AtomicInteger rolledBack = new AtomicInteger();

		private final Map<String, AtomicInteger> failed = new ConcurrentHashMap<>();

		/** The effects that callers who know of no transaction were told of. */
		private final Set<String> told = ConcurrentHashMap.newKeySet();

		@Override
		public String toString() {
			return this.answered + " answered, " + this.committed + " committed, " + this.rolledBack
					+ " rolled back, failed: " + this.failed;
		}

	}

	/**
	 * One who calls until the context is closed.
	 */
	private static final class Caller implements Callable<Void> {

		private final Musubito musubito;

		private final Steps steps;

		private final TransactionTemplate transaction;

		private final Random random;

		private final String prefix;

		private final AtomicBoolean closing;

		private final Outcomes outcomes;

		Caller(ConfigurableApplicationContext context, Random random, String prefix, AtomicBoolean closing,
				Outcomes outcomes) {
			this.musubito = context.getBean(Musubito.class);
			this.steps = context.getBean(Steps.class);
			this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
			this.random = random;
			this.prefix = prefix;
			this.closing = closing;
			this.outcomes = outcomes;
		}

		@Override
		public Void call() throws Exception {
			while (!this.closing.get()) {
				String key = this.prefix + this.random.nextInt(KEYS);
				this.outcomes.calls.incrementAndGet();
				try {
					call(key);
				}
				catch (Planted | EffectInDoubtException | CancellationException ex) {
					note(ex);
				}
				catch (MusubitoException | IllegalStateException ex) {
					note(ex);
					assertThat(this.closing).as(ex.toString()).isTrue();
				}
			}
			return null;
		}

		private void note(Exception ex) {
			this.outcomes.failed.computeIfAbsent(ex.getClass().getSimpleName(), (name) -> new AtomicInteger())
				.incrementAndGet();
		}

		private void call(String key) throws Exception {
			ReplayMode mode = this.random.nextBoolean() ? ReplayMode.REFRESH : ReplayMode.REPLAY;
			switch (this.random.nextInt(6)) {
				case 0 -> answered(key, this.musubito.withMode(mode, () -> this.steps.sync(key)));
				case 1 -> answered(key, get(this.musubito.withMode(mode, () -> this.steps.future(key))));
				case 2 -> {
					booked(key, this.steps.book(key, this.random.nextInt(3) == 0));
					this.outcomes.told.add(key);
				}
				default -> inTransaction(key);
			}
		}

		private void inTransaction(String key) {
			boolean rollsBack = this.random.nextInt(3) > 0;
			boolean throwing = this.random.nextBoolean();
			this.transaction.executeWithoutResult((status) -> {
				booked(key, this.steps.book(key, false));
				if (rollsBack && throwing) {
					this.outcomes.rolledBack.incrementAndGet();
					throw new Planted();
				}
				if (rollsBack) {
					status.setRollbackOnly();
				}
			});
			(rollsBack ? this.outcomes.rolledBack : this.outcomes.committed).incrementAndGet();
			if (!rollsBack) {
				this.outcomes.told.add(key);
			}
		}

		private static String get(CompletableFuture<String> result) throws Exception {
			try {
				return result.get(30, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				throw (Exception) ex.getCause();
			}
			catch (TimeoutException ex) {
				throw new AssertionError("no answer", ex);
			}
		}

		private void answered(String key, String answer) {
			assertThat(answer).isEqualTo("of " + key);
			this.outcomes.answered.incrementAndGet();
		}

		private static void booked(String key, String answer) {
			assertThat(answer).isEqualTo("booked " + key);
		}

	}

	static class Planted extends RuntimeException {

		Planted() {
			super("planted");
		}

	}

	static class Steps {

		private final JdbcClient entries;

		Steps(JdbcClient entries) {
			this.entries = entries;
		}

		@MusubitoStep
		String sync(String key) {
			return "of " + key;
		}

		@MusubitoStep
		CompletableFuture<String> future(String key) {
			return CompletableFuture.supplyAsync(() -> "of " + key,
					CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
		}

		@MusubitoStep(type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional
		String book(String key, @MusubitoIgnore boolean fails) {
			this.entries.sql("INSERT INTO entry VALUES (:key)").param("key", key).update();
			// So that contexts are closed within it
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			if (fails) {
				throw new Planted();
			}
			return "booked " + key;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Application {

		@Bean
		DataSource source() {
			return dataSource();
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource source) {
			return new DataSourceTransactionManager(source);
		}

		@Bean
		Steps steps(DataSource source) {
			return new Steps(JdbcClient.create(source));
		}

	}

}
