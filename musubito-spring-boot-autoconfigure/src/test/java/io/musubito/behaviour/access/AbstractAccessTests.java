package io.musubito.behaviour.access;

import java.lang.Thread.State;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.EffectInDoubtException;
import io.musubito.EffectNotPerformedException;
import io.musubito.EffectResolution;
import io.musubito.ExportSelection;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoTransfer;
import io.musubito.NodeView;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.behaviour.access.Newsroom.Issues;
import io.musubito.behaviour.access.Newsroom.Writer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an application may do that only reads its store, or only writes it.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractAccessTests {

	private static final String READ_ONLY = "musubito.store.access=read-only";

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Writer writer;

	/**
	 * Starts the application as who writes the store.
	 */
	abstract ConfigurableApplicationContext startWriting(String... properties);

	/**
	 * Starts it with the rights of who may only read.
	 */
	abstract ConfigurableApplicationContext startReading(String... properties);

	/**
	 * All that is stored, and all that shows that something was written.
	 */
	abstract List<String> dump();

	@BeforeEach
	void forget() {
		logger().setLevel(Level.INFO);
		Newsroom.slow = new CountDownLatch(0);
		Newsroom.executed.clear();
		Newsroom.failing.set(false);
	}

	@AfterEach
	void stop() {
		logger().setLevel(null);
		this.context.close();
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.musubito.autoconfigure");
	}

	private void use(ConfigurableApplicationContext started) {
		this.context = started;
		this.writer = started.getBean(Writer.class);
	}

	/**
	 * What was recorded by who writes: results, an effect that happened and one in doubt,
	 * and runs, the last of which has failed.
	 */
	private String record() {
		use(startWriting());
		this.writer.draft("a");
		this.writer.send("ann");
		assertThatIllegalStateException().isThrownBy(() -> this.writer.send("nobody"));
		issue("a");
		Newsroom.failing.set(true);
		assertThatIllegalStateException().isThrownBy(() -> issue("b")).withMessage("no score");
		String failed = runs().recent(1).get(0).runId();
		this.context.close();
		Newsroom.executed.clear();
		Newsroom.failing.set(false);
		return failed;
	}

	private String issue(String question) {
		return this.context.getBean(Issues.class).issue(question);
	}

	private MusubitoRuns runs() {
		return this.context.getBean(MusubitoRuns.class);
	}

	private MusubitoLineage lineage() {
		return this.context.getBean(MusubitoLineage.class);
	}

	private NodeView node(String operation) {
		return lineage().graph(GraphQuery.operation(operation)).nodes().get(0);
	}

	private StepOutcome outcomeOf(Object result) {
		return this.context.getBean(Musubito.class).resultOf(result).outcome();
	}

	@Test
	void whoReadsReplaysAndLeavesNoTraceInADay(CapturedOutput output) throws Exception {
		String failed = record();
		List<String> before = dump();
		use(startReading(READ_ONLY, "musubito.retention.keep-runs=1"));
		assertThat(outcomeOf(this.writer.draft("a"))).isEqualTo(StepOutcome.REPLAYED);
		assertThat(this.writer.send("ann")).isEqualTo("sent to ann");
		assertThat(issue("a")).isEqualTo("score of a 1, true".replace("a 1", this.writer.draft("a")));
		assertThat(Newsroom.executed).isEmpty();
		assertThat(outcomeOf(this.writer.draft("new"))).isEqualTo(StepOutcome.EXECUTED);
		assertThat(outcomeOf(this.writer.draft("new"))).isEqualTo(StepOutcome.EXECUTED);
		assertThat(Newsroom.executed).containsExactly("draft new", "draft new");
		Newsroom.executed.clear();
		assertThat(issue("c")).endsWith(", true");
		assertThat(Newsroom.executed).containsExactly("draft c", "score");
		this.context.getBean(Musubito.class).withMode(ReplayMode.REFRESH, () -> issue("a"));
		assertEffectsAreRefused();
		assertRunsAreResumedUnrecorded(failed);
		assertChangesAreRefused();
		assertThat(runs().recent(9)).hasSize(2);
		lineage().graph(GraphQuery.all());
		this.context.getBean(MusubitoTransfer.class)
			.export(ExportSelection.all(), this.directory.resolve("export.jsonl"));
		this.context.close();
		assertThat(dump()).isEqualTo(before);
		assertThat(output.getOut().split("is only read, as musubito.store.access is read-only", -1)).hasSize(2);
		assertThat(output).contains("the limits of musubito.retention are left to those who write it");
		assertThat(output).doesNotContain("goes on without the store").doesNotContain(" ERROR ");
	}

	private void assertEffectsAreRefused() {
		Newsroom.executed.clear();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.send("bob"))
			.withMessageContaining("Effect 'send' was not performed")
			.withMessageContaining("musubito.store.access is read-only")
			.withMessageContaining("Do it in an application that writes the store");
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> this.writer.send("nobody"));
		assertThat(Newsroom.executed).isEmpty();
	}

	private void assertRunsAreResumedUnrecorded(String failed) {
		Newsroom.executed.clear();
		RunView resumed = runs().resume(failed);
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(resumed.resumedFrom()).isEqualTo(failed);
		assertThat(Newsroom.executed).containsExactly("score");
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> runs().resume(failed, ResumeOption.override("draft", "mine")))
			.withMessageContaining("with a result that is given by hand");
		Newsroom.failing.set(true);
		assertThatIllegalStateException().isThrownBy(() -> runs().resume(failed)).withMessage("no score");
		Newsroom.failing.set(false);
	}

	private void assertChangesAreRefused() {
		String node = node("draft").nodeId();
		String doubtful = lineage().graph(GraphQuery.operation("send"))
			.nodes()
			.stream()
			.filter((effect) -> effect.status().name().equals("UNKNOWN"))
			.findFirst()
			.orElseThrow()
			.nodeId();
		Path file = this.directory.resolve("import.jsonl");
		Stream
			.<Runnable>of(() -> lineage().invalidate(node), () -> lineage().erase(node),
					() -> lineage().resolveEffect(doubtful, EffectResolution.notHappened()),
					() -> this.context.getBean(MusubitoTransfer.class).importFrom(file))
			.forEach((change) -> assertThatExceptionOfType(StoreException.class).isThrownBy(change::run)
				.withMessageContaining("is only read here (musubito.store.access is read-only)")
				.withMessageContaining("set musubito.store.access=read-write"));
	}

	@Test
	void whoReadsForeseesThatAnEffectIsRefused() {
		use(startWriting());
		Issues issues = this.context.getBean(Issues.class);
		assertThatExceptionOfType(EffectNotPerformedException.class).isThrownBy(() -> issues.dispatch("later"));
		String run = runs().recent(1).get(0).runId();
		assertThat(runs().plan(run).steps()).extracting(PlannedStep::outcome).containsExactly(PlannedOutcome.RUNS);
		this.context.close();
		use(startReading(READ_ONLY));
		PlannedStep planned = runs().plan(run).steps().get(0);
		assertThat(planned.outcome()).isEqualTo(PlannedOutcome.BLOCKED);
		assertThat(planned.why()).hasToString("previous failed: musubito.store.access read-only");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> runs().resume(run));
		assertThat(Newsroom.executed).containsExactly("send later");
	}

	@Test
	void whoReadsExecutesOnceForCallersAtTheSameTime() throws Exception {
		record();
		use(startReading(READ_ONLY));
		CountDownLatch released = new CountDownLatch(1);
		Newsroom.slow = released;
		CompletableFuture<String> leader = CompletableFuture.supplyAsync(() -> this.writer.draft("slow"));
		Awaitility.await().until(() -> Newsroom.executed.contains("draft slow"));
		CompletableFuture<String> joining = new CompletableFuture<>();
		Thread thread = new Thread(() -> joining.complete(this.writer.draft("slow")));
		thread.start();
		Awaitility.await().until(() -> thread.getState() == State.WAITING || thread.getState() == State.TIMED_WAITING);
		released.countDown();
		assertThat(joining.get(30, TimeUnit.SECONDS)).isEqualTo(leader.get(30, TimeUnit.SECONDS));
		assertThat(Newsroom.executed).containsExactly("draft slow");
	}

	@Test
	void whoWritesExecutesEachTimeAndRecords(CapturedOutput output) throws Exception {
		record();
		use(startWriting("musubito.store.access=write-only"));
		String again = this.writer.draft("a");
		assertThat(outcomeOf(again)).isEqualTo(StepOutcome.EXECUTED);
		assertThat(outcomeOf(this.writer.draft("a"))).isEqualTo(StepOutcome.EXECUTED);
		assertThat(Newsroom.executed).containsExactly("draft a", "draft a");
		Musubito musubito = this.context.getBean(Musubito.class);
		assertThat(musubito.withMode(ReplayMode.REPLAY, () -> outcomeOf(this.writer.draft("a"))))
			.isEqualTo(StepOutcome.EXECUTED);
		assertThatExceptionOfType(ReplayMissException.class)
			.isThrownBy(() -> musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.writer.draft("a")))
			.withMessageContaining("musubito.store.access write-only");
		issue("a");
		assertThat(runs().find(runs().recent(1).get(0).runId()).orElseThrow().steps())
			.extracting((step) -> step.operation() + " " + step.outcome() + " " + step.reason() + " "
					+ ((step.why() != null) ? step.why().changes().get(0).component() : "-"))
			.containsExactly("draft EXECUTED FORCED musubito.store.access write-only", "draft REPLAYED null -",
					"score EXECUTED FORCED musubito.store.access write-only");
		assertThat(runs().plan(runs().recent(1).get(0).runId()).steps()).extracting(PlannedStep::outcome)
			.contains(PlannedOutcome.RUNS)
			.doesNotContain(PlannedOutcome.REPLAYS);
		assertThat(output.getOut().split("is only written, as musubito.store.access is write-only", -1)).hasSize(2);
		String last = this.writer.draft("a");
		this.context.close();
		Newsroom.executed.clear();
		use(startWriting());
		assertThat(this.writer.draft("a")).isEqualTo(last);
		assertThat(Newsroom.executed).isEmpty();
	}

	@Test
	void whoWritesPerformsNoEffectAgain() {
		record();
		use(startWriting("musubito.store.access=write-only"));
		assertThat(outcomeOf(this.writer.send("ann"))).isEqualTo(StepOutcome.REPLAYED);
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> this.writer.send("nobody"));
		assertThat(Newsroom.executed).isEmpty();
		this.writer.send("bob");
		this.writer.send("bob");
		assertThat(Newsroom.executed).containsExactly("send bob");
	}

	@Test
	void whoWritesServesNoOldResultInPlaceOfAFailure() {
		record();
		String draft = "x";
		use(startWriting());
		this.writer.score(draft);
		this.context.close();
		use(startWriting("musubito.store.access=write-only"));
		Newsroom.failing.set(true);
		assertThatIllegalStateException().isThrownBy(() -> this.writer.score(draft)).withMessage("no score");
	}

}
