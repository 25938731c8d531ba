package io.musubito.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.MusubitoStep;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.store.ClaimStore;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Makes calls in which something is thrown, at one point after the other, and says what
 * was not as before then. It is loaded by {@link FaultyClassLoader}.
 */
public final class FaultyCalls {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final ConfigurableApplicationContext context;

	private final Steps steps;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> wrong = new ArrayList<>();

	private int points;

	private FaultyCalls(ConfigurableApplicationContext context) {
		this.context = context;
		this.steps = context.getBean(Steps.class);
	}

	/**
	 * Makes calls of one kind.
	 * @param directory where the store is
	 * @param kind the kind
	 * @param fatal whether what is thrown is fatal to Reactor, which tells nobody of it
	 * @param seed at which point it begins
	 * @param stride how many points it goes on at a time
	 * @return the number of points, and what was wrong
	 */
	public static List<String> make(Path directory, String kind, boolean fatal, long seed, int stride)
			throws Exception {
		try (ConfigurableApplicationContext context = Engine.in(directory)
			.start(Application.class, "musubito.claims.max-wait=30s")) {
			FaultyCalls calls = new FaultyCalls(context);
			try {
				calls.make(Kind.valueOf(kind), fatal, seed, stride);
			}
			finally {
				calls.threads.shutdownNow();
			}
			List<String> result = new ArrayList<>(List.of(String.valueOf(calls.points)));
			result.addAll(calls.wrong);
			return result;
		}
	}

	private void make(Kind kind, boolean fatal, long seed, int stride) throws Exception {
		kind.call.make(this, "warm up");
		kind.call.make(this, "warm up");
		String place = "";
		this.points = 1 + new Random(seed).nextInt(stride);
		for (; place != null && this.wrong.size() < 10; this.points += stride) {
			String key = kind + " " + this.points;
			String outcome;
			Faults.arm(this.points, fatal ? () -> new OutOfMemoryError("planted") : () -> new Error("planted"));
			try {
				outcome = kind.call.make(this, key);
			}
			catch (TimeoutException ex) {
				outcome = "no answer";
			}
			catch (Throwable ex) {
				outcome = "thrown";
			}
			place = Faults.disarm();
			if (outcome.equals("no answer") && !fatal) {
				this.wrong.add(this.points + " at " + place + ": no answer");
			}
			check(kind, key, this.points + " at " + place + ", " + outcome + ": ");
		}
	}

	private void check(Kind kind, String key, String where) {
		if (!Lineage.current().equals(LineageContext.empty())) {
			this.wrong.add(where + "the thread has " + Lineage.current());
		}
		if (this.context.getBean(ObservationRegistry.class).getCurrentObservationScope() != null) {
			this.wrong.add(where + "the thread has an observation");
		}
		StepExecutor executor = this.context.getBean(StepExecutor.class);
		try {
			Awaitility.await()
				.atMost(LIMIT)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> executor.running() == 0 && executor.waiting() == 0
						&& this.context.getBean(ClaimStore.class).findAll().isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			this.wrong.add(where + executor.running() + " under way, " + executor.waiting() + " waiting, claims "
					+ this.context.getBean(ClaimStore.class).findAll());
		}
		try {
			String again = this.threads.submit(() -> kind.call.make(this, key))
				.get(2 * LIMIT.toMillis(), TimeUnit.MILLISECONDS);
			if (!again.equals("of " + key)) {
				this.wrong.add(where + "the next caller got " + again);
			}
		}
		catch (Exception ex) {
			this.wrong.add(where + "the next caller got " + ex);
		}
	}

	private static <T> T get(Future<T> future) throws Exception {
		return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
	}

	private String joinSync(String key) throws Exception {
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Steps.BLOCK.set(List.of(inside, goOn));
		Callable<String> call = () -> this.steps.blocked(key);
		Future<String> leader = this.threads.submit(call);
		Future<String> joined;
		try {
			await(() -> inside.getCount() == 0 || leader.isDone());
			joined = this.threads.submit(call);
			StepExecutor executor = this.context.getBean(StepExecutor.class);
			await(() -> executor.waiting() == 1 || joined.isDone() || leader.isDone());
		}
		finally {
			goOn.countDown();
		}
		try {
			get(leader);
		}
		finally {
			get(joined);
		}
		return get(joined);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(condition);
	}

