package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times that lead beyond all instants have no end.
 */
@Timeout(55)
class EndlessTimesTests {

	private static final String FOREVER = "PT2562047788015215H30M7S";

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class, "musubito.claims.max-wait=" + FOREVER);
		this.musubito = this.context.getBean(Musubito.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	static Duration[] times() {
		return new Duration[] { ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE),
				ChronoUnit.ERAS.getDuration(), Duration.parse(FOREVER), Duration.ofDays(365 * 1_000) };
	}

	@ParameterizedTest
	@MethodSource("times")
	void aResultIsReplayedAsLong(Duration ttl) {
		String first = draft(ttl);
		assertThat(draft(ttl)).isEqualTo(first).isNotSameAs(first);
		assertThat(this.context.getBean(MusubitoLineage.class)
			.find(this.musubito.resultOf(first).nodeId())
			.orElseThrow()
			.executedAt()).isNotNull();
	}

	@Test
	void anOldResultIsServedAsLong() {
		Rates rates = this.context.getBean(Rates.class);
		assertThat(rates.rate("EUR")).isEqualTo("rate of EUR");
		rates.down(true);
		this.context.getBean(MutableClock.class).advance(Duration.ofDays(365 * 100));
		assertThat(rates.rate("EUR")).isEqualTo("rate of EUR");
	}

	private String draft(Duration ttl) {
		return this.musubito
			.step(StepSpec.of("draft", StepType.STOCHASTIC, String.class).ttl(ttl), () -> "draft" + System.nanoTime())
			.value();
	}

	static class Rates {

		@MusubitoIgnore
		private volatile boolean down;

		void down(boolean now) {
			this.down = now;
		}

		@MusubitoStep(ttl = "1h", staleIfError = FOREVER)
		String rate(String currency) {
			if (this.down) {
				throw new IllegalStateException("down");
			}
			return "rate of " + currency;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		Rates rates() {
			return new Rates();
		}

	}

}
