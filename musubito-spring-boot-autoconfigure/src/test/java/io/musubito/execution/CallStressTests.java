package io.musubito.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.store.ClaimStore;
import io.musubito.testing.TimeLimit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Callers that join, cancel, run out of time, are interrupted and fail, at random: they
 * all get an answer or their own failure, and leave nothing. {@code musubito.test.seed}
 * repeats a run, as far as threads can be repeated, {@code musubito.test.seconds} makes
 * it longer; where {@code CI} is set, it takes a minute.
 */
@Tag("slow")
@Timeout(300)
class CallStressTests extends AsynchronousSteps {

	private static final int CALLERS = 12;

	private static final int KEYS = 6;

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	CallStressTests() {
		super(Application.class, "musubito.claims.max-wait=20s");
	}

	@AfterEach
	void stop() {
		this.callers.shutdownNow();
	}

	@Test
	void nothingIsLeft() throws Exception {
		int seconds = Integer.getInteger("musubito.test.seconds", (System.getenv("CI") != null) ? 60 : 5);
		try (TimeLimit limit = TimeLimit.of(seconds, Duration.ofSeconds(1))) {
			nothingIsLeft(seconds);
		}
	}

	private void nothingIsLeft(int seconds) throws Exception {
		long seed = Long.getLong("musubito.test.seed", ThreadLocalRandom.current().nextLong());
		System.out.println("musubito.test.seed=" + seed);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		List<Future<Integer>> calls = new ArrayList<>();
		for (int caller = 0; caller < CALLERS; caller++) {
			Random random = new Random(seed + caller);
			calls.add(this.callers.submit(() -> call(random, end)));
		}
		int answered = 0;
		for (Future<Integer> call : calls) {
			answered += call.get(end - System.nanoTime() + TimeUnit.SECONDS.toNanos(40), TimeUnit.NANOSECONDS);
		}
		assertThat(answered).isGreaterThan(CALLERS);
		StepExecutor executor = this.context.getBean(StepExecutor.class);
		Awaitility.await().untilAsserted(() -> {
			assertThat(executor.running()).isZero();
			assertThat(executor.waiting()).isZero();
			assertThat(this.context.getBean(ClaimStore.class).findAll()).isEmpty();
			assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().matches("musubito-\\d+"));
		});
	}

	private int call(Random random, long end) throws Exception {
		int answered = 0;
		while (System.nanoTime() < end) {
			String key = "key " + random.nextInt(KEYS);
			ReplayMode mode = random.nextBoolean() ? ReplayMode.REFRESH : ReplayMode.REPLAY;
			String answer = this.musubito.withMode(mode, () -> call(random, key));
			if (answer != null) {
				assertThat(answer).isEqualTo("of " + key);
				answered++;
			}
			Thread.interrupted();
			assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		}
		return answered;
	}

	private String call(Random random, String key) throws Exception {
		Steps steps = this.context.getBean(Steps.class);
		boolean fails = random.nextInt(6) == 0;
		switch (random.nextInt(6)) {
			case 0:
				return orNull(() -> steps.sync(key, fails));
			case 1:
				return orNull(() -> steps.outer(key, fails));
			case 2:
				if (random.nextInt(4) == 0) {
					Thread.currentThread().interrupt();
				}
				return orNull(() -> steps.sync(key, fails));
			case 3:
				return later(random, steps.future(key, fails));
			case 4:
				return later(random, steps.mono(key, fails).toFuture());
			default:
				return later(random,
						steps.flux(key, fails).collectList().map((parts) -> String.join("", parts)).toFuture());
		}
	}

	private static String later(Random random, CompletableFuture<String> result) throws Exception {
		switch (random.nextInt(4)) {
			case 0:
				result.cancel(true);
				break;
			case 1:
				result.completeExceptionally(new CancellationException("given up"));
				break;
			case 2:
				result.orTimeout(random.nextInt(5), TimeUnit.MILLISECONDS);
				break;
			default:
		}
		return orNull(() -> {
			try {
				return result.get(30, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof TimeoutException) {
					return null;
				}
				throw (Exception) ex.getCause();
			}
			catch (TimeoutException ex) {
				return fail("no answer");
			}
		});
	}

	private static String orNull(Callable<String> call) throws Exception {
		try {
			return call.call();
		}
		catch (Planted | CancellationException | InterruptedException ex) {
			return null;
		}
	}

	static class Planted extends RuntimeException {

		Planted() {
			super("planted");
		}

	}

	static class Steps {

		private final Steps self;

		Steps(Steps self) {
			this.self = self;
		}

		@MusubitoStep
		String sync(String key, boolean fails) {
			LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
			return answer(key, fails);
		}

		@MusubitoStep
		String outer(String key, boolean fails) {
			return this.self.sync(key, fails);
		}

		@MusubitoStep
		CompletableFuture<String> future(String key, boolean fails) {
			return CompletableFuture.supplyAsync(() -> answer(key, fails),
					CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
		}

		@MusubitoStep
		Mono<String> mono(String key, boolean fails) {
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> answer(key, fails));
		}

		@MusubitoStep
		Flux<String> flux(String key, boolean fails) {
			return Flux.just("of ", key)
				.delayElements(Duration.ofMillis(1))
				.map((part) -> fails ? answer(key, true) : part);
		}

		private static String answer(String key, boolean fails) {
			if (fails) {
				throw new Planted();
			}
			return "of " + key;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps(@Lazy Steps self) {
			return new Steps(self);
		}

	}

}
