package io.musubito.run;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.musubito.ManualAnswer;
import io.musubito.NodeStatus;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption.Given;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactType;
import io.musubito.execution.GivenResults;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.ManualAnswers;
import io.musubito.step.StepRegistry;
import io.musubito.store.RecordedCall;
import io.musubito.store.RunStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes the results that are given by hand when a run is resumed, and those that the run
 * has already.
 */
public final class Overrides {

	private static final int SHOWN_CALLS = 20;

	private final RunStore store;

	private final StepRegistry steps;

	private final GivenResults results;

	private final Supplier<ReplayMode> mode;

	private final Clock clock;

	public Overrides(RunStore store, StepRegistry steps, GivenResults results, Supplier<ReplayMode> mode, Clock clock) {
		this.store = store;
		this.steps = steps;
		this.results = results;
		this.mode = mode;
		this.clock = clock;
	}

	/**
	 * Takes the results for a run that resumes another one.
	 * @param runId the other run
	 * @param from the steps that are executed again
	 * @param options the results that are given now
	 * @return the results; {@code null} when there are none
	 * @throws IllegalArgumentException when one can't be given
	 */
	@Nullable ManualAnswers find(String runId, Set<String> from, List<Given> options) {
		List<GivenAnswer> kept = this.store.findGiven(runId);
		if (kept.isEmpty() && options.isEmpty()) {
			return null;
		}
		List<RecordedCall> calls = this.store.findCalls(runId);
		List<GivenAnswer> all = new ArrayList<>();
		for (Given option : options) {
			GivenAnswer answer = take(runId, option, calls, kept);
			refuseContradiction(option, answer, from, all);
			all.add(answer);
		}
		Set<String> invalidated = calls.stream()
			.filter((call) -> call.outcome() == StepOutcome.MANUAL && call.status() == NodeStatus.STALE)
			.map(RecordedCall::position)
			.collect(Collectors.toSet());
		List<GivenAnswer> anew = List.copyOf(all);
		kept.stream()
			.filter((answer) -> !from.contains(answer.operation())
					&& answer.calls().keySet().stream().noneMatch(invalidated::contains)
					&& answer.calls().keySet().stream().noneMatch((call) -> isHidden(call, anew)))
			.map((answer) -> readable(runId, answer))
			.forEach(all::add);
		return all.isEmpty() ? null
				: new ManualAnswers(all, calls.stream().map(RecordedCall::replayKey).collect(Collectors.toSet()));
	}

	private static boolean isHidden(String position, Collection<GivenAnswer> answers) {
		return answers.stream().anyMatch((answer) -> answer.hides(position));
	}

	private static GivenAnswer readable(String runId, GivenAnswer kept) {
		if (kept.json() == null) {
			throw refused(runId, kept.operation(), "the result that '" + kept.given().by() + "' gave at "
					+ kept.given().at() + " was damaged. Give it anew, or resume the run from that step.");
		}
		return kept;
	}

	private GivenAnswer take(String runId, Given option, List<RecordedCall> calls, List<GivenAnswer> kept) {
		if (this.mode.get() == ReplayMode.OFF) {
			throw refused(runId, option.step(),
					"the mode is OFF, in which steps are ordinary methods. Resume the run in mode REPLAY.");
		}
		List<RecordedCall> called = called(runId, option.step(), calls);
		String operation = called.get(0).operation();
		ArtifactType type = this.steps.resultType(operation);
		if (called.get(0).type() == StepType.EXTERNAL_EFFECT || this.steps.isEffect(operation)) {
			throw refused(runId, operation,
					"it is an effect, of which only what happened is true. When it is not known "
							+ "whether it happened, say what did: MusubitoLineage.resolveEffect, 'resolve' in the endpoint.");
		}
		if (type == null) {
			throw refused(runId, operation, "this application has no such step, which would say of what type its "
					+ "result is. Give the step its earlier name, or, when it is one in the code, call it once.");
		}
		Artifact artifact;
		try {
			artifact = this.results.artifact(operation, type, option.value(), option.json());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(message(runId, operation,
					"the value is none that its method could have returned: " + ex.getMessage()), ex);
		}
		return new GivenAnswer(UUID.randomUUID().toString().replace("-", ""), operation, keys(called, kept),
				around(called, calls), artifact.artifactId(), new String(artifact.payload(), StandardCharsets.UTF_8),
				new ManualAnswer(option.by(), this.clock.instant()));
	}

