package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.musubito.CircularStepException;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is replayed and what is executed, on the real engine and a real store.
 */
@Tag("slow")
@Timeout(60)
class ReplayTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Documents documents;

	private Counter counter;

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
		this.documents = this.context.getBean(Documents.class);
		this.counter = this.context.getBean(Counter.class);
		this.clock = this.context.getBean(MutableClock.class);
		this.musubito = this.context.getBean(Musubito.class);
	}

	@Test
	void passingOverABatchAgainExecutesOnlyWhatIsNew() {
		List<String> batch = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
		passOver(batch);
		assertThat(this.counter.takeAll()).containsExactlyInAnyOrderEntriesOf(Map.of("extract", 5, "summarise", 5));
		passOver(batch);
		assertThat(this.counter.takeAll()).isEmpty();
		batch.add("f");
		passOver(batch);
		assertThat(this.counter.takeAll()).containsExactlyInAnyOrderEntriesOf(Map.of("extract", 1, "summarise", 1));
		passOver(batch);
		assertThat(this.counter.takeAll()).isEmpty();
	}

	@Test
	void alternatingInputsExecuteOnceEach() {
		for (String document : List.of("A", "B", "A", "B")) {
			this.documents.extract(document);
		}
		assertThat(this.counter.takeAll()).containsExactly(Map.entry("extract", 2));
	}

	@Test
	void everythingReplaysAfterARestart() {
		passOver(List.of("a", "b"));
		restart();
		passOver(List.of("a", "b"));
		assertThat(this.counter.takeAll()).isEmpty();
	}

	@Test
	void equalResultsOfTwoOperationsHaveTwoProducersAndAreInvalidatedApart() {
		String one = this.documents.sentiment("good");
		String other = this.documents.tone("good");
		assertThat(one).isEqualTo(other);
		MusubitoResult<String> first = this.musubito.resultOf(one);
		MusubitoResult<String> second = this.musubito.resultOf(other);
		assertThat(first.artifactId()).isEqualTo(second.artifactId());
		assertThat(first.producerNodeId()).isNotEqualTo(second.producerNodeId());
		assertThat(this.context.getBean(MusubitoLineage.class).invalidate(first.nodeId())).isEqualTo(1);
		this.counter.takeAll();
		this.documents.sentiment("good");
		this.documents.tone("good");
		assertThat(this.counter.takeAll()).containsExactly(Map.entry("sentiment", 1));
	}

	@Test
	void coldAndWarmCallsReturnEqualButDistinctObjects() {
		List<String> cold = this.documents.words("x y");
		List<String> warm = this.documents.words("x y");
		assertThat(warm).isEqualTo(cold).isNotSameAs(cold);
		cold.add("changed by the caller");
		assertThat(this.documents.words("x y")).isEqualTo(warm);
	}

	@Test
	void theOrderOfAWrappedMapSurvives() {
		assertThat(this.documents.index("z y x").keySet()).containsExactly("z", "y", "x");
		assertThat(this.documents.index("z y x").keySet()).containsExactly("z", "y", "x");
	}

	@Test
	void anotherVersionExecutesAndGoingBackReplays() {
		this.documents.sentiment("good");
		restart("musubito.steps.sentiment.version=v2");
		this.documents.sentiment("good");
		assertThat(this.counter.takeAll()).containsExactly(Map.entry("sentiment", 1));
		restart();
		this.documents.sentiment("good");
		assertThat(this.counter.takeAll()).isEmpty();
	}

	@Test
	void anUpstreamThatRunsAgainWithTheSameResultRerunsNothingBelowIt() {
		this.documents.summarise(this.documents.extract("a"));
		this.counter.takeAll();
		this.musubito.withMode(ReplayMode.REFRESH, () -> this.documents.extract("a"));
		this.documents.summarise(this.documents.extract("a"));
		assertThat(this.counter.takeAll()).containsExactly(Map.entry("extract", 1));
	}

	@Test
	void aRefreshWithAnotherResultMakesWhatIsDownstreamRunAgain() {
		String extracted = this.documents.volatileExtract("a");
		String summary = this.documents.summarise(extracted);
		this.musubito.withMode(ReplayMode.REFRESH, () -> this.documents.volatileExtract("a"));
		String nodeId = this.musubito.resultOf(summary).nodeId();
		assertThat(this.context.getBean(MusubitoLineage.class).find(nodeId)).get()
			.extracting(NodeView::status)
			.isEqualTo(NodeStatus.STALE);
		this.counter.takeAll();
		this.documents.summarise(extracted);
		assertThat(this.counter.takeAll()).containsExactly(Map.entry("summarise", 1));
	}

	private Documents documents() {
		return this.documents;
	}

	private Counter counter() {
		return this.counter;
	}

	private MutableClock clock() {
		return this.clock;
	}

	private Musubito musubito() {
		return this.musubito;
	}

	private void passOver(List<String> batch) {
		batch.forEach((document) -> this.documents.summarise(this.documents.extract(document)));
	}

	@Nested
	class Failures {

		@Test
		void aFailureIsNeverReplayed() {
			counter().failOn("sentiment");
			assertThatExceptionOfType(ModelDown.class).isThrownBy(() -> documents().sentiment("good"));
			assertThatExceptionOfType(ModelDown.class).isThrownBy(() -> documents().sentiment("good"));
			counter().failOn(null);
			assertThat(documents().sentiment("good")).isEqualTo("positive");
			assertThat(counter().takeAll()).containsExactly(Map.entry("sentiment", 3));
		}

		@Test
		void aRefreshThatFailsLeavesTheLastGoodResultAndEverythingDownstream() {
			String extracted = documents().extract("a");
			String summary = documents().summarise(extracted);
			counter().takeAll();
			counter().failOn("extract");
			assertThatExceptionOfType(ModelDown.class)
				.isThrownBy(() -> musubito().withMode(ReplayMode.REFRESH, () -> documents().extract("a")));
			assertThat(documents().extract("a")).isEqualTo(extracted);
			assertThat(documents().summarise(documents().extract("a"))).isEqualTo(summary);
			assertThat(counter().takeAll()).containsExactly(Map.entry("extract", 1));
		}

		@Test
		void anEnclosingStepThatCaughtAFailureIsNotReplayed() {
			counter().failOn("sentiment");
			assertThat(documents().sentimentOr("good", "unknown")).isEqualTo("unknown");
			counter().failOn(null);
			assertThat(documents().sentimentOr("good", "unknown")).isEqualTo("positive");
			counter().takeAll();
			documents().sentimentOr("good", "unknown");
			assertThat(counter().takeAll()).isEmpty();
		}

		@Test
		void anExpiredResultIsServedInPlaceOfAFailureWhileItIsYoungEnough() {
			String result = documents().rate("EUR");
			clock().advance(Duration.ofHours(2));
			counter().failOn("rate");
			assertThat(documents().rate("EUR")).isEqualTo(result);
			String served = documents().rate("EUR");
			assertThat(musubito().resultOf(served).outcome()).isEqualTo(StepOutcome.SERVED_STALE);
			clock().advance(Duration.ofDays(1));
			assertThatExceptionOfType(ModelDown.class).isThrownBy(() -> documents().rate("EUR"));
		}

	}

	@Nested
	class TimeToLive {

		@Test
		void countsFromTheExecutionAndIsNotExtendedByReplaysUnderNewParents() {
			// Two parents with equal results give one computation two lineages.
			documents().rateOf(documents().sentiment("good"));
			clock().advance(Duration.ofMinutes(50));
			documents().rateOf(documents().tone("good"));
			counter().takeAll();
			clock().advance(Duration.ofMinutes(11));
			documents().rateOf(documents().tone("good"));
			assertThat(counter().takeAll()).containsExactly(Map.entry("rateOf", 1));
		}

		@Test
		void isThatOfTodaysConfiguration() {
			documents().rate("EUR");
			clock().advance(Duration.ofMinutes(30));
			Instant now = clock().instant();
			restart("musubito.steps.rate.ttl=20m");
			clock().advance(Duration.between(clock().instant(), now));
			documents().rate("EUR");
			assertThat(counter().takeAll()).containsExactly(Map.entry("rate", 1));
		}

		@Test
		void anEnclosingStepExpiresWithWhatItCalled() {
			documents().report("EUR");
			documents().report("EUR");
			assertThat(counter().takeAll()).containsExactlyInAnyOrderEntriesOf(Map.of("report", 1, "rate", 1));
			clock().advance(Duration.ofMinutes(61));
			documents().report("EUR");
			assertThat(counter().takeAll()).containsExactlyInAnyOrderEntriesOf(Map.of("report", 1, "rate", 1));
		}

		@Test
		void aResultFromTheFutureIsExpired() {
			documents().rate("EUR");
			counter().takeAll();
			clock().advance(Duration.ofDays(-1));
			documents().rate("EUR");
			assertThat(counter().takeAll()).containsExactly(Map.entry("rate", 1));
		}

		@Test
		void zeroMeansAlwaysExecute() {
			restart("musubito.defaults.deterministic.ttl=0");
			documents().sentiment("good");
			documents().sentiment("good");
			assertThat(counter().takeAll()).containsExactly(Map.entry("sentiment", 2));
		}

	}

	@Nested
	class Modes {

		@Test
		void replayOnlyRefusesAMissAndExecutesNothing() {
			assertThatExceptionOfType(ReplayMissException.class)
				.isThrownBy(() -> musubito().withMode(ReplayMode.REPLAY_ONLY, () -> documents().sentiment("good")))
				.withMessageContaining("'sentiment'");
			assertThat(counter().takeAll()).isEmpty();
			documents().sentiment("good");
			assertThat(musubito().withMode(ReplayMode.REPLAY_ONLY, () -> documents().sentiment("good")))
				.isEqualTo("positive");
		}

		@Test
		void offIsAsIfTheStarterWereAbsent() {
			restart("musubito.mode=off");
			String result = documents().sentiment("good");
			try (MergeScope scope = musubito().merge(result)) {
				documents().sentiment("good");
			}
			assertThat(counter().takeAll()).containsExactly(Map.entry("sentiment", 2));
			restart();
			documents().sentiment("good");
			assertThat(counter().takeAll()).containsExactly(Map.entry("sentiment", 1));
		}

		@Test
		void disabledNeedsNoStore() {
			restart("musubito.enabled=false", "musubito.store.path=/proc/nowhere/musubito.db");
			documents().sentiment("good");
			documents().sentiment("good");
			assertThat(counter().takeAll()).containsExactly(Map.entry("sentiment", 2));
		}

	}

	@Nested
	class Policies {

		@Test
		void withoutReplayEachCallExecutesAndLeavesLineage() {
			restart("musubito.steps.sentiment.replay=false");
			documents().sentiment("good");
			String result = documents().sentiment("good");
			assertThat(counter().takeAll()).containsExactly(Map.entry("sentiment", 2));
			assertThat(musubito().resultOf(result).outcome()).isEqualTo(StepOutcome.EXECUTED);
		}

		@Test
		void whatUnlessExcludesIsReturnedButNotKept() {
			documents().answer("short");
			documents().answer("short");
			assertThat(counter().takeAll()).containsExactly(Map.entry("answer", 2));
			documents().answer("a long question");
			documents().answer("a long question");
			assertThat(counter().takeAll()).containsExactly(Map.entry("answer", 1));
		}

		@Test
		void anEnclosingStepIsNotKeptEitherWhenWhatItCalledIsNot() {
			documents().answerTwice("short");
			documents().answerTwice("short");
			assertThat(counter().takeAll().get("answerTwice")).isEqualTo(2);
		}

		@Test
		void aKeyTakesThePlaceOfTheArguments() {
			documents().byId(new Document("1", "text"));
			documents().byId(new Document("1", "other text"));
			documents().byId(new Document("2", "text"));
			assertThat(counter().takeAll()).containsExactly(Map.entry("byId", 2));
		}

		@Test
		void anIgnoredArgumentIsNoPartOfTheIdentity() {
			documents().ignoring("text", () -> "one");
			documents().ignoring("text", () -> "other");
			assertThat(counter().takeAll()).containsExactly(Map.entry("ignoring", 1));
		}

		@Test
		void aStepWithoutAnnotationReplaysByItsInputs() {
			for (String text : List.of("a", "b", "a")) {
				assertThat(documents().upper(musubito(), text).value()).isEqualTo(text.toUpperCase(Locale.ROOT));
			}
			assertThat(counter().takeAll()).containsExactly(Map.entry("upper", 2));
		}

		@Test
		void aStepWithoutAnnotationMustNotUseWhatIsNeitherInputNorBean() {
			String text = new String("a");
			assertThatExceptionOfType(UnhashableInputException.class)
				.isThrownBy(() -> musubito().step(StepSpec.<String>of("upper", StepType.DETERMINISTIC, String.class),
						() -> text + "b"))
				.withMessageContaining("'upper'")
				.withMessageContaining("a variable of type java.lang.String")
				.withMessageContaining(".input(name, value)");
		}

	}

	@Nested
	class Concurrency {

		@Test
		void sixtyFourCallersOfOneColdStepRunItOnceAndGetDistinctObjects() throws Exception {
			List<List<String>> results = inParallel(64, (i) -> documents().slowWords("x y"));
			assertThat(counter().takeAll()).containsExactly(Map.entry("slowWords", 1));
			assertThat(results).allSatisfy((result) -> assertThat(result).containsExactly("x", "y"));
			Map<Object, Boolean> distinct = new IdentityHashMap<>();
			results.forEach((result) -> distinct.put(result, true));
			assertThat(distinct).hasSize(64);
		}

		@Test
		void eightThreadsOfColdStepsLoseNothing() throws Exception {
			inParallel(8, (i) -> {
				for (int k = 0; k < 50; k++) {
					documents().extract(i + ":" + k);
				}
				return i;
			});
			assertThat(counter().takeAll()).containsExactly(Map.entry("extract", 400));
			restart();
			for (int i = 0; i < 8; i++) {
				for (int k = 0; k < 50; k++) {
					documents().extract(i + ":" + k);
				}
			}
			assertThat(counter().takeAll()).isEmpty();
		}

		@Test
		void callersThatJoinedAFailureGetItsException() throws Exception {
			counter().failOn("slowWords");
			List<Object> outcomes = inParallel(8, (i) -> {
				try {
					return documents().slowWords("x");
				}
				catch (ModelDown ex) {
					return ex;
				}
			});
			assertThat(outcomes).allSatisfy((outcome) -> assertThat(outcome).isInstanceOf(ModelDown.class));
		}

		@Test
		void aStepThatCallsItselfWithTheSameInputsIsRefused() {
			assertThatExceptionOfType(CircularStepException.class).isThrownBy(() -> documents().endless("x"))
				.withMessageContaining("endless → endless");
		}

		private <T> List<T> inParallel(int threads, Work<T> work) throws Exception {
			ExecutorService pool = Executors.newFixedThreadPool(threads);
			try {
				CyclicBarrier barrier = new CyclicBarrier(threads);
				counter().expectCallers(threads);
				List<Callable<T>> tasks = new ArrayList<>();
				for (int i = 0; i < threads; i++) {
					int index = i;
					tasks.add(() -> {
						barrier.await(20, TimeUnit.SECONDS);
						counter().called();
						return work.on(index);
					});
				}
				List<T> results = new ArrayList<>();
				for (Future<T> future : pool.invokeAll(tasks)) {
					results.add(future.get());
				}
				return results;
			}
			finally {
				pool.shutdownNow();
			}
		}

		interface Work<T> {

			T on(int index) throws Exception;

		}

	}

	record Document(String id, String text) {

	}

	static class ModelDown extends RuntimeException {

		ModelDown(String operation) {
			super(operation);
		}

	}

	static class Counter {

		private final Map<String, Integer> counts = new ConcurrentHashMap<>();

		private final AtomicInteger serial = new AtomicInteger();

		@MusubitoIgnore
		private volatile String failing;

		private volatile CountDownLatch callers = new CountDownLatch(0);

		void count(String operation) {
			this.counts.merge(operation, 1, Integer::sum);
		}

		void countOrFail(String operation) {
			count(operation);
			if (operation.equals(this.failing)) {
				throw new ModelDown(operation);
			}
		}

		void expectCallers(int expected) {
			this.callers = new CountDownLatch(expected);
		}

		void called() {
			this.callers.countDown();
		}

		void awaitAllCallers() throws InterruptedException {
			assertThat(this.callers.await(20, TimeUnit.SECONDS)).isTrue();
		}

		void failOn(String operation) {
			this.failing = operation;
		}

		int next() {
			return this.serial.incrementAndGet();
		}

		Map<String, Integer> takeAll() {
			Map<String, Integer> taken = Map.copyOf(this.counts);
			this.counts.clear();
			return taken;
		}

	}

	static class Documents {

		private final Counter counter;

		private final Documents self;

		Documents(Counter counter, Documents self) {
			this.counter = counter;
			this.self = self;
		}

		@MusubitoStep(name = "extract")
		String extract(String document) {
			this.counter.countOrFail("extract");
			return "facts of " + document;
		}

		@MusubitoStep(name = "volatile-extract", type = StepType.STOCHASTIC)
		String volatileExtract(String document) {
			return "facts of " + document + " no. " + this.counter.next();
		}

		@MusubitoStep(name = "summarise", type = StepType.STOCHASTIC)
		String summarise(String facts) {
			this.counter.count("summarise");
			return "summary of " + facts;
		}

		@MusubitoStep(name = "sentiment")
		String sentiment(String text) {
			this.counter.countOrFail("sentiment");
			return "positive";
		}

		@MusubitoStep(name = "tone")
		String tone(String text) {
			this.counter.count("tone");
			return "positive";
		}

		@MusubitoStep(name = "sentiment-or")
		String sentimentOr(String text, String fallback) {
			this.counter.count("sentimentOr");
			try {
				return this.self.sentiment(text);
			}
			catch (Exception ex) {
				return fallback;
			}
		}

		@MusubitoStep(name = "words")
		List<String> words(String text) {
			return List.of(text.split(" "));
		}

		@MusubitoStep(name = "index")
		Map<String, Set<String>> index(String text) {
			Map<String, Set<String>> index = new LinkedHashMap<>();
			for (String word : text.split(" ")) {
				index.put(word, Collections.unmodifiableSet(new HashSet<>(List.of(word, text))));
			}
			return Collections.unmodifiableMap(index);
		}

		@MusubitoStep(name = "slow-words")
		List<String> slowWords(String text) throws InterruptedException {
			this.counter.awaitAllCallers();
			this.counter.countOrFail("slowWords");
			return List.of(text.split(" "));
		}

		@MusubitoStep(name = "rate", ttl = "1h", staleIfError = "1d")
		String rate(String currency) {
			this.counter.countOrFail("rate");
			return currency + " " + this.counter.next();
		}

		@MusubitoStep(name = "rate-of", ttl = "1h")
		String rateOf(String sentiment) {
			this.counter.count("rateOf");
			return "rate of " + sentiment;
		}

		@MusubitoStep(name = "report")
		String report(String currency) {
			this.counter.count("report");
			return "report on " + this.self.rate(currency);
		}

		@MusubitoStep(name = "answer", unless = "#result.isBlank()")
		String answer(String question) {
			this.counter.count("answer");
			return (question.length() < 10) ? "" : "an answer";
		}

		@MusubitoStep(name = "answer-twice")
		String answerTwice(String question) {
			this.counter.count("answerTwice");
			return this.self.answer(question) + this.self.answer(question);
		}

		@MusubitoStep(name = "by-id", key = "#document.id()")
		String byId(Document document) {
			this.counter.count("byId");
			return document.text();
		}

		@MusubitoStep(name = "ignoring")
		String ignoring(String text, @MusubitoIgnore Supplier<String> callback) {
			this.counter.count("ignoring");
			return text + callback.get();
		}

		MusubitoResult<String> upper(Musubito musubito, String text) {
			StepSpec<String> step = StepSpec.<String>of("upper", StepType.DETERMINISTIC, String.class)
				.input("text", text);
			return musubito.step(step, () -> {
				this.counter.count("upper");
				return text.toUpperCase(Locale.ROOT);
			});
		}

		@MusubitoStep(name = "endless")
		String endless(String text) {
			return this.self.endless(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Counter counter() {
			return new Counter();
		}

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		Documents documents(Counter counter, @Lazy Documents self) {
			return new Documents(counter, self);
		}

	}

}
