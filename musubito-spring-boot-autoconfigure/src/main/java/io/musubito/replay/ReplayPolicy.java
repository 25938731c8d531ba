package io.musubito.replay;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.lineage.RunAnswer;
import io.musubito.store.CalledStep;
import io.musubito.store.KeyComponents;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a stored result may be replayed. The reasons against it are examined in
 * the order of {@link Reason}, and the first that holds is the one that is told.
 */
public final class ReplayPolicy {

	private final Clock clock;

	private final Function<CalledStep, Optional<Today>> today;

	/**
	 * Creates the policy.
	 * @param clock the clock of TTLs
	 * @param today finds what a step that was called is today; empty when there is none
	 * with its name, or none with its code
	 */
	public ReplayPolicy(Clock clock, Function<CalledStep, Optional<Today>> today) {
		this.clock = clock;
		this.today = today;
	}

	/**
	 * Whether results of a step are never replayed, so that each call executes.
	 * @param step the step
	 * @return whether each call executes by itself
	 */
	public static boolean neverReplays(StepDefinition step) {
		return !step.replay() || Duration.ZERO.equals(step.ttl());
	}

	/**
	 * Whether a call executes even though a valid result is stored. Refreshing performs
	 * no effect again.
	 * @param step the step
	 * @param mode how calls are answered
	 * @return whether it is forced
	 */
	public static boolean isForced(StepDefinition step, ReplayMode mode) {
		return step.forceReexecution() || (mode == ReplayMode.REFRESH && step.type() != StepType.EXTERNAL_EFFECT);
	}

	/**
	 * Whether the value that a computation has in a run answers another call in this run.
	 * It does even when its TTL ended meanwhile. What is forced executes once in a run.
	 * @param step the step
	 * @param mode how calls are answered
	 * @param earlier the value
	 * @return whether it is the answer, unless it was invalidated
	 */
	public static boolean answersAgain(StepDefinition step, ReplayMode mode, RunAnswer earlier) {
		return !neverReplays(step) && (earlier.executed() || !isForced(step, mode));
	}

	/**
	 * Decides for the node that was found.
	 * @param step the step
	 * @param mode how calls are answered
	 * @param node the node; {@code null} when none was found
	 * @param called the steps that the node called; asked only for a node that called
	 * some
	 * @return what is to be done
	 */
	public Decision decide(StepDefinition step, ReplayMode mode, @Nullable Node node,
			Supplier<List<CalledStep>> called) {
		if (neverReplays(step)) {
			return new Decision.Execute(Reason.REPLAY_DISABLED, null, node);
		}
		if (node != null && node.artifactId() != null && !node.kept()) {
			return new Decision.Execute(Reason.REPLAY_DISABLED, null, node);
		}
		if (isForced(step, mode)) {
			return new Decision.Execute(Reason.FORCED, null, node);
		}
		if (node == null) {
			return new Decision.Execute(Reason.FIRST_EXECUTION, null, null);
		}
		Decision decision = decide(step, node);
		if (decision instanceof Decision.Replay && node.calls()) {
			return decideByCalled(node, called.get());
		}
		return decision;
	}

	/**
	 * Decides for an answer that a recorded test has: it is valid whenever it was made,
	 * as long as the steps that it called are what they were.
	 * @param node the answer as a node
	 * @param calledSteps the steps that it called
	 * @return what is to be done
	 */
	public Decision decideRecorded(Node node, List<CalledStep> calledSteps) {
		for (CalledStep called : calledSteps) {
			Today now = this.today.apply(called).orElse(null);
			Reason changed = (now != null) ? changedSince(called, now.components()) : Reason.CODE_CHANGED;
			if (changed != null) {
				return new Decision.Execute(changed, called.operation(), node);
			}
		}
		return new Decision.Replay(node);
	}

	/**
	 * When a result stops being replayed.
	 * @param step the step
	 * @param executedAt when the result was produced
	 * @return the instant, {@code null} without bound
	 */
	public static @Nullable Instant expiresAt(StepDefinition step, Instant executedAt) {
		return (step.ttl() != null) ? after(executedAt, step.ttl()) : null;
	}

