package io.musubito.behaviour.claim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectKey;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.store.ClaimStore;
import io.musubito.store.EffectStore;
import io.musubito.store.NodeStore;
import io.musubito.testing.Engine;
import io.musubito.testing.TimeLimit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications on one store that are asked for the same, in every order of what they
 * do with the store that changes between them at most three times: the first one does
 * some of it, then the other one, then the first one again, and then both go on.
 */
@Tag("slow")
@Timeout(300)
class ClaimInterleavingTests {

	private static final int FIRST = 9;

	private static final int OTHER = 7;

	private static final int AGAIN = 3;

	@TempDir
	Path directory;

	private ConfigurableApplicationContext first;

	private ConfigurableApplicationContext other;

	@BeforeEach
	void start() {
		this.first = Engine.in(this.directory).start(Application.class);
		this.other = Engine.in(this.directory).start(Application.class);
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.other.close();
	}

	@ParameterizedTest
	@EnumSource
	void oneExecutesAtATimeAndNothingIsLeft(Work work) throws Exception {
		int topic = 0;
		try (TimeLimit limit = TimeLimit.of(FIRST * OTHER * AGAIN, Duration.ofMillis(500))) {
			for (int begun = 0; begun < FIRST; begun++) {
				for (int between = 0; between < OTHER; between++) {
					for (int again = 0; again < AGAIN; again++) {
						assertOneExecutes(work, topic++, begun, between, again);
					}
				}
			}
		}
		Awaitility.await().until(() -> this.first.getBean(ClaimStore.class).findAll().isEmpty());
	}

	private void assertOneExecutes(Work work, int topic, int begun, int between, int again) throws Exception {
		Steps.reset(work);
		StoppedCaller one = StoppedCaller.start(() -> work.ask(this.first.getBean(Steps.class), topic));
		StoppedCaller two = StoppedCaller.start(() -> work.ask(this.other.getBean(Steps.class), topic));
		one.goOn(begun);
		two.goOn(between);
		one.goOn(again);
		two.goOn();
		one.goOn();
		List<String> told = List.of(told(one), told(two));
		String order = "%d points, %d of the other, %d, then both: %s".formatted(begun, between, again, told);
		assertThat(Steps.mostAtATime.get()).as("executions at the same time, " + order).isOne();
		assertThat(Steps.executions.get()).as("executions, " + order).isEqualTo(work.executions);
		List<String> expected = new ArrayList<>(List.of("answer to " + topic, "answer to " + topic));
		if (work == Work.FAILS_ONCE) {
			expected.set(0, "failed");
		}
		assertThat(told).as(order).containsExactlyInAnyOrderElementsOf(expected);
	}

	private static String told(StoppedCaller caller) throws Exception {
		try {
			return caller.answer().get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasRootCauseInstanceOf(IllegalArgumentException.class);
			return "failed";
		}
	}

	/**
	 * What both are asked for.
	 */
	enum Work {

		STEP(1) {
			@Override
			String ask(Steps steps, int topic) {
				return steps.answer(topic);
			}
		},

		/** Who waited for what failed executes it. */
		FAILS_ONCE(2) {
			@Override
			String ask(Steps steps, int topic) {
				return steps.answer(topic);
			}
		},

		EFFECT(1) {
			@Override
			String ask(Steps steps, int topic) {
				return steps.send(topic);
			}
		};

		private final int executions;

		Work(int executions) {
			this.executions = executions;
		}

		abstract String ask(Steps steps, int topic);

	}

	static class Steps {

		private static final AtomicInteger executions = new AtomicInteger();

		private static final AtomicInteger running = new AtomicInteger();

		private static final AtomicInteger mostAtATime = new AtomicInteger();

		private static volatile boolean failing;

		static void reset(Work work) {
			executions.set(0);
			mostAtATime.set(0);
			failing = work == Work.FAILS_ONCE;
		}

		@MusubitoStep(name = "answer", type = StepType.STOCHASTIC)
		String answer(int topic) {
			return execute(topic);
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(@EffectKey int topic) {
			return execute(topic);
		}

		private static String execute(int topic) {
			mostAtATime.accumulateAndGet(running.incrementAndGet(), Math::max);
			StoppedCaller.point();
			int execution = executions.incrementAndGet();
			running.decrementAndGet();
			if (failing && execution == 1) {
				throw new IllegalArgumentException("no");
			}
			return "answer to " + topic;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		static BeanPostProcessor stopping() {
			return new Stopping();
		}

	}

	/**
	 * Makes a point of each use of the stores that a call needs.
	 */
	static class Stopping implements BeanPostProcessor {

		private static final List<Class<?>> STORES = List.of(NodeStore.class, ClaimStore.class, EffectStore.class);

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return STORES.stream()
				.filter((type) -> type.isInstance(bean))
				.findFirst()
				.map((type) -> stopping(type, bean))
				.orElse(bean);
		}

		private static Object stopping(Class<?> type, Object store) {
			return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						StoppedCaller.point();
						try {
							return method.invoke(store, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}
