package io.musubito.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.musubito.ExecutionCause;
import io.musubito.Explanation;
import io.musubito.ManualAnswer;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.RunCounts;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.PipelineCall;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link RunStore} must do.
 */
public abstract class AbstractRunStoreTests extends AbstractStoreTests {

	private static final PipelineCall CALL = new PipelineCall("java.lang.String", "[\"x\"]", null,
			new TreeMap<>(Map.of("code", "c")));

	private RunStore runs() {
		return this.store.runs();
	}

	@Test
	void findsNothingInAnEmptyStore() {
		assertThat(runs().recent(10)).isEmpty();
		assertThat(runs().recent(10, "review")).isEmpty();
		assertThat(runs().find("x")).isEmpty();
		assertThat(runs().findDetails("x")).isEmpty();
		assertThat(runs().findOperations("x")).isEmpty();
		assertThat(runs().findDownstream("x", "draft")).isEmpty();
	}

	@Test
	void findsARunWithItsJournal() {
		Explanation why = new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null);
		this.store.nodes().record(inRun(execution("b", "2"), "run", 1));
		this.store.nodes().record(execution("a", "1"));
		this.store.nodes().record(inRun(replay("a", "1"), "run", 2));
		runs().end("run", RunStatus.SUCCESS, NOW.plusNanos(1));
		assertThat(runs().find("run")).contains(new RunView("run", "review", RunKind.PIPELINE, RunStatus.SUCCESS, NOW,
				NOW.plusNanos(1), null, null, Spending.NONE, Spending.NONE, new RunCounts(1, 1, 0, 0), TOOK,
				List.of(new ExecutionCause(Reason.FIRST_EXECUTION, null, 1)),
				List.of(new StepView(1, "b", key("b").nodeId(), StepOutcome.EXECUTED, false, Reason.FIRST_EXECUTION,
						why, TOOK, Duration.ZERO, Spending.NONE, Spending.NONE, null, NOW, "b[1]", StepType.STOCHASTIC,
						null),
						new StepView(2, "a", key("a").nodeId(), StepOutcome.REPLAYED, true, null, null, TOOK, TOOK,
								Spending.NONE, Spending.NONE, null, NOW, "a[2]", StepType.STOCHASTIC, null))));
	}

	@Test
	void listsTheNewestRunsFirstAndWithoutTheirSteps() {
		for (int number = 1; number <= 3; number++) {
			this.store.nodes().record(inRun(execution("a", "1"), "run" + number, 1));
		}
		List<RunView> recent = runs().recent(2);
		assertThat(recent).extracting(RunView::runId).containsExactly("run3", "run2");
		assertThat(recent).allSatisfy((run) -> {
			assertThat(run.steps()).isEmpty();
			assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
			assertThat(run.endedAt()).isNull();
		});
	}

	@Test
	void theEndOfARunWithoutStepsIsNotRecorded() {
		runs().end("empty", RunStatus.SUCCESS, NOW);
		assertThat(runs().find("empty")).isEmpty();
		assertThat(this.store.degraded()).isZero();
	}

	@Test
	void findsTheNewestRunsOfAPipelineHoweverManyOthersThereAre() {
		for (int i = 0; i < 5; i++) {
			this.store.nodes().record(inRun(execution("a", "1"), "review " + i, 1));
			this.store.nodes().record(inRun(execution("a", "1"), start("other " + i, "other", null), 1));
		}
		assertThat(runs().recent(2, "review")).extracting(RunView::runId).containsExactly("review 4", "review 3");
		assertThat(runs().recent(9, "other")).hasSize(5);
		assertThat(runs().recent(9, "revie")).isEmpty();
	}

	@Test
	void findsHowARunWasCalledAndInWhichProcess() {
		this.store.nodes().record(inRun(execution("a", "1"), start("run", "review", null), 1));
		RunDetails details = runs().findDetails("run").orElseThrow();
		assertThat(details.call()).isEqualTo(CALL);
		assertThat(details.owner()).isEqualTo(this.store.processes().self());
		assertThat(details.view().pipeline()).isEqualTo("review");
	}

	@Test
	void aRunOfAProcessThatHasEndedIsAbandoned() {
		RunStart run = new RunStart("run", "review", RunKind.PIPELINE, NOW, "1-ended", null, null, null);
		this.store.nodes().record(inRun(execution("a", "1"), run, 1));
		this.store.nodes().record(inRun(execution("a", "1"), start("alive", "review", null), 1));
		assertThat(openAnother().runs().find("run")).map(RunView::status).contains(RunStatus.ABANDONED);
		assertThat(runs().recent(2)).extracting(RunView::status)
			.containsExactly(RunStatus.RUNNING, RunStatus.ABANDONED);
	}

	@Test
	void aRunIsResumedOnceAtATimeAndAgainOnlyWhenThatIsAskedFor() {
		this.store.nodes().record(inRun(execution("a", "1"), start("run", "review", null), 1));
		runs().end("run", RunStatus.FAILED, NOW);
		assertThat(runs().startUnlessResumed(start("first", "review", "run"), false)).isEmpty();
		assertThat(openAnother().runs().startUnlessResumed(start("second", "review", "run"), true)).map(RunView::runId)
			.contains("first");
		runs().end("first", RunStatus.SUCCESS, NOW);
		assertThat(runs().startUnlessResumed(start("second", "review", "run"), false)).map(RunView::runId)
			.contains("first");
		assertThat(runs().startUnlessResumed(start("second", "review", "run"), true)).isEmpty();
		assertThat(runs().find("second")).map(RunView::resumedFrom).contains("run");
	}

	@Test
	void ofTwoStoresThatResumeAtTheSameTimeOneDoes() throws Exception {
		this.store.nodes().record(inRun(execution("a", "1"), start("run", "review", null), 1));
		runs().end("run", RunStatus.FAILED, NOW);
		awaitRecorded();
		CyclicBarrier barrier = new CyclicBarrier(2);
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<Boolean> one = executor.submit(resume(this.store, "one", barrier));
			Future<Boolean> other = executor.submit(resume(openAnother(), "other", barrier));
			assertThat(List.of(one.get(30, TimeUnit.SECONDS), other.get(30, TimeUnit.SECONDS)))
				.containsExactlyInAnyOrder(true, false);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static Callable<Boolean> resume(Store store, String runId, CyclicBarrier barrier) {
		RunStart run = new RunStart(runId, "review", RunKind.PIPELINE, NOW, store.processes().self(), null, "run",
				CALL);
		return () -> {
			barrier.await();
			return store.runs().startUnlessResumed(run, false).isEmpty();
		};
	}

	@Test
	void theStepsOfARunAreThoseOfItsChildrenAndWhatTheyCalledToo() {
		RunStart parent = start("parent", "review", null);
		RunStart child = new RunStart("child", "score", RunKind.PIPELINE, NOW, parent.owner(), parent, null, null);
		this.store.nodes().record(execution("inner", "1"));
		this.store.nodes().record(inRun(execution("outer", "2", call("inner", "1")), parent, 1));
		this.store.nodes().record(inRun(execution("scored", "3", data("outer", "2")), child, 1));
		this.store.nodes().record(inRun(execution("elsewhere", "4"), start("other", "review", null), 1));
		assertThat(runs().findOperations("parent")).containsExactly("inner", "outer", "scored");
		assertThat(runs().findOperations("child")).containsExactly("scored");
		assertThat(runs().find("child")).map(RunView::parentRunId).contains("parent");
		assertThat(runs().findDownstream("parent", "outer")).containsExactlyInAnyOrder(key("outer").replayKey(),
				key("scored").replayKey());
		assertThat(runs().findDownstream("parent", "scored")).containsExactly(key("scored").replayKey());
	}

	@Test
	void findsTheCallsOfARunAndOfItsChildrenAtTheirPlaces() {
		RunStart parent = start("parent", "review", null);
		RunStart child = new RunStart("child", "score", RunKind.PIPELINE, NOW, parent.owner(), parent, "run score[1]",
				null, null, List.of());
		RunStart grandchild = new RunStart("grandchild", "sum", RunKind.PIPELINE, NOW, parent.owner(), child,
				"step[1]/run sum[2]", null, null, List.of());
		this.store.nodes().record(inRun(execution("outer", "2"), parent, 1));
		this.store.nodes().record(inRun(execution("scored", "3"), child, 1));
		this.store.nodes().record(inRun(execution("summed", "4"), grandchild, 1));
		this.store.nodes().record(inRun(execution("elsewhere", "5"), start("other", "review", null), 1));
		assertThat(runs().findCalls("parent")).extracting(RecordedCall::position)
			.containsExactly("outer[1]", "run score[1]/scored[1]", "run score[1]/step[1]/run sum[2]/summed[1]");
		assertThat(runs().findCalls("child")).extracting(RecordedCall::position)
			.containsExactly("scored[1]", "step[1]/run sum[2]/summed[1]");
		assertThat(runs().findCalls("grandchild"))
			.containsExactly(new RecordedCall("summed[1]", "summed", key("summed").nodeId(), key("summed").replayKey(),
					StepType.STOCHASTIC, StepOutcome.EXECUTED, NodeStatus.SUCCESS));
	}

	@Test
	void keepsTheResultsThatWereGivenForARun() {
		GivenAnswer given = new GivenAnswer("id", "draft",
				new TreeMap<>(Map.of("outer[1]/draft[1]", "key", "draft[2]", "key")),
				new TreeMap<>(Map.of("outer[1]", "")), artifact("mended").artifactId(), json("mended"),
				new ManualAnswer("ada", NOW));
		RunStart origin = start("run", "review", null);
		this.store.nodes().record(inRun(execution("a", "1"), origin, 1));
		runs().end("run", RunStatus.SUCCESS, NOW);
		assertThat(runs().startUnlessResumed(new RunStart("mended", "review", RunKind.PIPELINE, NOW, origin.owner(),
				null, null, "run", CALL, List.of(given)), true))
			.isEmpty();
		assertThat(openAnother().runs().findGiven("mended")).containsExactly(given);
		assertThat(runs().findGiven("run")).isEmpty();
	}

	private RunStart start(String runId, String pipeline, String resumedFrom) {
		return new RunStart(runId, pipeline, RunKind.PIPELINE, NOW, this.store.processes().self(), null, resumedFrom,
				CALL);
	}

}