	/**
	 * The calls of the one computation that is meant.
	 */
	private List<RecordedCall> called(String runId, String step, List<RecordedCall> calls) {
		List<RecordedCall> named = calls.stream().filter((call) -> call.operation().equals(step)).toList();
		if (named.isEmpty()) {
			named = calls.stream().filter((call) -> call.nodeId().equals(step)).toList();
		}
		if (named.isEmpty()) {
			throw unknown(runId, step, calls);
		}
		RecordedCall first = named.get(0);
		if (named.stream().anyMatch((call) -> !call.replayKey().equals(first.replayKey()))) {
			throw refused(runId, step,
					"the run called it with several inputs. Name the node of the call that is meant: " + named.stream()
						.collect(Collectors.toMap(RecordedCall::nodeId, RecordedCall::position, (one, other) -> one,
								TreeMap::new))
						.entrySet()
						.stream()
						.limit(SHOWN_CALLS)
						.map((node) -> node.getKey() + " (" + node.getValue() + ")")
						.collect(Collectors.joining(", ")) + ".");
		}
		return calls.stream()
			.filter((call) -> call.operation().equals(first.operation()) && call.replayKey().equals(first.replayKey()))
			.toList();
	}

	private IllegalArgumentException unknown(String runId, String step, List<RecordedCall> calls) {
		Set<String> known = calls.stream().map(RecordedCall::operation).collect(Collectors.toCollection(TreeSet::new));
		String has = "It has " + String.join(", ", known) + ".";
		return (this.store.findOperations(runId).contains(step))
				? refused(runId, step,
						"the run did not call it: a step that calls it was replayed. Give the result of "
								+ "that step, or resume the run from that step first, and then override '" + step
								+ "' in the new run. " + has)
				: refused(runId, step, "it has no such step, nor a node of that id. " + has);
	}

	/**
	 * What was given by hand before has another key than the computation.
	 */
	private static SortedMap<String, String> keys(List<RecordedCall> called, List<GivenAnswer> kept) {
		SortedMap<String, String> keys = new TreeMap<>();
		for (RecordedCall call : called) {
			keys.put(call.position(), call.replayKey());
			for (GivenAnswer answer : kept) {
				if (call.outcome() == StepOutcome.MANUAL && answer.calls().containsKey(call.position())) {
					keys.putAll(answer.calls());
				}
			}
		}
		return keys;
	}

	/**
	 * The calls that were in progress, and those of the same computations: they have to
	 * execute.
	 */
	private static SortedMap<String, String> around(List<RecordedCall> called, List<RecordedCall> calls) {
		SortedMap<String, String> around = new TreeMap<>();
		for (RecordedCall call : called) {
			for (int end = call.position().lastIndexOf('/'); end > 0; end = call.position().lastIndexOf('/', end - 1)) {
				around.put(call.position().substring(0, end), "");
			}
		}
		Set<String> keys = calls.stream()
			.filter((call) -> around.containsKey(call.position()))
			.map(RecordedCall::replayKey)
			.collect(Collectors.toSet());
		calls.stream()
			.filter((call) -> keys.contains(call.replayKey()))
			.forEach((call) -> around.put(call.position(), call.replayKey()));
		return around;
	}

	private void refuseContradiction(Given option, GivenAnswer answer, Set<String> from, List<GivenAnswer> others) {
		String what = "Step '" + answer.operation() + "' can't be overridden with the value for '" + option.step()
				+ "': ";
		if (from.contains(answer.operation())) {
			throw new IllegalArgumentException(what
					+ "the run is to be resumed from that step too, which would execute " + "it. Say one of both.");
		}
		for (GivenAnswer other : others) {
			if (answer.calls().keySet().stream().anyMatch((call) -> isHidden(call, List.of(other)))
					|| other.calls().keySet().stream().anyMatch((call) -> isHidden(call, List.of(answer)))) {
				throw new IllegalArgumentException(
						what + (other.operation().equals(answer.operation()) ? "it has a value already. Give one."
								: "step '" + other.operation()
										+ "', which has a value too, was called in it, or it in that one, "
										+ "so that only one of them can be used. Give one."));
			}
		}
	}

	private static IllegalArgumentException refused(String runId, String step, String why) {
		return new IllegalArgumentException(message(runId, step, why));
	}

	private static String message(String runId, String step, String why) {
		return "Step '" + step + "' of run '" + runId + "' can't be overridden: " + why;
	}

}
