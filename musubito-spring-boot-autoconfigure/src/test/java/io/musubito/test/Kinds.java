package io.musubito.test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.MusubitoSecret;
import io.musubito.MusubitoStep;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with steps of all kinds. Each execution has another answer.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
class Kinds {

	static final AtomicInteger EXECUTIONS = new AtomicInteger();

	@Bean
	Steps steps() {
		return new Steps();
	}

	@Bean
	Around around(Steps steps) {
		return new Around(steps);
	}

	static String answer() {
		return "answer " + EXECUTIONS.incrementAndGet();
	}

	record Account(String name, @MusubitoSecret String pin) {

	}

	static class Steps {

		@MusubitoStep(name = "always", ttl = "0")
		String always(String question) {
			return answer();
		}

		@MusubitoStep(name = "never-replayed", replay = false)
		String neverReplayed(String question) {
			return answer();
		}

		@MusubitoStep(name = "forced", forceReexecution = true)
		String forced(String question) {
			return answer();
		}

		@MusubitoStep(name = "excluded", unless = "true")
		String excluded(String question) {
			return answer();
		}

		@MusubitoStep(name = "future")
		CompletableFuture<String> future(String question) {
			return CompletableFuture.supplyAsync(Kinds::answer);
		}

		@MusubitoStep(name = "mono")
		Mono<String> mono(String question) {
			return Mono.fromSupplier(Kinds::answer);
		}

		@MusubitoStep(name = "flux")
		Flux<String> flux(String question) {
			return Flux.defer(() -> Flux.just(answer(), "two\nlines\n", ""));
		}

		@MusubitoStep(name = "odd")
		List<Object> odd(String question) {
			return List.of(1.0E-7, 1e300, 12345678901234567890.0, "\u0001\ud83d\ude00\u2028", List.of(), answer());
		}

		@MusubitoStep(name = "changing")
		String changing(StringBuilder question) {
			question.append('!');
			return answer();
		}

		@MusubitoStep(name = "failing")
		String failing(String question) {
			throw new IllegalStateException("planned " + EXECUTIONS.incrementAndGet());
		}

		@MusubitoStep(name = "telling")
		String telling(@MusubitoSecret String password, String question) {
			EXECUTIONS.incrementAndGet();
			return question + ": " + password + ", Bearer abcdefgh12345678, order 4711-XY";
		}

		@MusubitoStep(name = "account")
		Account account(String name) {
			EXECUTIONS.incrementAndGet();
			return new Account(name, "pin-of-" + name);
		}

		@MusubitoStep(name = "toned", properties = "app.tone?")
		String toned(String question) {
			return answer();
		}

		@MusubitoStep(name = "inner")
		String inner(String question) {
			return answer();
		}

	}

	static class Around {

		private final Steps steps;

		Around(Steps steps) {
			this.steps = steps;
		}

		@MusubitoStep(name = "around-toned")
		String aroundToned(String question) {
			return "around " + this.steps.toned(question);
		}

		@MusubitoStep(name = "around")
		String around(String question) {
			return "around " + this.steps.inner(question) + " " + this.steps.always(question);
		}

	}

}
