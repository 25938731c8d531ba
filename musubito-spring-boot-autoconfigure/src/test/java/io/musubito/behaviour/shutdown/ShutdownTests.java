package io.musubito.behaviour.shutdown;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.actuate.MusubitoEndpoint;
import io.musubito.autoconfigure.MusubitoEndpointAutoConfiguration;
import io.musubito.store.ClaimStore;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A context is closed while steps and runs are under way: what was paid for is recorded.
 */
@Tag("slow")
@Timeout(50)
@ExtendWith(OutputCaptureExtension.class)
class ShutdownTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=musubito";

	private static final String BOUND = "spring.lifecycle.timeout-per-shutdown-phase=";

	@TempDir
	Path directory;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Model model = Model.forNextContext();

	@AfterEach
	void stop() {
		this.model.answer();
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void waitsForWhatIsUnderWay(Work work) throws Exception {
		ConfigurableApplicationContext context = start(BOUND + "30s");
		Future<String> result = this.threads.submit(() -> work.in(context, "a"));
		this.model.awaitQuestion();
		answerOnceItIsWaitedFor(work.toString(), closing(context));
		assertThat(result.get()).isEqualTo(work.in("a"));
		int asked = this.model.asked();
		try (ConfigurableApplicationContext next = start()) {
			assertThat(next.getBean(ClaimStore.class).findAll()).isEmpty();
			assertThat(work.in(next, "a")).isEqualTo(work.in("a"));
			assertThat(next.getBean(MusubitoRuns.class).recent(10)).extracting(RunView::status)
				.allMatch(RunStatus.SUCCESS::equals);
		}
		assertThat(this.model.asked()).as("questions, when all that was recorded is replayed").isEqualTo(asked);
	}

	@Test
	void waitsForARunBetweenItsSteps() throws Exception {
		ConfigurableApplicationContext context = start(BOUND + "30s");
		this.threads.submit(() -> context.getBean(Letters.class).answered("a"));
		this.model.awaitQuestion();
		answerOnceItIsWaitedFor("a run between its steps", closing(context));
		try (ConfigurableApplicationContext next = start()) {
			assertThat(next.getBean(MusubitoRuns.class).recent(10)).extracting(RunView::status)
				.containsExactly(RunStatus.SUCCESS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void waitsForARunThatIsResumed(Resuming resuming) throws Exception {
		ConfigurableApplicationContext context = start(BOUND + "30s");
		this.model.unavailable(true);
		assertThatIllegalStateException().isThrownBy(() -> context.getBean(Letters.class).answered("a"));
		this.model.unavailable(false);
		String failed = context.getBean(MusubitoRuns.class).recent(1).get(0).runId();
		this.threads.submit(() -> resuming.resume(context, failed));
		this.model.awaitQuestion();
		answerOnceItIsWaitedFor("a run that is resumed", closing(context));
		try (ConfigurableApplicationContext next = start()) {
			assertThat(next.getBean(MusubitoRuns.class).recent(10)).extracting(RunView::resumedFrom, RunView::status)
				.containsExactly(tuple(failed, RunStatus.SUCCESS), tuple(null, RunStatus.FAILED));
		}
	}

	@Test
	void waitsNoLongerThanTheBoundAndSaysWhatWasCutOff(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start(BOUND + "100ms");
		this.threads.submit(() -> Work.PIPELINE.in(context, "a"));
		this.model.awaitQuestion();
		closing(context).get();
		assertThat(output).contains("step 'draft'")
			.contains("run 'letter'")
			.contains("Raise spring.lifecycle.timeout-per-shutdown-phase");
		try (ConfigurableApplicationContext next = start()) {
			assertThat(next.getBean(ClaimStore.class).findAll()).isEmpty();
			assertThat(next.getBean(MusubitoRuns.class).recent(10)).isEmpty();
		}
	}

	@Test
	void waitsForWhatWasBegunWhileItWasShutDown() throws Exception {
		ConfigurableApplicationContext context = start(BOUND + "30s");
		Steps steps = context.getBean(Steps.class);
		context.getBean(LateRequest.class).whenStopped = () -> {
			this.threads.submit(() -> steps.draft("late"));
			this.model.awaitQuestion();
		};
		Future<?> closing = closing(context);
		this.model.awaitQuestion();
		answerOnceItIsWaitedFor("a step that began meanwhile", closing);
		try (ConfigurableApplicationContext next = start()) {
			Work.STEP.in(next, "late");
		}
		assertThat(this.model.asked()).as("questions, when what began meanwhile was recorded").isOne();
	}

	@Test
	void aPipelineThatClosesTheContextIsNotWaitedFor() {
		this.model.answer();
		ConfigurableApplicationContext context = start(BOUND + "30s");
		long started = System.nanoTime();
		context.getBean(Musubito.class).pipeline("closing", () -> {
			context.getBean(Steps.class).draft("a");
			context.close();
			return "closed";
		});
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void aContextInWhichNothingIsUnderWayIsClosedAtOnce(CapturedOutput output) {
		this.model.answer();
		ConfigurableApplicationContext context = start(BOUND + "30s");
		Work.PIPELINE.in(context, "a");
		context.close();
		assertThat(output).doesNotContain("Waits for what is under way");
	}

	private void answerOnceItIsWaitedFor(String what, Future<?> closing) throws Exception {
		assertThatExceptionOfType(TimeoutException.class).as("closing the context while this is under way: %s", what)
			.isThrownBy(() -> closing.get(200, TimeUnit.MILLISECONDS));
		this.model.answer();
		closing.get();
	}

	private Future<?> closing(ConfigurableApplicationContext context) {
		return this.threads.submit(context::close);
	}

	private ConfigurableApplicationContext start(String... properties) {
		return Engine.in(this.directory).start(Application.class, StringUtils.addStringToArray(properties, EXPOSED));
	}

	/**
	 * Who resumes a run.
	 */
	enum Resuming {

		CODE {
			@Override
			void resume(ConfigurableApplicationContext context, String runId) {
				context.getBean(MusubitoRuns.class).resume(runId);
			}
		},

		ENDPOINT {
			@Override
			void resume(ConfigurableApplicationContext context, String runId) {
				WebEndpointResponse<Object> response = context.getBean(MusubitoEndpoint.class)
					.write(SecurityContext.NONE, "resume", null, null, null, null, null, null, "runs", runId);
				assertThat(response.getStatus()).isEqualTo(WebEndpointResponse.STATUS_OK);
			}
		};

		abstract void resume(ConfigurableApplicationContext context, String runId);

	}

	/**
	 * What is under way.
	 */
	enum Work {

		STEP {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return context.getBean(Steps.class).draft(text);
			}

			@Override
			String in(String text) {
				return "draft of " + text;
			}
		},

		FUTURE {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return context.getBean(Steps.class).future(text).join();
			}

			@Override
			String in(String text) {
				return "future of " + text;
			}
		},

		MONO {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return String.valueOf(context.getBean(Steps.class).mono(text).block());
			}

			@Override
			String in(String text) {
				return "mono of " + text;
			}
		},

		FLUX {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return String.join("", context.getBean(Steps.class).flux(text).collectList().block());
			}

			@Override
			String in(String text) {
				return "flux of " + text;
			}
		},

		PIPELINE {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return context.getBean(Letters.class).letter(text);
			}

			@Override
			String in(String text) {
				return "polished draft of " + text;
			}
		},

		PIPELINE_ON_AN_EXECUTOR {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return context.getBean(Letters.class).onExecutor(text);
			}

			@Override
			String in(String text) {
				return "polished draft of " + text;
			}
		},

		FAN_OUT {
			@Override
			String in(ConfigurableApplicationContext context, String text) {
				return String.join(", ",
						context.getBean(Musubito.class)
							.forEach(List.of(text, "b", "c", "d"))
							.concurrency(1)
							.apply(context.getBean(Steps.class)::draft));
			}

			@Override
			String in(String text) {
				return "draft of " + text + ", draft of b, draft of c, draft of d";
			}
		};

		abstract String in(ConfigurableApplicationContext context, String text);

		abstract String in(String text);

	}

	static class LateRequest implements SmartLifecycle {

		private Runnable whenStopped = () -> {
		};

		private boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.whenStopped.run();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Steps.class, Letters.class, LateRequest.class })
	@ImportAutoConfiguration(MusubitoEndpointAutoConfiguration.class)
	static class Application {

		@Bean
		Model model() {
			return Model.current();
		}

		@Bean
		ThreadPoolTaskExecutor executor() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
