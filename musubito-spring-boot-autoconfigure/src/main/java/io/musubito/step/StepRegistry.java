package io.musubito.step;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.musubito.CodeBoundary;
import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.artifact.ArtifactType;
import io.musubito.code.CodeFingerprint;
import io.musubito.identity.StepIdentifier;
import io.musubito.state.State;
import io.musubito.store.CalledStep;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the definitions of annotated steps and of those that an adapter makes of calls
 * into a library, from startup on, and of steps in the code, from their first call on.
 */
public final class StepRegistry implements StepDefinitions {

	private static final String CODE_OF = "code ";

	private final ConcurrentNavigableMap<String, Step> steps = new ConcurrentSkipListMap<>();

	private final Set<String> annotated = ConcurrentHashMap.newKeySet();

	private final Map<String, String> adapted = new ConcurrentHashMap<>();

	private final Map<String, Map<String, Step>> inTheCode = new ConcurrentHashMap<>();

	private final LateSteps late;

	private final Runnable opening;

	/**
	 * Creates a registry.
	 * @param late knows steps in the code that were called by earlier processes
	 * @param opening opens the store unless it is open, before a step is added
	 */
	public StepRegistry(LateSteps late, Runnable opening) {
		this.late = late;
		this.opening = opening;
	}

	/**
	 * Creates a registry that knows of a step in the code when it is called.
	 */
	public StepRegistry() {
		this(LateSteps.NONE, () -> {
		});
	}

	/**
	 * Adds an annotated step.
	 * @param step the step
	 * @throws StepDefinitionException when a step of an adapter has the same name
	 * @throws io.musubito.StoreException when the store can't be used
	 */
	public void registerAnnotated(Step step) {
		this.opening.run();
		String operation = step.definition().operation();
		refuseNameOfAdapted(operation);
		this.annotated.add(operation);
		this.steps.put(operation, step);
	}

	/**
	 * Adds a step that an adapter makes of calls into a library. Adding it again changes
	 * nothing.
	 * @param step the step
	 * @param adapter who makes it, for messages
	 * @throws StepDefinitionException when another step has the same name
	 * @throws io.musubito.StoreException when the store can't be used
	 */
	public void registerAdapted(Step step, String adapter) {
		this.opening.run();
		String operation = step.definition().operation();
		refuseNameOfAnnotated(operation);
		if (this.adapted.putIfAbsent(operation, adapter) == null && this.steps.putIfAbsent(operation, step) != null) {
			this.adapted.remove(operation);
			throw sameName(operation, "a step in the code");
		}
	}

	/**
	 * Adds or replaces a step in the code. Several bodies may have one name.
	 * @param step the step
	 * @throws StepDefinitionException when an annotated step or one of an adapter has the
	 * same name
	 * @throws io.musubito.StoreException when the store can't be used
	 */
	public void register(Step step) {
		this.opening.run();
		String operation = step.definition().operation();
		refuseNameOfAnnotated(operation);
		refuseNameOfAdapted(operation);
		this.steps.put(operation, step);
		this.inTheCode.computeIfAbsent(operation, (key) -> new ConcurrentHashMap<>())
			.put(step.code().get().hash(), step);
	}

	/**
	 * Finds the step that was called, as it is today.
	 * @param called the call
	 * @return the step; of several with one name, the one that still has the code of the
	 * call
	 */
	public Optional<Step> find(CalledStep called) {
		String operation = called.operation();
		String code = called.components().getOrDefault("code", CodeFingerprint.none().hash());
		Step known = this.inTheCode.getOrDefault(operation, Map.of()).get(code);
		if (known != null) {
			return Optional.of(known);
		}
		boolean early = this.annotated.contains(operation) || this.adapted.containsKey(operation);
		Optional<Step> named = Optional.ofNullable(this.steps.get(operation));
		return (early) ? named : this.late.find(operation, code).or(() -> named);
	}

	/**
	 * The steps that adapters have made so far.
	 * @return their operations
	 */
	public Set<String> adapted() {
		return Set.copyOf(this.adapted.keySet());
	}

	private void refuseNameOfAnnotated(String operation) {
		if (this.annotated.contains(operation)) {
			throw sameName(operation, "a step with an annotation");
		}
	}

	private void refuseNameOfAdapted(String operation) {
		String adapter = this.adapted.get(operation);
		if (adapter != null) {
			throw sameName(operation, "the steps of " + adapter);
		}
	}

	private static StepDefinitionException sameName(String operation, String other) {
		return new StepDefinitionException("Step '" + operation + "' has the name of " + other
				+ ". Their results would be taken for each other's. Give it another name.", null);
	}

	/**
	 * Finds how the results of a step are stored.
	 * @param operation the operation
	 * @return the type; {@code null} when the application has no such step, and did not
	 * have it in the code when it was last called
	 */
	public @Nullable ArtifactType resultType(String operation) {
		Step step = this.steps.get(operation);
		return (step != null) ? step.artifactType() : this.late.findResultType(operation).orElse(null);
	}

	/**
	 * Whether a step is an effect.
	 * @param operation the operation
	 * @return whether it is, as far as the application knows it
	 */
	public boolean isEffect(String operation) {
		Step step = this.steps.get(operation);
		return step != null && step.effect() != null;
	}

	/**
	 * Finds a step.
	 * @param operation the operation
	 * @return the step, {@code null} when there is none
	 */
	public @Nullable Step get(String operation) {
		return this.steps.get(operation);
	}

	@Override
	public Collection<StepDefinition> all() {
		return this.steps.values().stream().map(Step::definition).toList();
	}

	@Override
	public Optional<StepDefinition> find(String operation) {
		return Optional.ofNullable(this.steps.get(operation)).map(Step::definition);
	}

	@Override
	public CodeBoundary boundary(String operation) {
		Step step = this.steps.get(operation);
		return (step != null) ? step.boundary() : CodeBoundary.NONE;
	}

	@Override
	public SortedMap<String, String> components(String operation) {
		Step step = this.steps.get(operation);
		return (step != null) ? components(step) : Collections.emptySortedMap();
	}

	private static SortedMap<String, String> components(Step step) {
		State state = (step.effect() != null) ? State.NONE : step.state().current();
		SortedMap<String, String> components = StepIdentifier.components(step.definition(), step.code().get().hash(),
				step.configuration().get(), (state != null) ? state.entries() : Collections.emptySortedMap());
		if (state == null) {
			// Of which object it will be called can't be known: it is like nothing else
			components.put("state", "");
		}
		return components;
	}

	/**
	 * What the replay keys of a step are made of today, for a comparison with a call that
	 * was recorded: with the code of the classes that came with its inputs.
	 * @param step the step
	 * @param before the components of the call
	 * @return the components
	 */
	public static SortedMap<String, String> components(Step step, SortedMap<String, String> before) {
		SortedMap<String, String> components = components(step);
		if (step.effect() == null) {
			for (String component : before.subMap(CODE_OF, CODE_OF + Character.MAX_VALUE).keySet()) {
				String hash = (components.containsKey(component)) ? null
						: step.state().code(component.substring(CODE_OF.length()));
				if (hash != null) {
					components.put(component, hash);
				}
			}
		}
		return components;
	}

}
