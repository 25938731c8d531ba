package io.musubito.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.execution.UnderWay;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.ManualAnswers;
import io.musubito.lineage.PipelineCall;
import io.musubito.lineage.Rerun;
import io.musubito.lineage.RunScope;
import io.musubito.store.RunStore;
import io.musubito.store.StoreProcesses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends runs. A run without steps leaves no trace.
 */
public final class RunTracker implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RunTracker.class);

	private final RunStore store;

	private final StoreProcesses processes;

	private final Clock clock;

	// Weakly, as a publisher that nobody subscribes to never ends
	private final Map<RunScope, Boolean> running = Collections.synchronizedMap(new WeakHashMap<>());

	private final Set<FanOutCount> fanOuts = ConcurrentHashMap.newKeySet();

	private final AtomicLong fanOutNumbers = new AtomicLong();

	public RunTracker(RunStore store, StoreProcesses processes, Clock clock) {
		this.store = store;
		this.processes = processes;
		this.clock = clock;
	}

	/**
	 * Starts the run of a web request. Its row is written with its first step.
	 * @param name method and route of the web request; asked once, when it is needed
	 * @return the run, to be put into the lineage context
	 */
	public RunScope startRequest(Supplier<String> name) {
		return running(RunScope.request(name, this.clock.instant(), this.processes.self()));
	}

	/**
	 * Starts the run of a pipeline. Its row is written with its first step.
	 * @param name the name of the pipeline
	 * @param around the run in which it is called; {@code null} outside of any. That of a
	 * web request is not its parent: it would get a row without a step
	 * @param place where it is called in that run; {@code null} outside of any
	 * @param call how it is called; {@code null} when it can't be called again
	 * @return the run, to be put into the lineage context
	 */
	RunScope startPipeline(String name, @Nullable RunScope around, @Nullable String place,
			@Nullable PipelineCall call) {
		RunScope parent = (around != null && around.kind() == RunKind.PIPELINE) ? around : null;
		return running(RunScope.pipeline(name, this.clock.instant(), this.processes.self(), parent,
				(parent != null) ? place : null, call));
	}

	RunScope prepareResumption(String name, PipelineCall call, String resumedFrom, @Nullable Rerun rerun,
			@Nullable ManualAnswers manual) {
		return running(RunScope.resumption(name, this.clock.instant(), this.processes.self(), call, resumedFrom, rerun,
				manual));
	}

	RunScope prepareSubmitted(String runId, String name, Instant startedAt, PipelineCall call) {
		return running(RunScope.submitted(runId, name, startedAt, this.processes.self(), call));
	}

	/**
	 * Ends a run. A second call has no effect.
	 * @param run the run
	 * @param status how it ended
	 */
	public void end(RunScope run, RunStatus status) {
		if (!run.end()) {
			return;
		}
		try {
			if (run.isRecorded()) {
				record(run, status);
			}
		}
		finally {
			this.running.remove(run);
		}
	}

	private void record(RunScope run, RunStatus status) {
		Instant now = this.clock.instant();
		// The clock may have been set back meanwhile
		Instant endedAt = (now.isBefore(run.startedAt())) ? run.startedAt() : now;
		run.lateRecords().whenComplete(() -> this.store.end(run.runId(), status, endedAt));
		log(run, "Run '" + run.name() + "' " + status + " in " + Duration.between(run.startedAt(), endedAt).toMillis()
				+ " ms, steps " + run.tally().outcomes() + tokens(run) + ", run id " + run.runId());
	}

	/**
	 * A request is told of where requests are told of.
	 */
	private static void log(RunScope run, String message) {
		if (run.kind() == RunKind.PIPELINE) {
			logger.info(message);
		}
		else {
			logger.debug(message);
		}
	}

	private static String tokens(RunScope run) {
		long spent = run.tally().spent().totalTokens();
		long saved = run.tally().saved().totalTokens();
		return (spent > 0 || saved > 0) ? ", tokens spent " + spent + " and saved " + saved : "";
	}

	/**
	 * Notes a fan-out of the current run, which may begin steps until it has ended.
	 * @param items how many items it has; {@code null} when that is not known
	 * @return counts its items, to be closed when it has ended
	 */
	FanOutCount fanOut(@Nullable Integer items) {
		FanOutCount fanOut = new FanOutCount(this.fanOutNumbers.incrementAndGet(), Lineage.current().run(), items,
				this.fanOuts::remove);
		this.fanOuts.add(fanOut);
		return fanOut;
	}

	/**
	 * How far the fan-outs of a run of this process are that have not ended.
	 * @param runId the id of the run
	 * @return their counts, in the order in which they began
	 */
	public List<FanOutProgress> fanOuts(String runId) {
		return this.fanOuts.stream()
			.filter((fanOut) -> fanOut.isOf(runId))
			.sorted(Comparator.comparingLong(FanOutCount::number))
			.map(FanOutCount::progress)
			.toList();
	}

	/**
	 * The fan-outs that have not ended, and the runs of pipelines in which a step has
	 * begun, with the runs around them, without those around the caller of this method.
	 * @return the fan-outs and runs
	 */
	List<UnderWay> underWay() {
		RunScope here = Lineage.current().run();
		Stream<UnderWay> pipelines = running().stream()
			.filter((run) -> run.kind() == RunKind.PIPELINE && run.hasBegun())
			.flatMap((begun) -> Stream.<RunScope>iterate(begun, Objects::nonNull, RunScope::parent))
			.distinct()
			.filter((run) -> !run.isAround(here))
			.map((run) -> new UnderWay("run '" + run.name() + "' (" + run.runId() + ")", run,
					() -> !this.running.containsKey(run)));
		return Stream
			.concat(this.fanOuts.stream()
				.map((fanOut) -> new UnderWay("a fan-out", fanOut, () -> !this.fanOuts.contains(fanOut))), pipelines)
			.toList();
	}

	/**
	 * Abandons the runs that are running: nothing of what they still do can be recorded,
	 * while the process, and so the owner of the runs, may live on with another context.
	 */
	@Override
	public void close() {
		running().forEach((run) -> end(run, RunStatus.ABANDONED));
	}

	private List<RunScope> running() {
		synchronized (this.running) {
			return List.copyOf(this.running.keySet());
		}
	}

	private RunScope running(RunScope run) {
		this.running.put(run, true);
		return run;
	}

}