	/**
	 * What is some time after an instant.
	 * @param instant the instant
	 * @param time the time
	 * @return the instant then; {@code null} when that is after all instants
	 */
	public static @Nullable Instant after(Instant instant, Duration time) {
		try {
			return instant.plus(time);
		}
		catch (DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private Decision decide(StepDefinition step, Node node) {
		if (node.status() == NodeStatus.FAILED) {
			return new Decision.Execute(Reason.PREVIOUS_FAILED, null, node);
		}
		if (node.status() != NodeStatus.SUCCESS) {
			return new Decision.Execute(Reason.STALE, null, node);
		}
		Reason outOfTime = outOfTime(step, node.executedAt());
		if (outOfTime != null) {
			return new Decision.Execute(outOfTime, null, node);
		}
		if (node.payload() == null) {
			return new Decision.Execute(Reason.ARTIFACT_MISSING, null, node);
		}
		return new Decision.Replay(node);
	}

	/**
	 * Of what is to be said against several called steps, the reason that comes first.
	 */
	private Decision decideByCalled(Node node, List<CalledStep> calledSteps) {
		Reason first = null;
		String operation = null;
		for (CalledStep called : calledSteps) {
			Reason reason = reasonAgainst(called);
			if (reason != null && (first == null || reason.compareTo(first) < 0)) {
				first = reason;
				operation = called.operation();
			}
		}
		return (first != null) ? new Decision.Execute(first, operation, node) : new Decision.Replay(node);
	}

	private @Nullable Reason reasonAgainst(CalledStep called) {
		if (!called.isReadable()) {
			return Reason.ARTIFACT_CORRUPT;
		}
		if (called.status() == NodeStatus.MANUAL) {
			// Whatever the step is today, it is the result for this run
			return null;
		}
		Today today = this.today.apply(called).orElse(null);
		if (today == null) {
			return Reason.CODE_CHANGED;
		}
		StepDefinition definition = today.definition();
		if (neverReplays(definition) || !called.kept()) {
			return Reason.REPLAY_DISABLED;
		}
		if (definition.forceReexecution()) {
			return Reason.FORCED;
		}
		boolean effect = definition.type() == StepType.EXTERNAL_EFFECT;
		// An outdated effect isn't performed again, so that its result stays valid
		if (called.status() != NodeStatus.SUCCESS && !(effect && called.status() == NodeStatus.OUTDATED)) {
			return Reason.STALE;
		}
		Reason outOfTime = outOfTime(definition, called.executedAt());
		return (outOfTime != null) ? outOfTime : changedSince(called, today.components());
	}

	private @Nullable Reason changedSince(CalledStep called, SortedMap<String, String> now) {
		SortedMap<String, String> before = called.components();
		SortedSet<String> all = new TreeSet<>(now.keySet());
		before.keySet().stream().filter(ReplayPolicy::isOfDefinition).forEach(all::add);
		return all.stream()
			.filter((component) -> !KeyComponents.isSame(component, before.get(component), now.get(component)))
			.map(Comparison::reasonFor)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private static boolean isOfDefinition(String component) {
		return !component.startsWith("input.") && !component.equals(ExplainedCall.MERGED)
				&& !component.equals(NodeKey.MANUAL) && !component.equals(NodeKey.SAMPLE) && !NodeKey.isNote(component);
	}

	private @Nullable Reason outOfTime(StepDefinition step, @Nullable Instant executedAt) {
		if (step.ttl() == null) {
			return null;
		}
		Instant now = this.clock.instant();
		if (executedAt == null || executedAt.isAfter(now)) {
			return Reason.CLOCK_SKEW;
		}
		Instant expiresAt = expiresAt(step, executedAt);
		return (expiresAt == null || now.isBefore(expiresAt)) ? null : Reason.EXPIRED;
	}

	/**
	 * What a step is today.
	 *
	 * @param definition its definition
	 * @param components what its replay keys are made of, apart from inputs
	 */
	public record Today(StepDefinition definition, SortedMap<String, String> components) {

	}

}
