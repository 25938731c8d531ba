package io.musubito.execution;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.MusubitoException;
import io.musubito.StepDefinition;
import io.musubito.identity.Identity;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.Reached;
import io.musubito.identity.RecordedInputs;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Lineage;
import io.musubito.state.State;
import io.musubito.step.EffectPolicy;
import io.musubito.step.Step;
import io.musubito.step.StepRegistry;
import io.musubito.store.Baseline;
import io.musubito.store.NodeKey;

/**
 * The identities that recorded calls would have now: what they were given is known by its
 * hashes, the rest is what the steps are made of today.
 */
final class RecordedIdentities {

	private final StepIdentifier identifier;

	private final IdentityContributors contributors;

	private final Surroundings surroundings;

	private final TestDoubles doubles;

	RecordedIdentities(StepIdentifier identifier, IdentityContributors contributors, Surroundings surroundings,
			TestDoubles doubles) {
		this.identifier = identifier;
		this.contributors = contributors;
		this.surroundings = surroundings;
		this.doubles = doubles;
	}

	/**
	 * The identity of a call now.
	 * @param step the step as it is today
	 * @param recorded the call
	 * @param producers the nodes whose results it would consume
	 * @return its identity
	 * @throws UnforeseeableException when a part of it is known only in a call
	 */
	Identity today(Step step, Baseline recorded, Collection<String> producers) {
		Identity identity = unmarked(step, recorded, producers);
		String sample = recorded.components().get(NodeKey.SAMPLE);
		if (sample != null) {
			identity = identity.marked(NodeKey.SAMPLE, sample);
		}
		return MarkedIdentity.of(this.doubles, Lineage.current(), identity).identity();
	}

	private Identity unmarked(Step step, Baseline recorded, Collection<String> producers) {
		StepDefinition definition = step.definition();
		SortedMap<String, String> before = recorded.components();
		EffectPolicy effect = step.effect();
		try {
			if (effect != null) {
				SortedMap<String, String> inputs = RecordedInputs.of(before, new TreeMap<>()).byName();
				if (!effect.keys().areOf(inputs.keySet())) {
					throw new UnforeseeableException("what identifies the effect, which is another one now", null);
				}
				return this.identifier.identifyEffect(definition, effect.keys(), inputs, producers);
			}
			State state = step.state().current();
			if (state == null) {
				throw new UnforeseeableException("the object that is called, another one in each call", null);
			}
			return this.identifier.identify(definition, step.code().get().hash(), configuration(step, before),
					new Reached(state.hash(), state.entries(), (type) -> null),
					RecordedInputs.of(before, codes(step, state, before)), producers);
		}
		catch (MusubitoException ex) {
			throw new UnforeseeableException("what the call itself would refuse: " + ex.getMessage(), ex);
		}
	}

	private SortedMap<String, String> configuration(Step step, SortedMap<String, String> before) {
		SortedMap<String, String> configuration = new TreeMap<>(step.configuration().get());
		configuration.putAll(around(before));
		return this.contributors.addTo(configuration, step.definition());
	}

	private SortedMap<String, String> around(SortedMap<String, String> before) {
		SortedMap<String, String> around = this.surroundings.foreseen(before);
		around.remove(Identity.TEST);
		return around;
	}

	private static SortedMap<String, String> codes(Step step, State state, SortedMap<String, String> before) {
		SortedMap<String, String> codes = new TreeMap<>();
		for (String component : RecordedInputs.codes(before).keySet()) {
			String hash = (state.entries().containsKey(component)) ? null
					: step.state().code(RecordedInputs.classOf(component));
			if (hash != null) {
				codes.put(component, hash);
			}
		}
		return codes;
	}

	/**
	 * What a step that was called is made of now, whatever its inputs are.
	 */
	SortedMap<String, String> components(Step step, SortedMap<String, String> before) {
		SortedMap<String, String> components = StepRegistry.components(step, before);
		components.putAll(this.surroundings.foreseen(before));
		return (step.effect() != null) ? components : this.contributors.addTo(components, step.definition());
	}

}
