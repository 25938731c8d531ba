package io.musubito.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.musubito.EdgeKind;
import io.musubito.Explanation;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.StepOutcome;
import io.musubito.identity.Identity;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.lineage.Rerun;
import io.musubito.lineage.RunAnswer;
import io.musubito.lineage.RunScope;
import io.musubito.replay.ReplayPolicy;
import io.musubito.state.State;
import io.musubito.store.CalledStep;
import io.musubito.store.NodeKey;
import io.musubito.store.RunPosition;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * A call whose identity is known.
 *
 * @param call the call
 * @param identity its identity
 * @param configuration the configuration that is part of the identity
 * @param state the state that is part of the identity
 * @param context the surroundings of the call
 * @param activeStep the call as the surroundings of what it calls
 * @param mode how it is to be answered
 * @param consumed where its arguments came from, by component of the identity
 * @param startedNanos when it started, by {@link System#nanoTime()}
 * @param given the result that was given for it by hand; {@code null} when none was
 * @param recorded what it is in a recorded test; {@code null} elsewhere
 */
record IdentifiedCall(StepCall call, Identity identity, SortedMap<String, String> configuration, State state,
		LineageContext context, ActiveStep activeStep, ReplayMode mode, Map<String, Set<Origin>> consumed,
		long startedNanos, @Nullable GivenAnswer given, @Nullable RecordedKey recorded) {

	StepDefinition definition() {
		return this.call.step().definition();
	}

	String operation() {
		return definition().operation();
	}

	NodeKey key(@Nullable String inputs) {
		return new NodeKey(this.identity.nodeId(), this.identity.replayKey(), operation(), definition().type(),
				this.identity.components(), inputs);
	}

	/**
	 * Whether the step says of a result that it is not to be kept for replay.
	 */
	boolean isExcluded(@Nullable Object value) {
		Predicate<@Nullable Object> unless = this.call.unless();
		if (unless == null || !unless.test(value)) {
			return false;
		}
		this.activeStep.notKept((this.configuration.containsKey("unless")) ? "its 'unless' held for the last result"
				: "the last answer was not complete");
		return true;
	}

	/**
	 * Refuses an execution where nothing may be executed.
	 * @param why why it would have to be
	 */
	void requireExecutable(Explanation why) {
		if (this.mode == ReplayMode.REPLAY_ONLY) {
			throw new ReplayMissException(
					"Step '" + operation() + "' would have to execute (" + why.withoutValues()
							+ "), but the mode is REPLAY_ONLY. Run it once in mode REPLAY to record its result.",
					null, why);
		}
	}

	/**
	 * Says to the step that made the call that its own result is not to be replayed.
	 * @param why what is the matter with the result of this call
	 */
	void taintEnclosing(String why) {
		ActiveStep enclosing = this.context.activeStep();
		if (enclosing != null) {
			enclosing.taint("the result of step '" + operation() + "' that it called " + why);
		}
	}

	/**
	 * The same with what is known of the execution beside its key.
	 */
	NodeKey keyOfExecution(@Nullable String inputs) {
		Supplier<String> place = this.call.around().place();
		String obstacle = this.activeStep.obstacle();
		String consumedInputs = consumedInputs();
		if (place == null && obstacle == null && consumedInputs.isEmpty()) {
			return key(inputs);
		}
		SortedMap<String, String> components = new TreeMap<>(this.identity.components());
		if (place != null) {
			components.put(NodeKey.PLACE, place.get());
		}
		if (obstacle != null) {
			components.put(NodeKey.OBSTACLE, obstacle);
		}
		if (!consumedInputs.isEmpty()) {
			components.put(NodeKey.CONSUMED, consumedInputs);
		}
		return new NodeKey(this.identity.nodeId(), this.identity.replayKey(), operation(), definition().type(),
				Collections.unmodifiableSortedMap(components), inputs);
	}

	private String consumedInputs() {
		return this.consumed.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isEmpty())
			.map(Map.Entry::getKey)
			.sorted()
			.collect(Collectors.joining("\n"));
	}

	/**
	 * The results that the call consumed, by argument or by merge.
	 * @return data edges, each once
	 */
	List<Upstream> dataUpstream() {
		Set<Upstream> upstream = new LinkedHashSet<>();
		this.consumed.values().forEach((origins) -> addData(origins, upstream));
		addData(this.context.merged(), upstream);
		return List.copyOf(upstream);
	}

	/**
	 * The elements that the call consumed of streams which are not in the store, so that
	 * they can't be among the edges yet.
	 * @return where they came from
	 */
	Set<Origin> notRecorded() {
		Set<Origin> notRecorded = new LinkedHashSet<>();
		this.consumed.values().forEach((origins) -> addNotRecorded(origins, notRecorded));
		addNotRecorded(this.context.merged(), notRecorded);
		return notRecorded;
	}

	/**
	 * The results that the call consumed, and those of the steps that it called.
	 * @return data and call edges, each once
	 */
	List<Upstream> upstream() {
		Set<Upstream> upstream = new LinkedHashSet<>(dataUpstream());
		this.activeStep.called()
			.forEach((origin) -> upstream
				.add(new Upstream(EdgeKind.CALL, origin.producerNodeId(), origin.artifactId())));
		return new ArrayList<>(upstream);
	}

	/**
	 * What the run executes again although it is stored.
	 * @return the rerun; {@code null} when it executes nothing again
	 */
	@Nullable Rerun rerun() {
		RunScope run = this.context.run();
		return (run != null) ? run.rerun() : null;
	}

	/**
	 * Whether the run executes this call again, as far as can be told before it begins.
	 * @return whether it belongs to the rerun
	 */
	boolean isRerun() {
		Rerun rerun = rerun();
		return rerun != null
				&& (rerun.includes(operation(), this.identity.replayKey()) || rerun.includesAny(this.context.merged())
						|| this.consumed.values().stream().anyMatch(rerun::includesAny));
	}

	/**
	 * Whether a stored result, valid as it may be, is not to be used.
	 * @param called what the stored call called
	 * @return whether the run executes this call again
	 */
	boolean isForcedByRun(List<CalledStep> called) {
		Rerun rerun = rerun();
		return rerun != null
				&& (isRerun() || called.stream().anyMatch((step) -> rerun.operations().contains(step.operation())));
	}

	/**
	 * Notes for the rerun that the call was executed.
	 * @param producerNodeId the node that executed
	 */
	void noteExecution(String producerNodeId) {
		Rerun rerun = rerun();
		if (rerun != null && (isRerun() || rerun.includesAny(this.activeStep.called()))) {
			rerun.executed(producerNodeId);
		}
	}

	/**
	 * An execution answers everybody who waited for it. A replay answers only those who
	 * would have been given the same one, and who asked before it was looked up: what was
	 * found before may have been invalidated since.
	 */
	boolean mayJoin(FlightResult.Answered other) {
		Answer answer = other.answer();
		return answer.outcome() == StepOutcome.EXECUTED
				|| (answer.nodeId().equals(this.identity.nodeId()) && other.sinceNanos() - this.startedNanos >= 0
						&& rerun() == null && !ReplayPolicy.isForced(definition(), this.mode));
	}

	/**
	 * Where in its run the call is.
	 * @return the position, {@code null} outside of runs
	 */
	@Nullable RunPosition position() {
		RunScope run = this.context.run();
		String position = this.activeStep.position();
		return (run != null && position != null) ? new RunPosition(run.runId(), run.name(), position) : null;
	}

	/**
	 * Says that the run of the call, if any, is complete only when this is recorded,
	 * which may be after its end.
	 */
	void recordsLate() {
		RunScope run = this.context.run();
		if (run != null) {
			run.willBeRecorded();
			run.lateRecords().await();
		}
	}

	void hasRecorded() {
		RunScope run = this.context.run();
		if (run != null) {
			run.lateRecords().recorded();
		}
	}

	/**
	 * The value that the computation already has in the run.
	 * @return the value; {@code null} when it has none, and outside of runs
	 */
	@Nullable RunAnswer earlierInRun() {
		RunScope run = this.context.run();
		return (run != null) ? run.answers().find(this.identity.replayKey()) : null;
	}

	/**
	 * Makes an answer the value that the computation has in the run.
	 * @param answer the answer
	 * @param unrecorded whether the store does not have what is executed
	 */
	void answerInRun(Answer answer, boolean unrecorded) {
		RunScope run = this.context.run();
		if (run != null && answer.kept()) {
			boolean executed = answer.outcome() != StepOutcome.REPLAYED;
			run.answers()
				.remember(this.identity.replayKey(),
						new RunAnswer(answer.producerNodeId(), answer.artifact().artifactId(), answer.executionTime(),
								answer.usage(), executed,
								(unrecorded && executed) ? answer.artifact().payload() : null));
		}
	}

	private static void addData(Collection<Origin> origins, Set<Upstream> upstream) {
		for (Origin origin : origins) {
			if (origin.source() == null) {
				upstream.add(new Upstream(EdgeKind.DATA, origin.producerNodeId(), origin.artifactId()));
			}
			else if (origin.source().isRecorded()) {
				upstream.add(new Upstream(EdgeKind.DATA, origin.producerNodeId(), null));
			}
		}
	}

	private static void addNotRecorded(Collection<Origin> origins, Set<Origin> notRecorded) {
		for (Origin origin : origins) {
			if (origin.source() != null && !origin.source().isRecorded()) {
				notRecorded.add(origin);
			}
		}
	}

}
