package io.musubito.execution;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.ManualAnswer;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import io.musubito.identity.Identity;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.ManualAnswers;
import io.musubito.lineage.Origin;
import io.musubito.lineage.RunScope;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * What results that were given by hand have to do with a call. A computation that is made
 * of one has an identity of its own where its inputs don't tell: it must not answer other
 * runs.
 *
 * @param identity the identity of the call
 * @param given the result that was given for it; {@code null} when none was
 */
record ManualPart(Identity identity, @Nullable GivenAnswer given) {

	/**
	 * Looks for results given by hand.
	 * @param call the call, of no effect
	 * @param context its surroundings
	 * @param position its position
	 * @param identity what it would be in other runs
	 * @param consumed the origins of its arguments, by the name of the component
	 */
	static ManualPart of(StepCall call, LineageContext context, @Nullable String position, Identity identity,
			Map<String, Set<Origin>> consumed) {
		RunScope run = context.run();
		ManualAnswers answers = (run != null) ? run.manualAnswers() : null;
		if (run == null || answers == null || position == null) {
			return new ManualPart(identity, null);
		}
		String place = run.outermost(position);
		String replayKey = identity.replayKey();
		GivenAnswer given = answers.find(call.step().definition().operation(), replayKey, place);
		SortedSet<String> ids = answers.within(replayKey, place);
		if (given != null) {
			ids.add(given.id());
		}
		else {
			addUnsaid(call, answers, consumed, ids);
		}
		if (ids.isEmpty()) {
			return new ManualPart(identity, null);
		}
		Identity marked = identity.marked(NodeKey.MANUAL, String.join(" ", ids));
		answers.mark(marked.replayKey(), ids);
		answers.mark(marked.nodeId(), ids);
		return new ManualPart(marked, given);
	}

	/**
	 * An argument whose content is no input may still show in the result.
	 */
	private static void addUnsaid(StepCall call, ManualAnswers answers, Map<String, Set<Origin>> consumed,
			SortedSet<String> ids) {
		List<String> said = call.inputs().stream().map((input) -> "input." + input.name()).toList();
		consumed.forEach((component, origins) -> {
			if (!said.contains(component)) {
				origins.forEach((origin) -> ids.addAll(answers.marksOf(origin.producerNodeId())));
			}
		});
	}

	/**
	 * The answer of a call for which a result was given, an object of its own.
	 */
	static Deliver answer(IdentifiedCall call, GivenAnswer given) {
		byte[] payload = String.valueOf(given.json()).getBytes(StandardCharsets.UTF_8);
		ManualAnswer who = given.given();
		Explanation why = new Explanation(Reason.MANUAL,
				List.of(new Change("given by " + who.by() + " at " + who.at(), null, null)), null, null);
		String nodeId = call.identity().nodeId();
		Answer answer = new Answer(StepOutcome.MANUAL, nodeId, nodeId, new Artifact(given.artifactId(), payload),
				Duration.ZERO, Usage.NONE, true, why);
		return new Deliver(answer, call.call().step().artifactType().decode(payload));
	}

	/**
	 * Notes the answer of a call that is made of results given by hand. The step around
	 * it is too, and its result is not kept unless its identity says so.
	 */
	static void note(IdentifiedCall call, Answer answer) {
		RunScope run = call.context().run();
		ManualAnswers answers = (run != null) ? run.manualAnswers() : null;
		Set<String> ids = (answers != null) ? answers.marksOf(call.identity().replayKey()) : Set.of();
		if (answers == null || ids.isEmpty()) {
			return;
		}
		answers.mark(answer.producerNodeId(), ids);
		ActiveStep enclosing = call.context().activeStep();
		if (enclosing != null && !answers.marksOf(enclosing.replayKey()).containsAll(ids)) {
			enclosing.taint("the result of step '" + call.operation() + "' in it was given by hand");
		}
	}

}
