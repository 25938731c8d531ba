package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.musubito.EffectInDoubtException;
import io.musubito.FanOutException;
import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.behaviour.effect.LedgerApplication.Ledger;
import io.musubito.behaviour.effect.LedgerApplication.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * As long as a transaction has yet to decide whether an effect happened, it answers
 * nobody but that transaction, and so do the steps that called it.
 */
@Tag("slow")
@Timeout(60)
class UndecidedEffectTests {

	private static final Duration MAX_WAIT = Duration.ofSeconds(4);

	@TempDir
	Path directory;

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private ConfigurableApplicationContext context;

	private Ledger ledger;

	private Writer writer;

	private TransactionTemplate transaction;

	private TransactionTemplate apart;

	@BeforeEach
	void start() {
		this.context = LedgerApplication.start(this.directory, this.url, "musubito.claims.max-wait=" + MAX_WAIT);
		this.ledger = this.context.getBean(Ledger.class);
		this.writer = this.context.getBean(Writer.class);
		this.ledger.book("0");
		this.transaction = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.apart = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@AfterEach
	void stop() {
		this.context.getBean(JdbcClient.class).sql("SHUTDOWN").update();
		this.context.close();
	}

	static Stream<Named<BiFunction<UndecidedEffectTests, String, String>>> callers() {
		return Stream.of(Named.of("the effect", (test, id) -> test.ledger.book(id)),
				Named.of("a step around it", (test, id) -> test.writer.compose("required", id)),
				Named.of("a future step around it", (test, id) -> test.writer.composeFuture(id).join()),
				Named.of("a Mono step around it", (test, id) -> test.writer.composeMono(id).block()),
				Named.of("a Flux step around it", (test, id) -> test.writer.composeFlux(id).blockLast()));
	}

	@ParameterizedTest
	@MethodSource("callers")
	void whoJoinedIsAnsweredByTheCommit(BiFunction<UndecidedEffectTests, String, String> call) {
		AskingThread[] joined = new AskingThread[1];
		this.ledger.whenBooked("1", () -> joined[0] = AskingThread.ask(() -> call.apply(this, "1")));
		String first = this.transaction.execute((status) -> {
			String answer = call.apply(this, "1");
			AskingThread later = AskingThread.ask(() -> call.apply(this, "1"));
			assertThat(joined[0].hasAnswer()).as("answered before the decision").isFalse();
			assertThat(later.hasAnswer()).as("answered before the decision").isFalse();
			return answer;
		});
		assertThat(joined[0].answer()).succeedsWithin(MAX_WAIT).isEqualTo(first);
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
		assertThat(this.writer.executed()).as("executions").isLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("callers")
	void whoJoinedTriesForHimselfAfterTheRollback(BiFunction<UndecidedEffectTests, String, String> call) {
		AskingThread[] joined = new AskingThread[1];
		this.ledger.whenBooked("1", () -> joined[0] = AskingThread.ask(() -> call.apply(this, "1")));
		this.transaction.executeWithoutResult((status) -> {
			call.apply(this, "1");
			assertThat(joined[0].hasAnswer()).as("answered before the decision").isFalse();
			status.setRollbackOnly();
		});
		assertThat(joined[0].answer()).succeedsWithin(MAX_WAIT).asString().endsWith("booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("callers")
	void whoJoinedWaitsNoLongerThanAllowed(BiFunction<UndecidedEffectTests, String, String> call) {
		this.transaction.executeWithoutResult((status) -> {
			call.apply(this, "1");
			List<AskingThread> waiting = IntStream.range(0, 5)
				.mapToObj((number) -> AskingThread.ask(() -> call.apply(this, "1")))
				.toList();
			long started = System.nanoTime();
			for (AskingThread one : waiting) {
				assertThat(one.answer()).as("a call with max-wait %s of what has no decision yet", MAX_WAIT)
					.failsWithin(MAX_WAIT.plusSeconds(3))
					.withThrowableThat()
					.havingRootCause()
					.isInstanceOf(EffectInDoubtException.class)
					.withMessageContaining("'book'")
					.withMessageContaining("transaction that has not ended")
					.withMessageContaining("musubito.claims.max-wait");
			}
			assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(MAX_WAIT.plusSeconds(3));
		});
		assertThat(this.ledger.rows("1")).as("rows").isOne();
	}

	@ParameterizedTest
	@MethodSource("callers")
	void theTransactionItselfIsAnsweredAgain(BiFunction<UndecidedEffectTests, String, String> call) {
		this.transaction
			.executeWithoutResult((status) -> assertThat(call.apply(this, "1")).isEqualTo(call.apply(this, "1")));
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
		assertThat(this.writer.executed()).as("executions").isLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("callers")
	void aSuspendedTransactionIsNotWaitedForOnItsThread(BiFunction<UndecidedEffectTests, String, String> call) {
		long started = System.nanoTime();
		this.transaction.executeWithoutResult((status) -> {
			call.apply(this, "1");
			assertThatThrownBy(() -> this.apart.execute((inner) -> call.apply(this, "1")))
				.isInstanceOf(EffectInDoubtException.class)
				.hasMessageContaining("waiting would never end");
		});
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(MAX_WAIT);
		assertThat(this.ledger.rows("1")).as("rows").isOne();
	}

	@ParameterizedTest
	@MethodSource("callers")
	void aFanOutIsNotWaitedForByItsOwnTransaction(BiFunction<UndecidedEffectTests, String, String> call) {
		long started = System.nanoTime();
		this.transaction.executeWithoutResult((status) -> {
			call.apply(this, "1");
			assertThatExceptionOfType(FanOutException.class).isThrownBy(() -> fanOut(2, () -> call.apply(this, "1")))
				.havingRootCause()
				.isInstanceOf(EffectInDoubtException.class)
				.withMessageContaining("waits for this call")
				.withMessageContaining("concurrency(1)");
			assertThat(fanOut(1, () -> call.apply(this, "1"))).hasSize(2);
		});
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(MAX_WAIT);
		assertThat(this.ledger.rows("1")).as("rows").isOne();
	}

	@Test
	void aFanOutWithinAFanOutIsNotWaitedForEither() {
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.book("1");
			assertThatExceptionOfType(FanOutException.class)
				.isThrownBy(() -> fanOut(2, () -> String.valueOf(fanOut(2, () -> this.ledger.book("1")))))
				.havingRootCause()
				.isInstanceOf(EffectInDoubtException.class);
		});
		assertThat(this.ledger.rows("1")).as("rows").isOne();
	}

	@Test
	void whatIsMadeOfItsValueIsGivenToAll() {
		this.transaction.executeWithoutResult((status) -> {
			String receipt = this.ledger.book("1");
			assertThat(fanOut(2, () -> this.writer.draft(receipt))).containsOnly("draft about booked");
			assertThat(AskingThread.ask(() -> this.writer.draft("booked")).answer()).succeedsWithin(MAX_WAIT);
		});
		assertThat(this.writer.draft(this.ledger.book("1"))).isEqualTo("draft about booked");
		assertThat(this.writer.executed()).as("executions").isOne();
	}

	@Test
	void aTransactionThatIsTriedAgainInARunPerformsItAgain() {
		this.context.getBean(Musubito.class).pipeline("order", () -> {
			assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.ledger.book("1");
				this.ledger.book("1");
				this.writer.compose("required", "1");
				throw new IllegalStateException("deadlock loser");
			}));
			this.transaction.executeWithoutResult((status) -> {
				this.ledger.book("1");
				this.writer.compose("required", "1");
			});
			return null;
		});
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.writer.executed()).as("executions").isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("callers")
	void undoneByARollbackToASavepointItIsPerformedAgain(BiFunction<UndecidedEffectTests, String, String> call) {
		TransactionTemplate nested = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		AskingThread[] joined = new AskingThread[1];
		this.ledger.whenBooked("1", () -> joined[0] = AskingThread.ask(() -> call.apply(this, "1")));
		this.transaction.executeWithoutResult((status) -> {
			nested.executeWithoutResult((inner) -> {
				call.apply(this, "1");
				inner.setRollbackOnly();
			});
			assertThat(call.apply(this, "1")).endsWith("booked");
			assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
		});
		assertThat(joined[0].answer()).succeedsWithin(MAX_WAIT);
		assertThat(call.apply(this, "1")).endsWith("booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@Test
	void failedWithinASavepointItIsPerformedAgain() {
		TransactionTemplate nested = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.ledger.whenBooked("1", () -> {
			throw new IllegalStateException("no");
		});
		this.transaction.executeWithoutResult((status) -> {
			assertThatIllegalStateException().isThrownBy(() -> nested.execute((inner) -> this.ledger.bookNested("1")));
			String again = nested.execute((inner) -> this.ledger.bookNested("1"));
			assertThat(again).isEqualTo("booked");
		});
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@Test
	void ofSeveralTransactionsOfOneAttemptTheLastOneDecides() {
		this.ledger.whenBooked("1", () -> {
			throw new IllegalStateException("deadlock loser");
		});
		assertThat(this.ledger.bookRetried("1")).isEqualTo("booked");
		assertThat(this.ledger.bookRetried("1")).isEqualTo("booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@Test
	void ofSeveralSavepointsOfOneAttemptTheLastOneCounts() {
		this.ledger.whenBooked("1", () -> {
			throw new IllegalStateException("deadlock loser");
		});
		AskingThread asking = this.transaction.execute((status) -> {
			assertThat(this.ledger.bookRetried("1")).isEqualTo(this.ledger.bookRetried("1"));
			return AskingThread.ask(() -> this.ledger.bookRetried("1"));
		});
		assertThat(asking.answer()).succeedsWithin(MAX_WAIT).isEqualTo("booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@Test
	void theCommitRecordsWhatCalledItAndWhatWasMadeOfIt() {
		String before = this.transaction.execute((status) -> chain());
		int executed = this.writer.executed();
		String again = this.transaction.execute((status) -> chain());
		assertThat(again).isEqualTo(before);
		assertThat(chain()).isEqualTo(before);
		assertThat(this.writer.executed()).as("executions").isEqualTo(executed).isEqualTo(4);
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
	}

	private String chain() {
		String composed = this.writer.compose("required", "1");
		String draft = this.writer.draft(composed);
		return this.writer.draft(draft) + this.writer.composeBoth("1", "2");
	}

	@Test
	void theRollbackLeavesNothingToReplay() {
		this.transaction.executeWithoutResult((status) -> {
			chain();
			status.setRollbackOnly();
		});
		assertThat(this.ledger.rows("1")).as("rows").isZero();
		this.transaction.executeWithoutResult((status) -> this.writer.compose("required", "1"));
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.writer.composeBoth("1", "2")).isEqualTo("composed: booked, booked");
		assertThat(this.ledger.rows("2")).as("rows of the second effect").isOne();
	}

	@Test
	void whatIsNotKeptIsExecutedEachTime() {
		this.transaction.executeWithoutResult((status) -> {
			String receipt = this.ledger.book("1");
			this.writer.composeUnless("1");
			this.writer.composeUnless("1");
			this.writer.draftUnless(receipt);
			this.writer.draftUnless(receipt);
		});
		assertThat(this.writer.executed()).as("executions").isEqualTo(4);
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
	}

	@Test
	void whoJoinedWhatIsNotKeptTriesForHimselfAfterTheRollback() {
		AskingThread[] joined = new AskingThread[1];
		this.ledger.whenBooked("1", () -> joined[0] = AskingThread.ask(() -> this.writer.composeUnless("1")));
		this.transaction.executeWithoutResult((status) -> {
			this.writer.composeUnless("1");
			this.writer.composeUnless("1");
			assertThat(joined[0].hasAnswer()).as("answered before the decision").isFalse();
			status.setRollbackOnly();
		});
		assertThat(joined[0].answer()).succeedsWithin(MAX_WAIT).isEqualTo("composed: booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.writer.executed()).as("executions").isEqualTo(3);
	}

	@Test
	void aStepThatWasStoredIsNotPaidAgainForANewLineage() {
		this.writer.draft("booked");
		this.transaction.executeWithoutResult((status) -> {
			this.writer.draft(this.ledger.book("1"));
			status.setRollbackOnly();
		});
		this.transaction.executeWithoutResult((status) -> this.writer.draft(this.ledger.book("1")));
		this.writer.draft(this.ledger.book("1"));
		assertThat(this.writer.executed()).as("executions").isOne();
	}

	@Test
	void rolledBackWithinTheStepThatCalledItNobodyElseGetsThatResult() {
		AskingThread[] joined = new AskingThread[1];
		this.ledger.whenBooked("1", () -> {
			joined[0] = AskingThread.ask(() -> this.writer.compose("required", "1"));
			TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
		});
		// Its own transaction has ended when the step ends
		this.writer.compose("required", "1");
		assertThat(joined[0].answer()).succeedsWithin(MAX_WAIT).isEqualTo("composed: booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@Test
	void ofSeveralEffectsTheLastOneDecides() {
		AskingThread joined = this.transaction.execute((status) -> {
			this.writer.composeBoth("1", "2");
			return AskingThread.ask(() -> this.writer.composeBoth("1", "2"));
		});
		assertThat(joined.answer()).succeedsWithin(MAX_WAIT).isEqualTo("composed: booked, booked");
		assertThat(this.writer.executed()).as("executions").isOne();
	}

	@Test
	void whenTheCommitFailsWhoJoinedIsRefused() {
		AskingThread[] joined = new AskingThread[1];
		DataSource dataSource = this.context.getBean(DataSource.class);
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.ledger.book("1");
				joined[0] = AskingThread.ask(() -> this.ledger.book("1"));
				try {
					DataSourceUtils.getConnection(dataSource).close();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}));
		assertThat(joined[0].answer()).failsWithin(MAX_WAIT)
			.withThrowableThat()
			.withCauseInstanceOf(EffectInDoubtException.class)
			.withMessageContaining("may or may not be committed");
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
	}

	@Test
	void listenersOfTheTransactionKnowHowItEnded() {
		CompletableFuture<String> heard = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.book("1");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					heard.complete(UndecidedEffectTests.this.apart
						.execute((inner) -> UndecidedEffectTests.this.ledger.book("1")));
				}

			});
		});
		assertThat(heard).isCompletedWithValue("booked");
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
	}

	@Test
	void listenersOfARollbackPerformItThemselves() {
		CompletableFuture<String> heard = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.book("1");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int completion) {
					heard.complete(UndecidedEffectTests.this.apart
						.execute((inner) -> UndecidedEffectTests.this.ledger.book("1")));
				}

			});
			status.setRollbackOnly();
		});
		assertThat(heard).isCompletedWithValue("booked");
		assertThat(this.ledger.rows("1")).as("rows").isOne();
		assertThat(this.ledger.attempts("1")).as("attempts").isEqualTo(2);
	}

	@Test
	void whoWaitsForAnotherContextWaitsNoLongerThanAllowed() throws Exception {
		try (ConfigurableApplicationContext other = LedgerApplication.start(this.directory, this.url,
				"musubito.claims.max-wait=" + MAX_WAIT)) {
			Ledger otherLedger = other.getBean(Ledger.class);
			this.transaction.executeWithoutResult((status) -> {
				this.ledger.book("1");
				long started = System.nanoTime();
				List<AskingThread> waiting = IntStream.range(0, 5)
					.mapToObj((number) -> AskingThread.ask(() -> otherLedger.book("1")))
					.toList();
				for (AskingThread one : waiting) {
					assertThat(one.answer()).as("a call with max-wait %s of what another context performs", MAX_WAIT)
						.failsWithin(MAX_WAIT.plusSeconds(3))
						.withThrowableThat()
						.withCauseInstanceOf(EffectInDoubtException.class)
						.withMessageContaining("musubito.claims.max-wait");
				}
				assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(MAX_WAIT.plusSeconds(3));
			});
			assertThat(otherLedger.book("1")).isEqualTo("booked");
		}
		assertThat(this.ledger.rows("1")).as("rows").isOne();
	}

	@Test
	void anotherContextInTheSameTransactionIsAnswered() {
		try (ConfigurableApplicationContext other = LedgerApplication.start(this.directory, this.url)) {
			Ledger otherLedger = other.getBean(Ledger.class);
			this.transaction.executeWithoutResult((status) -> {
				this.ledger.book("1");
				assertThat(otherLedger.book("1")).isEqualTo("booked");
				status.setRollbackOnly();
			});
			assertThat(this.ledger.rows("1")).as("rows").isZero();
			assertThat(otherLedger.book("1")).isEqualTo("booked");
		}
		assertThat(this.ledger.rows("1")).as("rows").isOne();
	}

	@Test
	void aRunThatEndsBeforeTheTransactionIsCompleteAfterIt() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		this.transaction.executeWithoutResult((status) -> {
			this.context.getBean(Musubito.class).pipeline("order", () -> this.writer.compose("required", "1"));
			this.context.getBean(Musubito.class).pipeline("effect alone", () -> this.ledger.book("2"));
		});
		assertThat(runs.recent(2)).extracting(RunView::status).containsOnly(RunStatus.SUCCESS);
		assertThat(runs.recent(1, "order")).singleElement()
			.satisfies((run) -> assertThat(runs.find(run.runId()).orElseThrow().steps())
				.extracting(StepView::operation, StepView::outcome)
				.containsExactlyInAnyOrder(tuple("book", StepOutcome.EXECUTED),
						tuple("compose", StepOutcome.EXECUTED)));
	}

	@Test
	void whoJoinedARunningMethodWaitsNoLongerThanAllowed() {
		CompletableFuture<Void> goOn = new CompletableFuture<>();
		this.ledger.whenBooked("1", goOn::join);
		AskingThread first = AskingThread.ask(() -> this.ledger.book("1"));
		AskingThread joined = AskingThread.ask(() -> this.ledger.book("1"));
		assertThat(joined.answer()).as("a call with max-wait %s of what is being performed", MAX_WAIT)
			.failsWithin(MAX_WAIT.plusSeconds(3))
			.withThrowableThat()
			.withCauseInstanceOf(EffectInDoubtException.class)
			.withMessageContaining("another caller in this process")
			.withMessageContaining("musubito.claims.max-wait");
		goOn.complete(null);
		assertThat(first.answer()).succeedsWithin(MAX_WAIT).isEqualTo("booked");
		assertThat(this.ledger.attempts("1")).as("attempts").isOne();
	}

	private List<String> fanOut(int concurrency, Callable<String> call) {
		return this.context.getBean(Musubito.class)
			.forEach(List.of(1, 2))
			.concurrency(concurrency)
			.apply((item) -> call.call());
	}

}
