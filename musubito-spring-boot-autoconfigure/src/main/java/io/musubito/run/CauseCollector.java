package io.musubito.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.RunCause;
import io.musubito.replay.FoundChange;
import io.musubito.store.Production;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what was changed between two runs, each change once with the steps that it is
 * of.
 */
final class CauseCollector {

	private static final String STATE = "state ";

	private static final String RESUMED = "resumed from ";

	private static final List<String> BECAUSE_OF = List.of("by ", "called ");

	private final Map<String, Cause> causes = new LinkedHashMap<>();

	private final boolean afterIsLater;

	private final Set<String> executed;

	private final Function<String, Optional<Production>> productions;

	private @Nullable ChangedStep given;

	/**
	 * Creates it.
	 * @param pairs the steps of both runs
	 * @param afterIsLater whether the second run is the later one: what made it execute
	 * is known relative to what was there before
	 * @param productions the execution that produced the result of a node, by its id
	 */
	CauseCollector(List<StepPair> pairs, boolean afterIsLater, Function<String, Optional<Production>> productions) {
		this.afterIsLater = afterIsLater;
		this.productions = productions;
		this.executed = pairs.stream()
			.filter((pair) -> StepPair.hasExecuted(later(pair)))
			.map(StepPair::operation)
			.collect(Collectors.toSet());
	}

	void add(ChangedStep step) {
		if (!step.own().isEmpty()) {
			addChanges(step);
		}
		else if (step.derived().isEmpty()) {
			addExecution(step.pair());
		}
		else if (this.given == null) {
			this.given = step;
		}
	}

	private void addChanges(ChangedStep step) {
		// Objects that were made from a changed property are other ones with it
		List<FoundChange> followed = step.own().stream().filter((found) -> isState(found.change())).toList();
		List<FoundChange> first = step.own().stream().filter((found) -> !isState(found.change())).toList();
		boolean explained = first.stream().anyMatch((found) -> found.reason() == Reason.CONFIGURATION_CHANGED);
		String operation = step.pair().operation();
		if (!explained) {
			step.own().forEach((found) -> put(identity(found, step.pair()), found, operation));
			return;
		}
		Cause cause = null;
		for (FoundChange found : first) {
			Cause put = put(identity(found, step.pair()), found, operation);
			cause = (cause == null && found.reason() == Reason.CONFIGURATION_CHANGED) ? put : cause;
		}
		if (cause != null) {
			cause.consequences.addAll(followed.stream().map(FoundChange::change).toList());
		}
	}

	private static boolean isState(Change change) {
		return change.component().startsWith(STATE);
	}

	/**
	 * One input may be an argument of several steps, by whatever name.
	 */
	private static String identity(FoundChange found, StepPair pair) {
		Change change = found.change();
		RunEntry before = pair.before();
		RunEntry after = pair.after();
		if (found.reason() == Reason.INPUT_CHANGED && before != null && after != null) {
			String component = StepChanges.componentOf(change);
			int path = component.length();
			return "input " + before.components().get(component) + " " + after.components().get(component)
					+ change.component().substring(path);
		}
		if (change.component().equals("code") || change.component().equals("version")) {
			// Of this step alone
			return change.component() + " " + pair.operation();
		}
		return found.reason() + " " + change.component() + " " + change.before() + " " + change.after();
	}

	private Cause put(String identity, FoundChange found, String operation) {
		Cause cause = this.causes.computeIfAbsent(identity, (key) -> new Cause(found.reason(), found.change()));
		cause.operations.add(operation);
		return cause;
	}

	/**
	 * Nothing of it is another one, yet a run executed it again.
	 */
	private void addExecution(StepPair pair) {
		RunEntry later = later(pair);
		RunEntry earlier = (this.afterIsLater) ? pair.before() : pair.after();
		Explanation why = (later != null) ? why(later, pair) : null;
		if (later == null || earlier == null || why == null) {
			return;
		}
		boolean asBefore = why.reason() == earlier.view().reason() && !pair.hasOtherOutput();
		if (asBefore || isOfThisStepNoMore(why.reason())) {
			return;
		}
		Change change = happened(why);
		String component = change.component();
		boolean elsewhere = BECAUSE_OF.stream()
			.anyMatch((words) -> component.startsWith(words)
					&& this.executed.contains(component.substring(words.length())));
		boolean downstream = component.startsWith(RESUMED)
				&& !List.of(component.substring(RESUMED.length()).split(", ")).contains(pair.operation());
		if (!elsewhere && !downstream) {
			put(why.reason() + " " + component, new FoundChange(why.reason(), change, null), pair.operation());
		}
	}

	/**
	 * Why it executed: in the run, or in another one between the two when it replays a
	 * result that the earlier one did not have.
	 */
	private @Nullable Explanation why(RunEntry later, StepPair pair) {
		if (StepPair.hasExecuted(later)) {
			return later.view().why();
		}
		return (pair.hasOtherOutput()) ? this.productions.apply(later.view().nodeId()).map(Production::why).orElse(null)
				: null;
	}

	private @Nullable RunEntry later(StepPair pair) {
		return (this.afterIsLater) ? pair.after() : pair.before();
	}

	// Compared with something else than the other run, while both have the same identity
	private static boolean isOfThisStepNoMore(Reason reason) {
		return switch (reason) {
			case FIRST_EXECUTION, CODE_CHANGED, VERSION_CHANGED, CONFIGURATION_CHANGED, UPSTREAM_CHANGED,
					INPUT_CHANGED ->
				true;
			default -> false;
		};
	}

	private static Change happened(Explanation why) {
		return why.changes()
			.stream()
			.filter((change) -> change.component().startsWith("by ") || change.component().startsWith("called ")
					|| change.component().startsWith("not kept: ") || change.component().startsWith(RESUMED))
			.findFirst()
			.map((change) -> new Change(change.component(), null, null))
			.orElseGet(() -> new Change(why.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '), null, null));
	}

	List<RunCause> causes() {
		return this.causes.values()
			.stream()
			.map((cause) -> new RunCause(cause.reason, cause.change, List.copyOf(cause.consequences),
					List.copyOf(cause.operations)))
			.toList();
	}

	/**
	 * What the first step was given that got something else, when nothing tells why.
	 */
	List<RunCause> causesOfOthers() {
		ChangedStep step = this.given;
		if (step == null) {
			return List.of();
		}
		return step.derived()
			.stream()
			.map((change) -> new RunCause(
					(change.component().startsWith("input.")) ? Reason.INPUT_CHANGED : Reason.UPSTREAM_CHANGED, change,
					List.of(), List.of(step.pair().operation())))
			.toList();
	}

	private static final class Cause {

		private final Reason reason;

		private final Change change;

		private final Set<Change> consequences = new LinkedHashSet<>();

		private final Set<String> operations = new LinkedHashSet<>();

		private Cause(Reason reason, Change change) {
			this.reason = reason;
			this.change = change;
		}

	}

}
