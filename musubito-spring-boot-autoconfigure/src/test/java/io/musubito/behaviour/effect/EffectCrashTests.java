package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.MusubitoLineage;
import io.musubito.NodeStatus;
import io.musubito.behaviour.effect.EffectProcess.Mailer;
import io.musubito.behaviour.effect.EffectReceiver.Request;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Another process is killed at each point of its way through an effect. What has happened
 * is what the receiver says.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class EffectCrashTests {

	private static final List<String> RECIPIENTS = List.of("ann");

	// A hundred looks, as a machine may be busy; one that is lost is waited for 10
	// minutes
	private static final Duration AT_ONCE = Duration.ofSeconds(10);

	@TempDir
	Path directory;

	private EffectReceiver receiver;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() throws Exception {
		this.receiver = EffectReceiver.start();
	}

	@AfterEach
	void stop() {
		this.receiver.close();
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void beforeTheIntentNothingHasHappenedAndTheNextCallPerformsIt() throws Exception {
		killAt("identifying", "send");
		assertThat(this.receiver.log()).isEmpty();
		assertThat(mailer().send(RECIPIENTS)).isEqualTo("receipt of mail");
		assertThat(this.receiver.log()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "recorded", "entered" })
	void afterTheIntentAndBeforeTheReceiverItIsInDoubtAndRunsWhenThatIsResolved(String point) throws Exception {
		killAt(point, "send");
		assertThat(this.receiver.log()).isEmpty();
		EffectInDoubtException refusal = refusal();
		assertThat(refusal).hasMessageContaining("ended while it was performed");
		lineage().resolveEffect(refusal.nodeId(), EffectResolution.notHappened());
		assertThat(mailer().send(RECIPIENTS)).isEqualTo("receipt of mail");
		assertThat(mailer().send(RECIPIENTS)).isEqualTo("receipt of mail");
		assertThat(this.receiver.log()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "received", "returned" })
	void afterTheReceiverAndBeforeTheOutcomeItIsInDoubtAndReplaysWhenThatIsResolved(String point) throws Exception {
		killAt(point, "send");
		assertThat(this.receiver.log()).hasSize(1);
		EffectInDoubtException refusal = refusal();
		assertThat(lineage().find(refusal.nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.UNKNOWN);
		lineage().resolveEffect(refusal.nodeId(), EffectResolution.happened(this.receiver.log().get(0).receipt()));
		assertThat(mailer().send(RECIPIENTS)).isEqualTo("receipt of mail");
		assertThat(this.receiver.log()).hasSize(1);
	}

	@Test
	void afterTheOutcomeItReplays() throws Exception {
		killAt("acknowledged", "send");
		assertThat(mailer().send(RECIPIENTS)).isEqualTo("receipt of mail");
		assertThat(this.receiver.log()).hasSize(1);
	}

	@Test
	void withRetryItIsPerformedAgainWithTheSameIdempotencyKey() throws Exception {
		killAt("received", "retried");
		assertThat(mailer().retried(RECIPIENTS)).isEqualTo("receipt of mail");
		assertThat(this.receiver.log()).hasSize(2)
			.extracting(Request::idempotencyKey)
			.containsOnly(this.receiver.log().get(0).idempotencyKey());
	}

	@Test
	void aCallerThatWaitsForAnotherProcessGetsItsResult() throws Exception {
		whileAnotherProcessPerforms((process, waiting) -> {
			this.receiver.release();
			assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("receipt of mail");
		});
	}

	@Test
	void aCallerThatWaitsForAnotherProcessLearnsOfItsDeathAtOnce() throws Exception {
		whileAnotherProcessPerforms((process, waiting) -> {
			long killed = System.nanoTime();
			process.kill();
			assertThat(waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(EffectInDoubtException.class);
			assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(AT_ONCE);
		});
	}

	private void whileAnotherProcessPerforms(Situation situation) throws Exception {
		this.receiver.holdAt("received");
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try (JavaProcess process = EffectProcess.start(this.directory, this.receiver, "send")) {
			this.receiver.awaitArrival();
			Mailer mailer = mailer();
			Thread[] caller = new Thread[1];
			Future<Object> waiting = executor.submit(() -> {
				caller[0] = Thread.currentThread();
				String[] result = new String[1];
				Throwable failure = catchThrowable(() -> result[0] = mailer.send(RECIPIENTS));
				return (failure != null) ? failure : result[0];
			});
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> caller[0] != null && caller[0].getState() == Thread.State.TIMED_WAITING);
			situation.examine(process, waiting);
			assertThat(this.receiver.log()).hasSize(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void killAt(String point, String method) throws Exception {
		this.receiver.holdAt(point);
		try (JavaProcess process = EffectProcess.start(this.directory, this.receiver, method)) {
			this.receiver.awaitArrival();
			process.kill();
		}
		this.receiver.release();
		this.receiver.settle();
	}

	private Mailer mailer() {
		return context().getBean(Mailer.class);
	}

	private MusubitoLineage lineage() {
		return context().getBean(MusubitoLineage.class);
	}

	private EffectInDoubtException refusal() {
		return catchThrowableOfType(EffectInDoubtException.class, () -> mailer().send(RECIPIENTS));
	}

	private ConfigurableApplicationContext context() {
		if (this.context == null) {
			this.context = EffectProcess.application(this.directory, this.receiver.url());
		}
		return this.context;
	}

	private interface Situation {

		void examine(JavaProcess process, Future<Object> waiting) throws Exception;

	}

}
