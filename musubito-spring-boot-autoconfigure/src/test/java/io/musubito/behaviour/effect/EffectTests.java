package io.musubito.behaviour.effect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.musubito.ArtifactRoundTripException;
import io.musubito.CircularStepException;
import io.musubito.EffectContext;
import io.musubito.EffectInDoubtException;
import io.musubito.EffectKey;
import io.musubito.EffectNotPerformedException;
import io.musubito.EffectResolution;
import io.musubito.Explanation;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.OnUnknown;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepDefinitionException;
import io.musubito.StepOutcome;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.StoreException;
import io.musubito.store.Effect;
import io.musubito.store.EffectState;
import io.musubito.store.EffectStore;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is performed, what is replayed and what is refused, on the real engine and a real
 * store.
 */
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class EffectTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Post post;

	private Receiver receiver;

	private Musubito musubito;

	private MusubitoLineage lineage;

	@BeforeEach
	void start() {
		restart();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void restart(String... properties) {
		Receiver earlier = this.receiver;
		if (this.context != null) {
			this.context.close();
		}
		this.context = Engine.in(this.directory).start(Application.class, properties);
		this.post = this.context.getBean(Post.class);
		this.receiver = this.context.getBean(Receiver.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
		if (earlier != null) {
			this.receiver.requests.addAll(earlier.requests);
		}
	}

	@Test
	void isPerformedOnceAndReplaysItsResultAfterARestartToo() {
		Receipt receipt = this.post.send("ann", "hello");
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt).isNotSameAs(receipt);
		restart();
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
		assertThat(this.receiver.requests).containsExactly("ann: hello");
		assertThat(this.musubito.resultOf(this.post.send("ann", "hello")).outcome()).isEqualTo(StepOutcome.REPLAYED);
	}

	@Test
	void anotherArgumentIsAnotherEffect() {
		this.post.send("ann", "hello");
		this.post.send("bob", "hello");
		this.post.send("ann", "bye");
		assertThat(this.receiver.requests).containsExactly("ann: hello", "bob: hello", "ann: bye");
	}

	@Test
	void withEffectKeysOnlyThoseTellOneEffectFromAnother() {
		assertThat(this.post.invoice("1", "for a")).isEqualTo(this.post.invoice("1", "for b"));
		this.post.invoice("2", "for a");
		this.post.invoice(null, "for a");
		this.post.invoice(null, "for b");
		assertThat(this.receiver.requests).containsExactly("1: for a", "2: for a", "null: for a");
	}

	@Test
	void neitherRefreshingNorAnotherModelPropertyNorInvalidatingPerformsItAgain() {
		Receipt receipt = this.post.send("ann", "hello");
		String nodeId = this.musubito.resultOf(receipt).nodeId();
		assertThat(this.musubito.withMode(ReplayMode.REFRESH, () -> this.post.send("ann", "hello"))).isEqualTo(receipt);
		assertThat(this.lineage.invalidate(nodeId)).isOne();
		assertThat(node(nodeId).status()).isEqualTo(NodeStatus.OUTDATED);
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
		restart("spring.ai.openai.chat.model=another", "musubito.mode=refresh");
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
		assertThat(this.receiver.requests).hasSize(1);
		assertThat(node(nodeId).status()).isEqualTo(NodeStatus.OUTDATED);
	}

	@Test
	void aChangedUpstreamMarksItAndDoesNotPerformItAgain() {
		String text = this.post.text("1");
		Receipt receipt = this.post.invoice("1", text);
		String nodeId = this.musubito.resultOf(receipt).nodeId();
		assertThat(node(nodeId).upstream()).containsExactly(this.musubito.resultOf(text).nodeId());
		this.lineage.invalidate(this.musubito.resultOf(text).nodeId());
		assertThat(node(nodeId).status()).isEqualTo(NodeStatus.OUTDATED);
		this.receiver.revision++;
		assertThat(this.post.invoice("1", this.post.text("1"))).isEqualTo(receipt);
		assertThat(this.receiver.requests).containsExactly("1: text 1.0");
	}

	@Test
	void aNewVersionPerformsItAgainAndGoingBackReplays() {
		Receipt receipt = this.post.send("ann", "hello");
		restart("musubito.steps.send.version=2");
		assertThat(this.post.send("ann", "hello")).isNotEqualTo(receipt);
		restart();
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
		assertThat(this.receiver.requests).hasSize(2);
	}

	@Test
	void anEffectOfTwoLineagesIsPerformedOnce() {
		String one = this.post.text("1");
		String other = this.post.text("2");
		Receipt receipt = this.post.invoice("1", one);
		Receipt same = this.post.invoice("1", other);
		MusubitoResult<Receipt> first = this.musubito.resultOf(receipt);
		MusubitoResult<Receipt> second = this.musubito.resultOf(same);
		assertThat(second.nodeId()).isNotEqualTo(first.nodeId());
		assertThat(second.producerNodeId()).isEqualTo(first.nodeId());
		assertThat(node(second.nodeId()).producerNodeId()).isEqualTo(first.nodeId());
		assertThat(this.receiver.requests).hasSize(1);
	}

	@Test
	void tellsAnAttemptThatDidNotHappenAndTriesAgainWithTheSameIdempotencyKey() {
		EffectNotPerformedException refusal = new EffectNotPerformedException("the receiver is closed");
		this.receiver.next = () -> {
			throw refusal;
		};
		assertThatExceptionOfType(EffectNotPerformedException.class).isThrownBy(() -> this.post.send("ann", "hello"))
			.isSameAs(refusal);
		assertThat(effect("send").state()).isEqualTo(EffectState.NOT_HAPPENED);
		Receipt receipt = this.post.send("ann", "hello");
		assertThat(receipt.attempt()).isEqualTo(2);
		assertThat(this.receiver.keys).hasSize(2).containsOnly(this.receiver.keys.get(0));
		assertThat(why(receipt).reason()).isEqualTo(Reason.PREVIOUS_FAILED);
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
	}

	@Test
	void idempotencyKeysAreDerivedFromTheIdentityAlone() {
		this.post.send("ann", "hello");
		this.post.send("bob", "hello");
		assertThat(this.receiver.keys).doesNotHaveDuplicates().allMatch((key) -> key.matches("[0-9a-z-]{1,80}"));
		try (ConfigurableApplicationContext other = Engine.in(this.directory.resolve("other"))
			.start(Application.class)) {
			other.getBean(Post.class).send("ann", "hello");
			assertThat(other.getBean(Receiver.class).keys).containsExactly(this.receiver.keys.get(0));
		}
	}

	@Test
	void aParameterOfTypeEffectContextIsFilledInAndNoPartOfTheIdentity() {
		Receipt receipt = this.post.charge("1", null);
		assertThat(receipt.attempt()).isOne();
		assertThat(this.receiver.keys).hasSize(1);
		assertThat(this.post.charge("1", null)).isEqualTo(receipt);
		assertThat(this.receiver.requests).hasSize(1);
	}

	@Test
	void outsideOfAnEffectThereIsNoIdempotencyKey() {
		assertThatIllegalStateException().isThrownBy(EffectContext::idempotencyKey)
			.withMessageContaining("No effect runs on this thread")
			.withMessageContaining("EffectContext.open");
		this.post.send("ann", "hello");
		assertThatIllegalStateException().isThrownBy(EffectContext::current);
		try (EffectContext.Scope scope = EffectContext.open("key", 3)) {
			assertThat(EffectContext.idempotencyKey()).isEqualTo("key");
			assertThat(EffectContext.current().attempt()).isEqualTo(3);
		}
		assertThatIllegalStateException().isThrownBy(EffectContext::current);
	}

	@Test
	void concurrentCallersShareOnePerformance() throws Exception {
		List<Receipt> receipts = concurrently(8, () -> this.post.send("ann", "hello"));
		assertThat(receipts).hasSize(8).containsOnly(receipts.get(0));
		assertThat(this.receiver.requests).hasSize(1);
	}

	@Test
	void contextsOnOneStoreShareOnePerformance() throws Exception {
		try (ConfigurableApplicationContext other = Engine.in(this.directory).start(Application.class)) {
			CountDownLatch arrived = new CountDownLatch(1);
			CountDownLatch answer = new CountDownLatch(1);
			this.receiver.next = () -> {
				arrived.countDown();
				answer.await();
				return null;
			};
			ExecutorService executor = Executors.newFixedThreadPool(2);
			try {
				Future<Receipt> one = executor.submit(() -> this.post.send("ann", "hello"));
				arrived.await();
				Future<Receipt> second = executor.submit(() -> other.getBean(Post.class).send("ann", "hello"));
				// It waits: only the answer to the first one lets it go on
				assertThat(second).isNotDone();
				answer.countDown();
				assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(one.get(20, TimeUnit.SECONDS));
			}
			finally {
				executor.shutdownNow();
			}
			assertThat(this.receiver.requests).hasSize(1);
			assertThat(other.getBean(Receiver.class).requests).isEmpty();
		}
	}

	@Test
	void anEffectThatCallsItselfIsRefused() {
		this.receiver.next = () -> {
			this.post.send("ann", "hello");
			return null;
		};
		assertThatExceptionOfType(CircularStepException.class).isThrownBy(() -> this.post.send("ann", "hello"));
	}

	@Test
	void withoutAStoreAnEffectDoesNotStart() {
		this.context.getBean(Store.class).close();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.post.send("ann", "hello"))
			.withMessageContaining("Effect 'send' was not performed")
			.withMessageContaining("is closed");
		assertThat(this.receiver.requests).isEmpty();
	}

	@Test
	void withoutAPlaceForItsIntentAnEffectDoesNotStart() throws Exception {
		Files.delete(Engine.in(this.directory).store());
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.post.send("ann", "hello"))
			.withMessageContaining("Effect 'send' was not performed");
		assertThat(this.receiver.requests).isEmpty();
	}

	@Test
	void anOutcomeThatCantBeRecordedAtOnceReachesTheCallerAndIsRecordedLater(CapturedOutput output) throws Exception {
		Path store = Engine.in(this.directory).store();
		Path aside = store.resolveSibling("aside");
		this.receiver.next = () -> {
			Files.move(store, aside);
			return null;
		};
		Receipt receipt = this.post.send("ann", "hello");
		assertThat(output).contains("what came of it (EXECUTED) can't be recorded");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.post.send("ann", "hello"))
			.withMessageContaining("was not performed");
		Files.move(aside, store);
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
		assertThat(this.receiver.requests).hasSize(1);
	}

	@Test
	void inModeReplayOnlyItIsNotPerformed() {
		assertThatExceptionOfType(ReplayMissException.class)
			.isThrownBy(() -> this.musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.post.send("ann", "hello")))
			.withMessageContaining("Effect 'send' would have to be performed");
		assertThat(this.receiver.requests).isEmpty();
		Receipt receipt = this.post.send("ann", "hello");
		assertThat(this.musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.post.send("ann", "hello")))
			.isEqualTo(receipt);
	}

	@Test
	void forcedItIsPerformedAgainWithAnotherKeyAndAWarning(CapturedOutput output) {
		this.post.send("ann", "hello");
		restart("musubito.steps.send.force-reexecution=true");
		Receipt again = this.post.send("ann", "hello");
		assertThat(why(again).reason()).isEqualTo(Reason.FORCED);
		assertThat(output).contains("WARN").contains("forceReexecution is set");
		assertThat(this.receiver.requests).hasSize(2);
		String forcedKey = this.receiver.keys.get(0);
		restart();
		assertThat(this.post.send("ann", "hello")).isEqualTo(again);
		assertThat(effect("send").idempotencyKey()).isEqualTo(forcedKey).isNotEqualTo(effect("send").effectKey());
	}

	@Test
	void aForcedAttemptThatDidNotHappenLeavesTheEarlierResult() {
		Receipt receipt = this.post.send("ann", "hello");
		restart("musubito.steps.send.force-reexecution=true");
		this.receiver.next = () -> {
			throw new EffectNotPerformedException("closed");
		};
		assertThatExceptionOfType(EffectNotPerformedException.class).isThrownBy(() -> this.post.send("ann", "hello"));
		restart();
		assertThat(this.post.send("ann", "hello")).isEqualTo(receipt);
	}

	@Test
	void inModeOffItIsPerformedEachTimeWithAWarning(CapturedOutput output) {
		this.post.send("ann", "hello");
		this.musubito.withMode(ReplayMode.OFF, () -> this.post.send("ann", "hello"));
		assertThat(output).contains("Effect 'send' is performed in mode OFF");
		assertThat(this.receiver.requests).hasSize(2);
		assertThat(this.receiver.keys).doesNotHaveDuplicates();
		this.post.send("ann", "hello");
		assertThat(this.receiver.requests).hasSize(2);
	}

	@Test
	void aStepWithoutAnAnnotationCanBeAnEffect() {
		StepSpec<String> spec = StepSpec.of("notify", StepType.EXTERNAL_EFFECT, String.class).input("who", "ann");
		for (int i = 0; i < 2; i++) {
			assertThat(
					this.musubito.step(spec, () -> this.receiver.accept("notified", EffectContext.current())).value())
				.isEqualTo("1");
		}
		this.musubito.step(StepSpec.of("notify", StepType.EXTERNAL_EFFECT, String.class).input("whom", "ann"),
				() -> this.receiver.accept("notified", EffectContext.current()));
		assertThat(this.receiver.requests).hasSize(2);
		assertThatExceptionOfType(StepDefinitionException.class)
			.isThrownBy(() -> this.musubito.step(spec.ttl(Duration.ofDays(1)), () -> "x"))
			.withMessageContaining("has a ttl");
	}

	@Test
	void isCountedInTheJournalOfItsRun() {
		this.musubito.pipeline("mail", () -> this.post.send("ann", "hello"));
		this.musubito.pipeline("mail", () -> this.post.send("ann", "hello"));
		assertThat(this.context.getBean(MusubitoRuns.class).recent(2))
			.flatExtracting((run) -> this.context.getBean(MusubitoRuns.class).find(run.runId()).orElseThrow().steps())
			.extracting(StepView::outcome)
			.containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
	}

	@Test
	void anInterruptedEffectIsInDoubtAndThoseWhoWaitedForItAreRefused() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		this.receiver.next = () -> {
			arrived.countDown();
			new CountDownLatch(1).await();
			return null;
		};
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread thread = new Thread(() -> failure.set(catchThrowable(() -> this.post.send("ann", "hello"))));
		thread.start();
		arrived.await();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> joined = executor.submit(() -> catchThrowable(() -> this.post.send("ann", "hello")));
			thread.interrupt();
			thread.join();
			assertThat(failure.get()).hasRootCauseInstanceOf(InterruptedException.class);
			assertThat(joined.get(20, TimeUnit.SECONDS)).isInstanceOf(EffectInDoubtException.class);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(effect("send").state()).isEqualTo(EffectState.UNKNOWN);
		assertThat(this.receiver.requests).hasSize(1);
	}

	@Test
	void aResultThatDoesNotSurviveLeavesItInDoubtAndReachesTheCaller() {
		ArtifactRoundTripException lost = catchThrowableOfType(ArtifactRoundTripException.class,
				() -> this.post.lossy("ann"));
		assertThat(lost.result()).isEqualTo(Map.of("at", Instant.EPOCH));
		EffectInDoubtException refusal = catchThrowableOfType(EffectInDoubtException.class,
				() -> this.post.lossy("ann"));
		assertThat(refusal).hasMessageContaining("can't be stored");
		assertThat(this.receiver.requests).hasSize(1);
		this.lineage.resolveEffect(refusal.nodeId(), EffectResolution.happened(Map.of("at", "1970")));
		assertThat(this.post.lossy("ann")).isEqualTo(Map.of("at", "1970"));
	}

	@Test
	void whatAnInnerEffectDidNotPerformIsNoNewsOfTheOuterOne() {
		this.receiver.next = () -> {
			this.receiver.next = () -> {
				throw new EffectNotPerformedException("closed");
			};
			this.post.send("ann", "inner");
			return null;
		};
		assertThatExceptionOfType(EffectNotPerformedException.class).isThrownBy(() -> this.post.charge("1", null));
		assertThat(effect("send").state()).isEqualTo(EffectState.NOT_HAPPENED);
		assertThat(effect("charge").state()).isEqualTo(EffectState.UNKNOWN);
	}

	@Test
	void anEffectThatRanWhenItsContextWasClosedIsInDoubtInTheNext() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		this.receiver.next = () -> {
			arrived.countDown();
			closed.await();
			return null;
		};
		Post before = this.post;
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<Receipt> running = executor.submit(() -> before.send("ann", "hello"));
			arrived.await();
			restart();
			closed.countDown();
			assertThat(running.get(20, TimeUnit.SECONDS).attempt()).isOne();
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(refusal()).hasMessageContaining("context was closed");
	}

	@Test
	void aResultThatCantBeReadAnyMoreIsNotPerformedAgainAndCanBeGivenAgain() throws Exception {
		Receipt receipt = this.post.send("ann", "hello");
		String nodeId = this.musubito.resultOf(receipt).nodeId();
		damageArtifacts();
		EffectInDoubtException refusal = refusal();
		assertThat(refusal).hasMessageContaining("has happened").hasMessageContaining("was damaged");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.lineage.resolveEffect(nodeId, EffectResolution.notHappened()));
		this.lineage.resolveEffect(nodeId, EffectResolution.happened(new Receipt("8", 1)));
		assertThat(this.post.send("ann", "hello")).isEqualTo(new Receipt("8", 1));
		assertThat(this.receiver.requests).hasSize(1);
	}

	private void damageArtifacts() throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = connection.createStatement()) {
			assertThat(statement.executeUpdate("UPDATE musubito_artifact SET payload = '{}'")).isPositive();
		}
	}

	private EffectInDoubtException refusal() {
		return catchThrowableOfType(EffectInDoubtException.class, () -> this.post.send("ann", "hello"));
	}

	private NodeView node(String nodeId) {
		return this.lineage.find(nodeId).orElseThrow();
	}

	private Explanation why(Object value) {
		return this.lineage.explain(this.musubito.resultOf(value).nodeId());
	}

	private Effect effect(String operation) {
		String nodeId = this.lineage.graph(GraphQuery.operation(operation)).nodes().get(0).nodeId();
		return this.context.getBean(EffectStore.class).findByNode(nodeId).orElseThrow();
	}

	private static @Nullable Throwable catchThrowable(Callable<?> call) {
		try {
			call.call();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private static <T> List<T> concurrently(int threads, Callable<T> call) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<T>> futures = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				futures.add(executor.submit(() -> {
					barrier.await();
					return call.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get(30, TimeUnit.SECONDS));
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * Effects of which nobody knows whether they happened.
	 */
	@Nested
	class InDoubt {

		private final IllegalStateException timeout = new IllegalStateException("timeout");

		@BeforeEach
		void bringIntoDoubt() {
			EffectTests.this.receiver.next = () -> {
				throw this.timeout;
			};
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> EffectTests.this.post.send("ann", "hello"))
				.isSameAs(this.timeout);
		}

		@Test
		void isNotPerformedAgainAndSaysTheWayOut() {
			EffectInDoubtException refusal = refusal();
			assertThat(refusal).hasMessageContaining("Effect 'send' is in doubt")
				.hasMessageContaining("timeout")
				.hasMessageContaining(
						"MusubitoLineage.resolveEffect(\"" + refusal.nodeId() + "\", EffectResolution.happened(")
				.hasMessageContaining("EffectResolution.notHappened()")
				.hasMessageContaining("POST /actuator/musubito/nodes/" + refusal.nodeId())
				.hasMessageContaining("idempotency key " + EffectTests.this.receiver.keys.get(0));
			assertThat(node(refusal.nodeId()).status()).isEqualTo(NodeStatus.UNKNOWN);
			restart();
			assertThat(refusal()).hasMessage(refusal.getMessage());
			assertThat(EffectTests.this.receiver.requests).hasSize(1);
		}

		@Test
		void neitherRefreshingNorForcingNorReplayOnlyPerformsIt() {
			for (ReplayMode mode : List.of(ReplayMode.REFRESH, ReplayMode.REPLAY_ONLY)) {
				assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> EffectTests.this.musubito
					.withMode(mode, () -> EffectTests.this.post.send("ann", "hello")));
			}
			restart("musubito.steps.send.force-reexecution=true");
			refusal();
			EffectTests.this.lineage.invalidate(refusal().nodeId());
			refusal();
			assertThat(EffectTests.this.receiver.requests).hasSize(1);
		}

		@Test
		void isBlockedInTheJournal() {
			assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(
					() -> EffectTests.this.musubito.pipeline("mail", () -> EffectTests.this.post.send("ann", "hello")));
			MusubitoRuns runs = EffectTests.this.context.getBean(MusubitoRuns.class);
			RunView run = runs.find(runs.recent(1).get(0).runId()).orElseThrow();
			assertThat(run.status()).isEqualTo(RunStatus.FAILED);
			assertThat(run.steps()).singleElement().satisfies((step) -> {
				assertThat(step.outcome()).isEqualTo(StepOutcome.BLOCKED);
				assertThat(step.nodeId()).isEqualTo(refusal().nodeId());
			});
		}

		@Test
		void replaysTheResultThatSomebodyFoundOut() {
			String nodeId = refusal().nodeId();
			Receipt found = new Receipt("7", 1);
			EffectTests.this.lineage.resolveEffect(nodeId, EffectResolution.happened(found).by("ann"));
			assertThat(EffectTests.this.post.send("ann", "hello")).isEqualTo(found).isNotSameAs(found);
			restart();
			assertThat(EffectTests.this.post.send("ann", "hello")).isEqualTo(found);
			assertThat(EffectTests.this.receiver.requests).hasSize(1);
			assertThat(node(nodeId).status()).isEqualTo(NodeStatus.SUCCESS);
			Effect.Resolution resolution = effect("send").resolution();
			assertThat(resolution.happened()).isTrue();
			assertThat(resolution.by()).isEqualTo("ann");
			assertThat(resolution.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
		}

		@Test
		void replaysTheResultThatSomebodyGaveAsJson() {
			EffectTests.this.lineage.resolveEffect(refusal().nodeId(),
					EffectResolution.happenedWithJson("{\"number\": \"7\", \"attempt\": 1}"));
			assertThat(EffectTests.this.post.send("ann", "hello")).isEqualTo(new Receipt("7", 1));
			assertThat(effect("send").resolution().by()).isEqualTo(System.getProperty("user.name"));
		}

		@Test
		void isPerformedWhenSomebodyFoundOutThatItDidNotHappen() {
			EffectTests.this.lineage.resolveEffect(refusal().nodeId(), EffectResolution.notHappened());
			assertThat(node(nodeId()).status()).isEqualTo(NodeStatus.FAILED);
			Receipt receipt = EffectTests.this.post.send("ann", "hello");
			assertThat(receipt.attempt()).isEqualTo(2);
			assertThat(EffectTests.this.receiver.keys).containsOnly(EffectTests.this.receiver.keys.get(0));
			assertThat(EffectTests.this.post.send("ann", "hello")).isEqualTo(receipt);
			assertThat(effect("send").resolution()).isNotNull();
			assertThat(effect("send").state()).isEqualTo(EffectState.SUCCEEDED);
		}

		@Test
		void canBeResolvedOnceOnly() {
			String nodeId = nodeId();
			MusubitoLineage lineage = EffectTests.this.lineage;
			lineage.resolveEffect(nodeId, EffectResolution.notHappened().by("bob"));
			assertThatIllegalStateException()
				.isThrownBy(() -> lineage.resolveEffect(nodeId, EffectResolution.happened(new Receipt("1", 1))))
				.withMessageContaining("not in doubt")
				.withMessageContaining("'bob' has resolved it");
			EffectTests.this.post.send("ann", "hello");
			assertThatIllegalStateException()
				.isThrownBy(() -> lineage.resolveEffect(nodeId, EffectResolution.notHappened()))
				.withMessageContaining("it happened");
		}

		@Test
		void refusesWhatItCouldNotHaveReturned() {
			String nodeId = nodeId();
			MusubitoLineage lineage = EffectTests.this.lineage;
			for (EffectResolution wrong : List.of(EffectResolution.happened("a text"), EffectResolution.happened(null),
					EffectResolution.happenedWithJson("{\"number\": [1]}"), EffectResolution.happenedWithJson("{"))) {
				assertThatIllegalArgumentException().isThrownBy(() -> lineage.resolveEffect(nodeId, wrong))
					.withMessageContaining("Effect 'send'")
					.withMessageContaining("value");
			}
			assertThatIllegalArgumentException()
				.isThrownBy(() -> lineage.resolveEffect("0000", EffectResolution.notHappened()))
				.withMessageContaining("no effect '0000'");
			assertThat(effect("send").state()).isEqualTo(EffectState.UNKNOWN);
		}

		@Test
		void leavesTheEnclosingStepWithoutAResultToReplay() {
			EffectTests.this.post.handled("ann");
			assertThat(EffectTests.this.post.handled("ann")).isEqualTo("not sent");
			EffectTests.this.lineage.resolveEffect(nodeId(), EffectResolution.happened(new Receipt("7", 1)));
			assertThat(EffectTests.this.post.handled("ann")).isEqualTo("sent 7");
		}

		@Test
		void aNodeOfAnotherLineageResolvesItToo() {
			String text = EffectTests.this.post.text("1");
			EffectTests.this.receiver.next = () -> {
				throw this.timeout;
			};
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> EffectTests.this.post.invoice("1", "other"));
			EffectInDoubtException refusal = catchThrowableOfType(EffectInDoubtException.class,
					() -> EffectTests.this.post.invoice("1", text));
			EffectTests.this.lineage.resolveEffect(refusal.nodeId(), EffectResolution.happened(new Receipt("7", 1)));
			Receipt receipt = EffectTests.this.post.invoice("1", text);
			assertThat(EffectTests.this.musubito.resultOf(receipt).producerNodeId()).isEqualTo(refusal.nodeId());
		}

		@Test
		void isPerformedAgainWithTheSameKeyWhereTheReceiverDiscardsDuplicates() {
			EffectTests.this.receiver.next = () -> {
				throw this.timeout;
			};
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> EffectTests.this.post.retried("ann"));
			Receipt receipt = EffectTests.this.post.retried("ann");
			assertThat(receipt.attempt()).isEqualTo(2);
			List<String> keys = EffectTests.this.receiver.keys;
			assertThat(keys.get(2)).isEqualTo(keys.get(1));
			assertThat(EffectTests.this.post.retried("ann")).isEqualTo(receipt);
		}

		private String nodeId() {
			return effect("send").nodeId();
		}

	}

	/**
	 * Steps that call effects.
	 */
	@Nested
	class Enclosed {

		@Test
		void theEnclosingStepReplaysAsAnyOther() {
			String sent = EffectTests.this.post.enclosing("ann");
			assertThat(EffectTests.this.post.enclosing("ann")).isEqualTo(sent);
			assertThat(EffectTests.this.receiver.enclosing).hasValue(1);
			assertThat(EffectTests.this.receiver.requests).hasSize(1);
		}

		@Test
		void theEnclosingStepThatRunsAgainFindsTheEffectPerformed() {
			String sent = EffectTests.this.post.enclosing("ann");
			EffectTests.this.lineage.invalidate(EffectTests.this.musubito.resultOf(sent).nodeId());
			assertThat(EffectTests.this.post.enclosing("ann")).isEqualTo(sent);
			assertThat(EffectTests.this.musubito.withMode(ReplayMode.REFRESH,
					() -> EffectTests.this.post.enclosing("ann")))
				.isEqualTo(sent);
			assertThat(EffectTests.this.receiver.enclosing).hasValue(3);
			assertThat(EffectTests.this.receiver.requests).hasSize(1);
		}

		@Test
		void anOutdatedEffectLetsTheEnclosingStepReplay() {
			String sent = EffectTests.this.post.enclosing("ann");
			String enclosing = EffectTests.this.musubito.resultOf(sent).nodeId();
			EffectTests.this.lineage.invalidate(node(enclosing).upstream().get(0));
			EffectTests.this.post.enclosing("ann");
			int ran = EffectTests.this.receiver.enclosing.get();
			EffectTests.this.post.enclosing("ann");
			assertThat(EffectTests.this.receiver.enclosing).hasValue(ran);
			assertThat(EffectTests.this.receiver.requests).hasSize(1);
		}

	}

	record Receipt(String number, int attempt) {

	}

	/**
	 * The world outside.
	 */
	static class Receiver {

		final List<String> requests = Collections.synchronizedList(new ArrayList<>());

		final List<String> keys = Collections.synchronizedList(new ArrayList<>());

		final AtomicInteger enclosing = new AtomicInteger();

		volatile int revision;

		volatile @Nullable Callable<?> next;

		String accept(String request, EffectContext effect) {
			this.requests.add(request);
			this.keys.add(EffectContext.idempotencyKey());
			assertThat(effect.key()).isEqualTo(EffectContext.idempotencyKey());
			Callable<?> behaviour = this.next;
			this.next = null;
			if (behaviour != null) {
				try {
					behaviour.call();
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}
			return String.valueOf(this.requests.size());
		}

	}

	static class Post {

		private final Receiver receiver;

		private final Post self;

		Post(Receiver receiver, Post self) {
			this.receiver = receiver;
			this.self = self;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		Receipt send(String recipient, String text) {
			return receipt(recipient + ": " + text, EffectContext.current());
		}

		@MusubitoStep(name = "invoice", type = StepType.EXTERNAL_EFFECT)
		Receipt invoice(@EffectKey @Nullable String number, String text) {
			return receipt(number + ": " + text, EffectContext.current());
		}

		@MusubitoStep(name = "charge", type = StepType.EXTERNAL_EFFECT)
		Receipt charge(String order, @Nullable EffectContext effect) {
			return receipt(order, effect);
		}

		@MusubitoStep(name = "retried", type = StepType.EXTERNAL_EFFECT, onUnknown = OnUnknown.RETRY)
		Receipt retried(String recipient) {
			return receipt(recipient, EffectContext.current());
		}

		@MusubitoStep(name = "lossy", type = StepType.EXTERNAL_EFFECT)
		Map<String, Object> lossy(String recipient) {
			receipt(recipient, EffectContext.current());
			return Map.of("at", Instant.EPOCH);
		}

		@MusubitoStep(name = "text")
		String text(String number) {
			return "text " + number + "." + this.receiver.revision;
		}

		@MusubitoStep(name = "enclosing")
		String enclosing(String recipient) {
			this.receiver.enclosing.incrementAndGet();
			return "sent " + this.self.send(recipient, "hello").number();
		}

		@MusubitoStep(name = "handled")
		String handled(String recipient) {
			try {
				return "sent " + this.self.send(recipient, "hello").number();
			}
			catch (EffectInDoubtException ex) {
				return "not sent";
			}
		}

		private Receipt receipt(String request, EffectContext effect) {
			return new Receipt(this.receiver.accept(request, effect), effect.attempt());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Receiver receiver() {
			return new Receiver();
		}

		@Bean
		Post post(Receiver receiver, @Lazy Post self) {
			return new Post(receiver, self);
		}

	}

}
