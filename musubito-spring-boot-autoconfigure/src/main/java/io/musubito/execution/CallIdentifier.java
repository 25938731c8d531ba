package io.musubito.execution;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.identity.Identity;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.Input;
import io.musubito.identity.Reached;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.HandedCall;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.state.State;
import io.musubito.step.EffectPolicy;
import io.musubito.store.NodeKey;

/**
 * Identifies calls: by what they are given, where that came from, and what the step is
 * made of today.
 */
final class CallIdentifier {

	private final StepIdentifier identifier;

	private final IdentityContributors contributors;

	private final Origins origins;

	private final Surroundings surroundings;

	private final TestDoubles doubles;

	CallIdentifier(StepIdentifier identifier, IdentityContributors contributors, Origins origins,
			Surroundings surroundings, TestDoubles doubles) {
		this.identifier = identifier;
		this.contributors = contributors;
		this.origins = origins;
		this.surroundings = surroundings;
		this.doubles = doubles;
	}

	IdentifiedCall identify(StepCall call, LineageContext context, ReplayMode mode) {
		long started = System.nanoTime();
		EffectPolicy effect = call.step().effect();
		HandedCall handed = context.handed();
		Map<String, Set<Origin>> consumed = new LinkedHashMap<>();
		Set<String> producerIds = new LinkedHashSet<>();
		for (Input argument : call.consumed()) {
			String component = "input." + ((effect != null) ? effect.keys().name(argument.name()) : argument.name());
			Set<Origin> origins = new LinkedHashSet<>((handed != null) ? handed.consumed(component) : Set.of());
			if (handed == null) {
				this.origins.collect(call.step().definition().operation(), argument, origins);
				forgetRepeatedElements(origins);
			}
			consumed.put(component, origins);
			origins.forEach((origin) -> producerIds.add(origin.producerNodeId()));
		}
		context.merged().forEach((origin) -> producerIds.add(origin.producerNodeId()));
		List<String> merged = (context.merged().isEmpty()) ? List.of()
				: context.merged().stream().map(Origin::artifactId).toList();
		SortedMap<String, String> configuration = call.step().configuration().get();
		StepDefinition step = call.step().definition();
		State state = (effect != null) ? State.NONE : call.state().get();
		Identity identity = (effect != null)
				? this.identifier.identifyEffect(step, effect.keys(), effect.keys().named(call.inputs()), producerIds)
				: this.identifier.identify(step, call.step().code().get().hash(),
						contributed(this.surroundings.addTo(configuration, call), step, state),
						new Reached(state.hash(), state.entries(), call.step().state()::code), call.inputs(), merged,
						producerIds);
		if (context.sample() != null && effect == null) {
			identity = identity.marked(NodeKey.SAMPLE, context.sample());
		}
		MarkedIdentity marked = MarkedIdentity.of(this.doubles, context, identity);
		String position = (handed != null) ? handed.position() : context.nextPosition(step.operation());
		ManualPart manual = (effect != null) ? new ManualPart(marked.identity(), null)
				: ManualPart.of(call, context, position, marked.identity(), consumed);
		ActiveStep activeStep = new ActiveStep(step.operation(), manual.identity().replayKey(), context.activeStep(),
				position);
		return new IdentifiedCall(call, manual.identity(), configuration, state, context, activeStep, mode, consumed,
				started, manual.given(), marked.recordedWith(manual));
	}

	/**
	 * Where a result may be another one for each caller, somebody has to say which caller
	 * it is.
	 */
	private SortedMap<String, String> contributed(SortedMap<String, String> configuration, StepDefinition step,
			State state) {
		SortedMap<String, String> contributed = this.contributors.addTo(configuration, step);
		if (!state.callers().isEmpty() && contributed.size() == configuration.size()) {
			throw CallerState.refused(step.operation(), state.callers(),
					"and no IdentityContributor contributes " + "anything to this call, so that the step was not run");
		}
		return contributed;
	}

	/**
	 * A list that was collected from a stream depends on the stream, once.
	 */
	private static void forgetRepeatedElements(Set<Origin> origins) {
		if (origins.size() > 1) {
			Set<String> streams = new HashSet<>();
			origins.removeIf((origin) -> origin.source() != null && !streams.add(origin.producerNodeId()));
		}
	}

}