	private String joinLater(String key, Callable<CompletableFuture<String>> joining) throws Exception {
		CompletableFuture<String> body = new CompletableFuture<>();
		Steps.BODY.set(body);
		CompletableFuture<String> leader = this.steps.held(key);
		CompletableFuture<String> joined;
		try {
			joined = joining.call();
		}
		finally {
			// Whoever tries again for itself gets this one
			body.complete("of " + key);
		}
		try {
			get(leader);
		}
		finally {
			get(joined);
		}
		return get(joined);
	}

	enum Kind {

		SYNC((calls, key) -> calls.steps.sync(key)),

		NESTED((calls, key) -> calls.steps.outer(key)),

		FAILING((calls, key) -> {
			try {
				return calls.steps.failing(key);
			}
			catch (IllegalStateException ex) {
				return "of " + key;
			}
		}),

		JOINED((calls, key) -> calls.joinSync(key)),

		FUTURE((calls, key) -> get(calls.steps.future(key))),

		FUTURE_FAILING((calls, key) -> {
			try {
				return get(calls.steps.futureFailing(key));
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof IllegalStateException) {
					return "of " + key;
				}
				throw ex;
			}
		}),

		FUTURE_JOINED((calls, key) -> calls.joinLater(key, () -> calls.steps.held(key))),

		GIVEN_UP((calls, key) -> {
			Steps.BODY.set(new CompletableFuture<>());
			calls.steps.held(key).cancel(true);
			return "of " + key;
		}),

		MONO((calls, key) -> get(calls.steps.mono(key).toFuture())),

		MONO_LATER((calls, key) -> get(Mono.delay(Duration.ofMillis(1)).then(calls.steps.mono(key)).toFuture())),

		FLUX((calls, key) -> get(calls.steps.flux(key).collectList().toFuture()).get(1)),

		FLUX_LATER((calls,
				key) -> get(Mono.delay(Duration.ofMillis(1)).thenMany(calls.steps.flux(key)).collectList().toFuture())
					.get(1)),

		FLUX_FAILING((calls,
				key) -> get(calls.steps.fluxFailing(key)
					.onErrorResume(IllegalStateException.class, (ex) -> Flux.just("of " + key))
					.last()
					.toFuture()));

		private final Call call;

		Kind(Call call) {
			this.call = call;
		}

	}

	private interface Call {

		String make(FaultyCalls calls, String key) throws Exception;

	}

	static class Steps {

		private static final AtomicReference<List<CountDownLatch>> BLOCK = new AtomicReference<>();

		private static final AtomicReference<CompletableFuture<String>> BODY = new AtomicReference<>();

		private final Steps self;

		Steps(Steps self) {
			this.self = self;
		}

		@MusubitoStep
		String sync(String key) {
			return "of " + key;
		}

		@MusubitoStep
		String outer(String key) {
			return this.self.sync(key);
		}

		@MusubitoStep
		String failing(String key) {
			throw new IllegalStateException("as it should");
		}

		@MusubitoStep
		String blocked(String key) throws InterruptedException {
			BLOCK.get().get(0).countDown();
			BLOCK.get().get(1).await();
			return "of " + key;
		}

		@MusubitoStep
		CompletableFuture<String> future(String key) {
			return CompletableFuture.supplyAsync(() -> "of " + key);
		}

		@MusubitoStep
		CompletableFuture<String> futureFailing(String key) {
			return CompletableFuture.failedFuture(new IllegalStateException("as it should"));
		}

		@MusubitoStep
		CompletableFuture<String> held(String key) {
			return BODY.get();
		}

		@MusubitoStep
		Mono<String> mono(String key) {
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> "of " + key);
		}

		@MusubitoStep
		Flux<String> flux(String key) {
			return Flux.just("first", "of " + key).delayElements(Duration.ofMillis(1));
		}

		@MusubitoStep
		Flux<String> fluxFailing(String key) {
			return Flux.just("first").concatWith(Flux.error(new IllegalStateException("as it should")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler((observed) -> true);
			return registry;
		}

		@Bean
		Steps steps(@Lazy Steps self) {
			return new Steps(self);
		}

	}

}
