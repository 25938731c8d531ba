package io.musubito.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.MusubitoStep;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.store.ClaimStore;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stack that overflows, at any point of a call: the key can be asked for again, and the
 * thread is as it was.
 */
@Tag("slow")
@Timeout(55)
class StackOverflowTests extends AsynchronousSteps {

	private static final int SMALL_STACK = 256 * 1024;

	private final ExecutorService callers = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work, "caller");
		thread.setDaemon(true);
		return thread;
	});

	StackOverflowTests() {
		super(Application.class, "musubito.claims.max-wait=30s");
	}

	/**
	 * A class whose initialization has overflowed can never be used again in this JVM.
	 */
	@BeforeEach
	void initializeWhatIsUsedSeldom() {
		assertThat(JsonNodeFactory.instance.objectNode().put("text", "x")).hasToString("{\"text\":\"x\"}");
	}

	@AfterEach
	void stop() {
		this.callers.shutdownNow();
	}

	@Test
	void eachKeyOfACallAtTheEndOfTheStackCanBeAskedForAgain() throws Exception {
		Steps steps = this.context.getBean(Steps.class);
		steps.leaf(-1);
		Set<Integer> failed = new TreeSet<>();
		for (int round = 0; round < 4; round++) {
			int first = 100_000 * round;
			assertIsClean(onStackOf(SMALL_STACK - 512 * round, () -> callOnTheWayBack(first, steps, failed)));
		}
		assertThat(failed).as("calls that overflowed").hasSizeGreaterThan(20);
		assertAnswered(failed, steps::leaf);
		assertNothingIsHeld();
	}

	@Test
	void eachKeyOfARecursionThroughStepsCanBeAskedForAgain() throws Exception {
		Steps steps = this.context.getBean(Steps.class);
		steps.deep(1_000);
		for (int round = 0; round < 6; round++) {
			int first = 2_000 + 1_000 * round;
			assertIsClean(onStackOf(SMALL_STACK + 7 * 1024 * round, () -> steps.deep(first)));
		}
		this.context.getBean(AtomicInteger.class).set(0);
		List<Integer> keys = new ArrayList<>();
		for (int round = 0; round < 6; round++) {
			for (int depth = 0; depth < 60; depth++) {
				keys.add(2_000 + 1_000 * round + depth);
			}
		}
		assertAnswered(keys, steps::deep);
		assertNothingIsHeld();
	}

	/**
	 * Fills the stack and calls a step with each frame that is given back, until some
	 * calls have succeeded.
	 */
	private static int callOnTheWayBack(int key, Steps steps, Set<Integer> failed) {
		int succeeded;
		try {
			succeeded = callOnTheWayBack(key + 1, steps, failed);
		}
		catch (StackOverflowError ex) {
			succeeded = 0;
		}
		if (succeeded < 3) {
			try {
				steps.leaf(key);
				return succeeded + 1;
			}
			catch (StackOverflowError ex) {
				failed.add(key);
				return 0;
			}
		}
		return succeeded;
	}

	private Left onStackOf(int bytes, Callable<?> work) throws InterruptedException {
		AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
		AtomicReference<Left> left = new AtomicReference<>();
		ObservationRegistry observations = this.context.getBean(ObservationRegistry.class);
		Thread thread = new Thread(null, () -> {
			try {
				work.call();
			}
			catch (Throwable ex) {
				thrown.set(ex);
			}
			left.set(new Left(Lineage.current(), observations.getCurrentObservation()));
		}, "small stack", bytes);
		thread.setDaemon(true);
		thread.start();
		thread.join(20_000);
		assertThat(thread.isAlive()).as(() -> "hangs at " + List.of(thread.getStackTrace())).isFalse();
		return left.get();
	}

	private static void assertIsClean(Left left) {
		assertThat(left.lineage()).isEqualTo(LineageContext.empty());
		assertThat(left.observation()).isNull();
	}

	private void assertAnswered(Iterable<Integer> keys, Ask ask) throws Exception {
		List<Future<Integer>> answers = new ArrayList<>();
		for (int key : keys) {
			answers.add(this.callers.submit(() -> ask.ask(key)));
		}
		for (Future<Integer> answer : answers) {
			answer.get(20, TimeUnit.SECONDS);
		}
	}

	private void assertNothingIsHeld() {
		Awaitility.await().untilAsserted(() -> {
			assertThat(underWay()).isZero();
			assertThat(this.context.getBean(ClaimStore.class).findAll()).isEmpty();
		});
	}

	private interface Ask {

		int ask(int key);

	}

	private record Left(LineageContext lineage, @Nullable Object observation) {

	}

	static class Steps {

		private final Steps self;

		private final AtomicInteger bottom;

		Steps(Steps self, AtomicInteger bottom) {
			this.self = self;
			this.bottom = bottom;
		}

		@MusubitoStep
		int leaf(int n) {
			return n;
		}

		@MusubitoStep
		int deep(int n) {
			return (n >= this.bottom.get() || n == 1_000) ? n : this.self.deep(n + 1) + 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler((context) -> true);
			return registry;
		}

		@Bean
		AtomicInteger bottom() {
			return new AtomicInteger(Integer.MAX_VALUE);
		}

		@Bean
		Steps steps(@Lazy Steps self, AtomicInteger bottom) {
			return new Steps(self, bottom);
		}

	}

}
