package io.musubito.behaviour.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.execution.StepExecutor;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Why steps executed, each reason provoked on the real engine and a real store.
 */
@Tag("slow")
@Timeout(60)
class ExplanationTests {

	@TempDir
	Path directory;

	private Path prompt;

	private ConfigurableApplicationContext context;

	private Writer writer;

	private Musubito musubito;

	private MusubitoLineage lineage;

	private MutableClock clock;

	@BeforeEach
	void start() throws IOException {
		this.prompt = Files.writeString(this.directory.resolve("draft.st"), "Write briefly.");
		restart();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void restart(String... properties) {
		Instant now = (this.clock != null) ? this.clock.instant() : null;
		if (this.context != null) {
			this.context.close();
		}
		List<String> all = new ArrayList<>(List.of("test.prompt=" + this.prompt.toUri(), "app.tone=friendly"));
		all.addAll(List.of(properties));
		this.context = Engine.in(this.directory).start(Application.class, all.toArray(String[]::new));
		this.writer = this.context.getBean(Writer.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
		this.clock = this.context.getBean(MutableClock.class);
		if (now != null) {
			this.clock.advance(Duration.between(this.clock.instant(), now));
		}
	}

	private Writer writer() {
		return this.writer;
	}

	private Musubito musubito() {
		return this.musubito;
	}

	private MusubitoLineage lineage() {
		return this.lineage;
	}

	private MutableClock clock() {
		return this.clock;
	}

	private String id(Object result) {
		return this.musubito.resultOf(result).nodeId();
	}

	private Explanation why(Object result) {
		return this.lineage.explain(id(result));
	}

	private List<StepView> journal(int runsAgo) {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		return runs.find(runs.recent(runsAgo + 1).get(runsAgo).runId()).orElseThrow().steps();
	}

	private void tamper(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = connection.createStatement()) {
			assertThat(statement.executeUpdate(sql)).isPositive();
		}
	}

	@Nested
	class BeforeAnythingIsCompared {

		@Test
		void storeUnavailable() {
			ExplanationTests.this.context.getBean(Store.class).close();
			assertThatExceptionOfType(ReplayMissException.class)
				.isThrownBy(() -> musubito().withMode(ReplayMode.REPLAY_ONLY, () -> writer().facts("a")))
				.withMessageContaining("(store unavailable)");
		}

		@Test
		void replayDisabled() {
			restart("musubito.steps.facts.replay=false");
			String first = writer().facts("a");
			assertThat(why(first)).isEqualTo(new Explanation(Reason.REPLAY_DISABLED, List.of(), null, null));
			String second = writer().facts("b");
			assertThat(why(second)).isEqualTo(new Explanation(Reason.REPLAY_DISABLED,
					List.of(new Change("input.document", "a", "b")), id(first), null));
			assertThat(why(second)).hasToString("replay disabled: document a → b");
		}

		@Test
		void forced() {
			writer().facts("a");
			String again = musubito().withMode(ReplayMode.REFRESH, () -> writer().facts("a"));
			assertThat(why(again)).isEqualTo(new Explanation(Reason.FORCED, List.of(), id(again), null));
		}

		@Test
		void forcedListsWhatChangedToo() {
			String first = writer().facts("a");
			String second = musubito().withMode(ReplayMode.REFRESH, () -> writer().facts("b"));
			assertThat(why(second)).isEqualTo(
					new Explanation(Reason.FORCED, List.of(new Change("input.document", "a", "b")), id(first), null));
		}

		@Test
		void staleByInvalidation() {
			String first = writer().facts("a");
			lineage().invalidate(id(first));
			String again = writer().facts("a");
			assertThat(why(again)).isEqualTo(new Explanation(Reason.STALE,
					List.of(new Change("by invalidation", null, null)), id(again), id(again)));
			assertThat(why(again)).hasToString("stale: by invalidation");
		}

		@Test
		void staleByAStepThatRanAgain() {
			String rate = writer().rate("EUR");
			writer().draft(rate);
			String other = musubito().withMode(ReplayMode.REFRESH, () -> writer().rate("EUR"));
			String draft = writer().draft(rate);
			assertThat(why(draft).reason()).isEqualTo(Reason.STALE);
			assertThat(why(draft).changes()).containsExactly(new Change("by rate", null, "rate: forced"));
			assertThat(why(draft).rootCauseNodeId()).isEqualTo(id(other));
			assertThat(why(draft)).hasToString("stale: by rate ← forced");
		}

		@Test
		void clockSkew() {
			writer().rate("EUR");
			clock().advance(Duration.ofDays(-1));
			assertThat(why(writer().rate("EUR")).reason()).isEqualTo(Reason.CLOCK_SKEW);
		}

		@Test
		void expired() {
			writer().rate("EUR");
			clock().advance(Duration.ofHours(1));
			String again = writer().rate("EUR");
			assertThat(why(again)).isEqualTo(new Explanation(Reason.EXPIRED, List.of(), id(again), null));
		}

		@Test
		void expiredBecauseOfACalledStep() {
			writer().report("EUR");
			clock().advance(Duration.ofHours(1));
			Explanation why = why(writer().report("EUR"));
			assertThat(why.reason()).isEqualTo(Reason.EXPIRED);
			assertThat(why.changes()).containsExactly(new Change("called rate", null, null));
			assertThat(why).hasToString("expired: called rate");
		}

		@Test
		void artifactMissing() throws SQLException {
			String facts = writer().facts("a");
			tamper("UPDATE musubito_artifact SET payload = NULL");
			String again = writer().facts("a");
			assertThat(why(again)).isEqualTo(new Explanation(Reason.ARTIFACT_MISSING, List.of(), id(facts), null));
		}

		@Test
		void artifactCorrupt() throws SQLException {
			String facts = writer().facts("a");
			tamper("UPDATE musubito_artifact SET payload = '\"something else\"'");
			String again = writer().facts("a");
			assertThat(again).isEqualTo("facts of a");
			assertThat(why(again)).isEqualTo(new Explanation(Reason.ARTIFACT_CORRUPT, List.of(), id(facts), null));
		}

		@Test
		void previousFailed() {
			writer().fail(true);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> writer().facts("a"));
			writer().fail(false);
			String facts = writer().facts("a");
			assertThat(why(facts)).isEqualTo(new Explanation(Reason.PREVIOUS_FAILED, List.of(), id(facts), null));
		}

		@Test
		void firstExecution() {
			Explanation why = why(writer().facts("a"));
			assertThat(why).isEqualTo(new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null));
			assertThat(why).hasToString("first execution");
		}

	}

	@Nested
	class WhatChanged {

		@Test
		void version() {
			String before = id(writer().facts("a"));
			restart("musubito.steps.facts.version=v2");
			String second = id(writer().facts("a"));
			assertThat(lineage().explain(second)).isEqualTo(
					new Explanation(Reason.VERSION_CHANGED, List.of(new Change("version", null, "v2")), before, null));
			restart("musubito.steps.facts.version=v3");
			Explanation why = why(writer().facts("a"));
			assertThat(why.changes()).containsExactly(new Change("version", "v2", "v3"));
			assertThat(why).hasToString("version changed: v2 → v3");
		}

		@Test
		void resource() throws IOException {
			String before = id(writer().draft("facts"));
			Files.writeString(ExplanationTests.this.prompt, "Write at length.");
			restart();
			Explanation why = why(writer().draft("facts"));
			assertThat(why.reason()).isEqualTo(Reason.CONFIGURATION_CHANGED);
			assertThat(why.baselineNodeId()).isEqualTo(before);
			assertThat(why.changes()).singleElement().satisfies((change) -> {
				assertThat(change.component()).startsWith("resource ");
				assertThat(change.before()).hasSize(12).isNotEqualTo(change.after());
				assertThat(change.after()).hasSize(12);
			});
			assertThat(why).hasToString("configuration changed: " + why.changes().get(0).component());
		}

		@Test
		void propertyWithoutItsValue() {
			writer().draft("facts");
			restart("app.tone=a-secret-tone");
			Explanation why = why(writer().draft("facts"));
			assertThat(why.reason()).isEqualTo(Reason.CONFIGURATION_CHANGED);
			assertThat(why.changes()).extracting(Change::component).containsExactly("property app.tone");
			assertThat(why.changes()).allSatisfy((change) -> assertThat(change.toString()).doesNotContain("secret"));
		}

		@Test
		void aPlaceInAnArgument() {
			Prompt before = new Prompt("m", List.of(new Message("system", "Be kind"), new Message("user", "Hi")));
			Prompt after = new Prompt("m", List.of(new Message("system", "Be kind"), new Message("user", "Ho")));
			String first = writer().ask(before);
			String second = writer().ask(after);
			assertThat(why(second)).isEqualTo(new Explanation(Reason.INPUT_CHANGED,
					List.of(new Change("input.prompt $.messages[1].text", "Hi", "Ho")), id(first), null));
			assertThat(why(second)).hasToString("input changed: prompt $.messages[1].text Hi → Ho");
		}

		@Test
		void onlyHashesWhereInputsAreNotKept() {
			restart("musubito.inputs.keep=false");
			writer().facts("a secret");
			Explanation why = why(writer().facts("another secret"));
			assertThat(why.changes()).singleElement().satisfies((change) -> {
				assertThat(change.component()).isEqualTo("input.document");
				assertThat(change.before()).matches("[0-9a-f]{12}");
				assertThat(change.after()).matches("[0-9a-f]{12}");
			});
		}

		@Test
		void everythingThatChangedIsListedAndTheFirstInOrderIsTheReason() {
			writer().draft("facts");
			restart("musubito.steps.draft.version=v2", "app.tone=cool");
			Explanation why = why(writer().draft("other facts"));
			assertThat(why.reason()).isEqualTo(Reason.VERSION_CHANGED);
			assertThat(why.changes()).extracting(Change::component)
				.containsExactly("version", "property app.tone", "input.facts");
			assertThat(why).hasToString(
					"version changed: (none) → v2; property app.tone friendly → cool; facts facts → other facts");
		}

		@Test
		void anArgumentThatCameFromAStepCountsAsUpstream() throws IOException {
			answer("a");
			Files.writeString(ExplanationTests.this.prompt, "Write at length.");
			restart();
			answer("a");
			StepView draft = journal(0).get(1);
			StepView review = journal(0).get(2);
			assertThat(journal(0)).extracting(StepView::reason)
				.containsExactly(null, Reason.CONFIGURATION_CHANGED, Reason.UPSTREAM_CHANGED, Reason.UPSTREAM_CHANGED);
			assertThat(review.why().baselineNodeId()).isEqualTo(journal(1).get(2).nodeId());
			assertThat(review.why().rootCauseNodeId()).isEqualTo(draft.nodeId());
			assertThat(review.why().changes()).extracting(Change::component).containsExactly("upstream draft");
			String cause = "configuration changed: " + draft.why().changes().get(0).component();
			assertThat(review.why()).hasToString("upstream changed: draft ← " + cause);
			StepView publish = journal(0).get(3);
			assertThat(publish.why().rootCauseNodeId()).isEqualTo(draft.nodeId());
			assertThat(publish.why()).hasToString("upstream changed: review ← draft: " + cause);
		}

		@Test
		void aRunThatCameNoFurtherDoesNotHideTheRootCause() throws IOException {
			answer("a");
			Files.writeString(ExplanationTests.this.prompt, "Write at length.");
			restart();
			String draft = musubito().pipeline("answer", () -> writer().draft(writer().facts("a")));
			answer("a");
			StepView review = journal(0).get(2);
			assertThat(review.reason()).isEqualTo(Reason.UPSTREAM_CHANGED);
			assertThat(review.why().rootCauseNodeId()).isEqualTo(id(draft));
		}

		@Test
		void ofManyUpstreamsTheOneThatChangedIsNamed() {
			musubito().pipeline("all", () -> writer().all(List.of(writer().facts("a"), writer().rate("EUR"))));
			musubito().withMode(ReplayMode.REFRESH, () -> writer().rate("EUR"));
			musubito().pipeline("all", () -> writer().all(List.of(writer().facts("a"), writer().rate("EUR"))));
			assertThat(journal(0).get(2).why().changes()).extracting(Change::component)
				.containsAnyOf("upstream rate", "by rate");
		}

		@Test
		void mergedResultsAreNamed() {
			merged("a");
			String facts = writer().facts("b");
			Explanation why = merged("b");
			assertThat(why.reason()).isEqualTo(Reason.UPSTREAM_CHANGED);
			assertThat(why.changes()).extracting(Change::component).containsExactly("upstream facts");
			assertThat(why.rootCauseNodeId()).isEqualTo(id(facts));
		}

		private Explanation merged(String document) {
			String facts = writer().facts(document);
			try (MergeScope merge = musubito().merge(facts)) {
				return why(writer().draft("derived"));
			}
		}

		private void answer(String document) {
			musubito().pipeline("answer",
					() -> writer().publish(writer().review(writer().draft(writer().facts(document)))));
		}

	}

	@Nested
	class Baselines {

		@Test
		void aBatchItemWhoseOwnDocumentChangedSaysSo() {
			List<String> documents = new ArrayList<>(IntStream.range(0, 100).mapToObj((i) -> "document " + i).toList());
			batch(documents);
			List<StepView> cold = journal(0);
			assertThat(cold).extracting(StepView::reason).containsOnly(Reason.FIRST_EXECUTION).hasSize(100);
			documents.set(36, "document 36, revised");
			documents.set(70, "document 70, revised");
			batch(documents);
			List<StepView> warm = journal(0);
			assertThat(warm.stream().filter((step) -> !step.cached())).extracting(StepView::sequence)
				.containsExactly(37, 71);
			assertThat(warm.get(36).why()).isEqualTo(new Explanation(Reason.INPUT_CHANGED,
					List.of(new Change("input.document", "document 36", "document 36, revised")), cold.get(36).nodeId(),
					null));
			assertThat(warm.get(70).why().baselineNodeId()).isEqualTo(cold.get(70).nodeId());
		}

		@Test
		void anEnclosingStepThatReplaysDoesNotShiftWhatOthersAreComparedWith() {
			musubito().pipeline("reports", () -> writer().report("EUR") + writer().report("USD"));
			clock().advance(Duration.ofMinutes(30));
			musubito().pipeline("reports", () -> writer().report("EUR") + writer().report("GBP"));
			StepView rate = journal(0).stream().filter((step) -> step.operation().equals("rate")).findFirst().get();
			assertThat(rate.why().changes()).containsExactly(new Change("input.currency", "USD", "GBP"));
		}

		@Test
		void outsideOfRunsTheNodeThatSharesMost() {
			String paris = writer().describe("Paris", "sunny");
			writer().describe("Rome", "rainy");
			String again = writer().describe("Paris", "windy");
			assertThat(why(again)).isEqualTo(new Explanation(Reason.INPUT_CHANGED,
					List.of(new Change("input.weather", "sunny", "windy")), id(paris), null));
		}

		private void batch(List<String> documents) {
			musubito().pipeline("batch", () -> {
				documents.forEach(writer()::facts);
				return documents.size();
			});
		}

	}

	@Nested
	class Shown {

		@Test
		void atMost2KiBAreStored() throws SQLException {
			List<String> before = IntStream.range(0, 200).mapToObj((i) -> "é\"".repeat(50) + i).toList();
			List<String> after = IntStream.range(0, 200).mapToObj((i) -> "ü\"".repeat(50) + i).toList();
			writer().all(before);
			Explanation why = why(writer().all(after));
			assertThat(why.changes()).hasSizeBetween(3, 20);
			assertThat(why.changes().get(0).component()).isEqualTo("input.parts $[0]");
			assertThat(why.changes().get(why.changes().size() - 1).component()).matches("… and \\d+ more");
			try (Connection connection = DriverManager
				.getConnection("jdbc:sqlite:" + Engine.in(ExplanationTests.this.directory).store());
					Statement statement = connection.createStatement()) {
				assertThat(statement.executeQuery("SELECT max(length(CAST(why AS BLOB))) FROM musubito_step_record")
					.getInt(1)).isBetween(1000, 2048);
			}
		}

		@Test
		@ExtendWith(OutputCaptureExtension.class)
		void theLogSaysWhyAStepExecutesAndWhatAHitComesFrom(CapturedOutput output) {
			Logger logger = (Logger) LoggerFactory.getLogger(StepExecutor.class);
			logger.setLevel(Level.DEBUG);
			try {
				String facts = musubito().pipeline("first", () -> writer().facts("a"));
				writer().facts("a");
				writer().facts("b");
				String runId = ExplanationTests.this.context.getBean(MusubitoRuns.class).recent(1).get(0).runId();
				assertThat(output).contains("Step 'facts' executes: first execution")
					.contains("Step 'facts' REPLAYED, node " + id(facts) + ", produced by node " + id(facts) + " at "
							+ clock().instant() + " by run " + runId + " of 'first'")
					.contains("Step 'facts' executes: input changed: document");
			}
			finally {
				logger.setLevel(null);
			}
		}

		@Test
		void aHitSaysWhichNodeProducedItWhenAndByWhichRun() {
			String first = musubito().pipeline("first", () -> writer().draft(writer().facts("a")));
			String again = writer().draft(writer().sameFacts("a"));
			assertThat(musubito().resultOf(again).outcome()).isEqualTo(StepOutcome.REPLAYED);
			String runId = ExplanationTests.this.context.getBean(MusubitoRuns.class).recent(1).get(0).runId();
			Explanation why = why(again);
			assertThat(why.reason()).isEqualTo(Reason.FIRST_EXECUTION);
			assertThat(why.changes()).startsWith(new Change("replay of " + id(first), null,
					"executed at " + clock().instant() + " by run " + runId + " of 'first'"));
		}

	}

	record Prompt(String model, List<Message> messages) {

	}

	record Message(String role, String text) {

	}

	static class Writer {

		// Goes on after a restart, as the answers of a model are others each time
		private static final AtomicInteger SERIAL = new AtomicInteger();

		private final Writer self;

		@MusubitoIgnore
		private boolean failing;

		Writer(Writer self) {
			this.self = self;
		}

		void fail(boolean fails) {
			this.failing = fails;
		}

		@MusubitoStep(name = "facts")
		String facts(String document) {
			if (this.failing) {
				throw new IllegalStateException("model down");
			}
			return "facts of " + document;
		}

		@MusubitoStep(name = "same-facts")
		String sameFacts(String document) {
			return "facts of " + document;
		}

		@MusubitoStep(name = "rate", ttl = "1h")
		String rate(String currency) {
			return currency + " " + SERIAL.incrementAndGet();
		}

		@MusubitoStep(name = "report")
		String report(String currency) {
			return "report on " + this.self.rate(currency);
		}

		@MusubitoStep(name = "draft", resources = "${test.prompt}", properties = "app.tone")
		String draft(String facts) {
			return "draft " + SERIAL.incrementAndGet() + " from " + facts;
		}

		@MusubitoStep(name = "review")
		String review(String draft) {
			return "review of " + draft;
		}

		@MusubitoStep(name = "publish")
		String publish(String review) {
			return "published " + review;
		}

		@MusubitoStep(name = "ask")
		String ask(Prompt prompt) {
			return "answer to " + prompt;
		}

		@MusubitoStep(name = "all")
		String all(List<String> parts) {
			return String.join(" ", parts);
		}

		@MusubitoStep(name = "describe")
		String describe(String city, String weather) {
			return city + " is " + weather;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		Writer writer(@Lazy Writer self) {
			return new Writer(self);
		}

	}

}
