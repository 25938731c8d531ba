package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Body;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Within a run, a computation has one value.
 */
@Timeout(60)
class OneValuePerRunTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Market market;

	private MutableClock clock;

	private Musubito musubito;

	@BeforeEach
	void start() {
		restart();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void restart(String... properties) {
		if (this.context != null) {
			this.context.close();
		}
		this.context = Engine.in(this.directory).start(Application.class, properties);
		this.market = this.context.getBean(Market.class);
		this.clock = this.context.getBean(MutableClock.class);
		this.musubito = this.context.getBean(Musubito.class);
	}

	@Test
	void evenWhenItsTimeEndsMeanwhile() {
		String before = this.market.rate("EUR");
		this.clock.advance(Duration.ofMinutes(59));
		List<String> rates = inRun(() -> {
			String first = this.market.rate("EUR");
			this.clock.advance(Duration.ofMinutes(2));
			return List.of(first, this.market.rate("EUR"));
		});
		assertThat(rates).containsOnly(before);
		assertThat(outcomes()).containsOnly(StepOutcome.REPLAYED);
		assertThat(inRun(() -> this.market.rate("EUR"))).isNotEqualTo(before);
	}

	@Test
	void evenWhenTheTimeOfAStepThatItCalledEndsMeanwhile() {
		List<String> reports = inRun(() -> {
			String first = this.market.report("EUR");
			this.clock.advance(Duration.ofHours(2));
			return List.of(first, this.market.report("EUR"));
		});
		assertThat(reports).containsOnly("report on EUR 1");
		assertThat(this.market.reports()).isEqualTo(1);
	}

	@Test
	void evenWhenAnotherRunGetsAnotherOneMeanwhile() {
		List<MusubitoResult<String>> rates = inRun(() -> {
			MusubitoResult<String> first = this.musubito.resultOf(this.market.rate("EUR"));
			this.clock.advance(Duration.ofHours(2));
			assertThat(outside(() -> this.market.rate("EUR"))).isEqualTo("EUR 2");
			return List.of(first, this.musubito.resultOf(this.market.rate("EUR")));
		});
		assertThat(rates).extracting(MusubitoResult::value).containsOnly("EUR 1");
		assertThat(rates.get(1).artifactId()).isEqualTo(rates.get(0).artifactId());
		assertThat(rates.get(1).producerNodeId()).isEqualTo(rates.get(0).producerNodeId());
		assertThat(outcomes()).containsExactly(StepOutcome.EXECUTED, StepOutcome.REPLAYED);
		assertThat(inRun(() -> this.market.rate("EUR"))).isEqualTo("EUR 2");
	}

	@Test
	void evenUnderAnotherParentWhenAnotherRunGetsAnotherOneMeanwhile() {
		List<String> quotes = inRun(() -> {
			String first = this.market.quote(this.market.currency("e"));
			this.clock.advance(Duration.ofHours(2));
			outside(() -> this.market.quote(this.market.currency("e")));
			return List.of(first, this.market.quote(this.market.sameCurrency("e")));
		});
		assertThat(quotes).containsOnly("quote of EUR 1");
	}

	@Test
	void evenWhileAnotherRunIsGettingAnotherOne() throws Exception {
		CompletableFuture<String> other = new CompletableFuture<>();
		List<String> rates = inRun(() -> {
			String first = this.market.rate("EUR");
			this.clock.advance(Duration.ofHours(2));
			this.market.pause();
			other.completeAsync(() -> this.market.rate("EUR"), (work) -> new Thread(work).start());
			Awaitility.await().until(this.market::isPausing);
			String second = this.market.rate("EUR");
			this.market.goOn();
			return List.of(first, second);
		});
		assertThat(rates).containsOnly("EUR 1");
		assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("EUR 2");
	}

	@Test
	void whichChildRunsShare() {
		List<String> rates = inRun(() -> {
			String first = this.market.rate("EUR");
			this.clock.advance(Duration.ofHours(2));
			return List.of(first, this.musubito.pipeline("inner", () -> this.market.rate("EUR")));
		});
		assertThat(rates).containsOnly("EUR 1");
	}

	@Test
	void butNotWhenItWasInvalidated() {
		MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
		List<String> rates = inRun(() -> {
			String first = this.market.rate("EUR");
			lineage.invalidate(this.musubito.resultOf(first).nodeId());
			return List.of(first, this.market.rate("EUR"), this.market.rate("EUR"));
		});
		assertThat(rates).containsExactly("EUR 1", "EUR 2", "EUR 2");
	}

	@Test
	void butNotUnderAnotherParentWhenItWasInvalidated() {
		MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
		List<String> quotes = inRun(() -> {
			String first = this.market.quote(this.market.currency("e"));
			lineage.invalidate(this.musubito.resultOf(first).nodeId());
			return List.of(first, this.market.quote(this.market.sameCurrency("e")));
		});
		assertThat(quotes).containsExactly("quote of EUR 1", "quote of EUR 2");
	}

	@Test
	void whenItIsRefreshedOnce() {
		this.market.rate("EUR");
		List<String> rates = inRun(() -> this.musubito.withMode(ReplayMode.REFRESH,
				() -> this.musubito.forEach(Collections.nCopies(50, "EUR")).concurrency(8).apply(this.market::rate)));
		assertThat(rates).hasSize(50).containsOnly("EUR 2");
		assertThat(inRun(() -> this.musubito.withMode(ReplayMode.REFRESH, () -> this.market.rate("EUR"))))
			.isEqualTo("EUR 3");
	}

	@Test
	void whichARefreshReplacesWhenItWasOnlyReplayed() {
		this.market.rate("EUR");
		List<String> rates = inRun(() -> {
			String replayed = this.market.rate("EUR");
			String refreshed = this.musubito.withMode(ReplayMode.REFRESH, () -> this.market.rate("EUR"));
			String again = this.musubito.withMode(ReplayMode.REFRESH, () -> this.market.rate("EUR"));
			return List.of(replayed, refreshed, again, this.market.rate("EUR"));
		});
		assertThat(rates).containsExactly("EUR 1", "EUR 2", "EUR 2", "EUR 2");
	}

	@Test
	void whichARefreshConfirmsOnce() {
		this.market.title("EUR");
		inRun(() -> {
			this.market.title("EUR");
			this.musubito.withMode(ReplayMode.REFRESH, () -> this.market.title("EUR"));
			return this.musubito.withMode(ReplayMode.REFRESH, () -> this.market.title("EUR"));
		});
		assertThat(this.market.titles()).isEqualTo(2);
	}

	@Test
	void whenTheStepIsForced() {
		restart("musubito.steps.rate.force-reexecution=true");
		assertThat(inRun(() -> List.of(this.market.rate("EUR"), this.market.rate("EUR")))).containsOnly("EUR 1");
		assertThat(inRun(() -> List.of(this.market.rate("EUR"), this.market.rate("EUR")))).containsOnly("EUR 2");
	}

	@ParameterizedTest
	@EnumSource(names = { "REPLAY", "REFRESH" })
	void butNotWhenTheStepIsNeverReplayed(ReplayMode mode) {
		restart("musubito.steps.rate.replay=false");
		List<String> rates = inRun(
				() -> this.musubito.withMode(mode, () -> List.of(this.market.rate("EUR"), this.market.rate("EUR"))));
		assertThat(rates).containsExactly("EUR 1", "EUR 2");
		restart("musubito.steps.rate.ttl=0");
		assertThat(inRun(() -> List.of(this.market.rate("EUR"), this.market.rate("EUR")))).doesNotHaveDuplicates();
	}

	@Test
	void butNotWhenTheResultIsNotKept() {
		List<String> answers = inRun(() -> List.of(this.market.answer("?"), this.market.answer("?")));
		assertThat(answers).containsExactly("refused 1", "refused 2");
	}

	@Test
	void andOutsideOfRunsAsUsual() {
		String first = this.market.rate("EUR");
		this.clock.advance(Duration.ofHours(2));
		assertThat(this.market.rate("EUR")).isNotEqualTo(first);
	}

	private <T> T inRun(Body<T, RuntimeException> body) {
		return this.musubito.pipeline("test", body);
	}

	private <T> T outside(Body<T, RuntimeException> body) {
		try (Lineage.Scope scope = Lineage.open(LineageContext.empty())) {
			return body.call();
		}
	}

	private List<StepOutcome> outcomes() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		String runId = runs.recent(1).get(0).runId();
		List<StepView> steps = new ArrayList<>();
		Awaitility.await().until(() -> {
			steps.clear();
			steps.addAll(runs.find(runId).orElseThrow().steps());
			return steps.size() == 2;
		});
		return steps.stream().map(StepView::outcome).toList();
	}

	static class Market {

		private final Market self;

		private final AtomicInteger calls = new AtomicInteger();

		private final AtomicInteger titles = new AtomicInteger();

		private final AtomicInteger reports = new AtomicInteger();

		private volatile CountDownLatch paused = new CountDownLatch(0);

		private volatile boolean pausing;

		Market(Market self) {
			this.self = self;
		}

		void pause() {
			this.paused = new CountDownLatch(1);
		}

		boolean isPausing() {
			return this.pausing;
		}

		void goOn() {
			this.paused.countDown();
		}

		int titles() {
			return this.titles.get();
		}

		int reports() {
			return this.reports.get();
		}

		@MusubitoStep(name = "rate", type = StepType.STOCHASTIC, ttl = "1h")
		String rate(String currency) {
			this.pausing = this.paused.getCount() > 0;
			try {
				this.paused.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return currency + " " + this.calls.incrementAndGet();
		}

		@MusubitoStep(name = "title")
		String title(String currency) {
			this.titles.incrementAndGet();
			return "title of " + currency;
		}

		@MusubitoStep(name = "report")
		String report(String currency) {
			this.reports.incrementAndGet();
			return "report on " + this.self.rate(currency);
		}

		@MusubitoStep(name = "currency")
		String currency(String letter) {
			return letter.toUpperCase(Locale.ROOT) + "UR";
		}

		@MusubitoStep(name = "same-currency")
		String sameCurrency(String letter) {
			return letter.toUpperCase(Locale.ROOT) + "UR";
		}

		@MusubitoStep(name = "quote", type = StepType.STOCHASTIC, ttl = "1h")
		String quote(String currency) {
			return "quote of " + currency + " " + this.calls.incrementAndGet();
		}

		@MusubitoStep(name = "answer", unless = "#result.startsWith('refused')")
		String answer(String question) {
			return "refused " + this.calls.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		Market market(@Lazy Market self) {
			return new Market(self);
		}

	}

}
