package io.musubito.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers that wait may occupy all threads of a scheduler: what they wait for needs none
 * of them.
 */
@Tag("process")
@Tag("slow")
@Timeout(55)
class OccupiedThreadsTests extends AsynchronousSteps {

	private static final int CALLERS = 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;

	private static final Duration LIMIT = Duration.ofSeconds(20);

	OccupiedThreadsTests() {
		super(Application.class);
	}

	@ParameterizedTest
	@EnumSource
	void aStepThatBlocksOnAnotherOneEnds(Inner inner) {
		Steps steps = this.context.getBean(Steps.class);
		assertThat(call(CALLERS, () -> steps.outer("doc", inner))).hasSize(CALLERS).containsOnly("ab");
		assertThat(this.context.getBean(AtomicInteger.class)).hasValue(1);
	}

	@Test
	void theSameInTwoProcesses() throws Exception {
		try (JavaProcess one = other(); JavaProcess two = other()) {
			one.readLine("ready");
			two.readLine("ready");
			one.send("go");
			two.send("go");
			assertThat(one.readLine("answers ")).isEqualTo("12 [ab]");
			assertThat(two.readLine("answers ")).isEqualTo("12 [ab]");
		}
	}

	private JavaProcess other() {
		return JavaProcess.of(Other.class, this.directory)
			.property("reactor.schedulers.defaultBoundedElasticSize", 4)
			.start();
	}

	private static List<String> call(int callers, Callable<String> work) {
		return Flux.range(0, callers)
			.flatMap((i) -> Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic()), callers)
			.collectList()
			.block(LIMIT);
	}

	enum Inner {

		MONO, FLUX, MONO_LATER, FLUX_LATER

	}

	static class Steps {

		private final Steps self;

		private final AtomicInteger count;

		Steps(Steps self, AtomicInteger count) {
			this.self = self;
			this.count = count;
		}

		@MusubitoStep
		String outer(String text, Inner inner) {
			this.count.incrementAndGet();
			Mono<String> joined = switch (inner) {
				case MONO -> this.self.single(text);
				case FLUX -> this.self.stream(text).collectList().map((parts) -> String.join("", parts));
				case MONO_LATER -> later().flatMap((tick) -> this.self.single(text));
				case FLUX_LATER -> later().flatMapMany((tick) -> this.self.stream(text)).reduce(String::concat);
			};
			return joined.block(LIMIT);
		}

		// Callers come meanwhile
		private static Mono<Long> later() {
			return Mono.delay(Duration.ofMillis(300));
		}

		@MusubitoStep
		Mono<String> single(String text) {
			return later().map((tick) -> "ab");
		}

		@MusubitoStep
		Flux<String> stream(String text) {
			return Flux.just("a", "b").delayElements(Duration.ofMillis(150));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		AtomicInteger count() {
			return new AtomicInteger();
		}

		@Bean
		Steps steps(@Lazy Steps self, AtomicInteger count) {
			return new Steps(self, count);
		}

	}

	public static final class Other {

		public static void main(String[] arguments) throws Exception {
			Path directory = Path.of(arguments[0]);
			try (ConfigurableApplicationContext context = Engine.in(directory).start(Application.class)) {
				Steps steps = context.getBean(Steps.class);
				System.out.println("ready");
				System.in.read();
				List<String> answers = call(12, () -> steps.outer("doc", Inner.FLUX));
				System.out.println("answers " + answers.size() + " " + answers.stream().distinct().toList());
			}
			System.exit(0);
		}

	}

}
