package io.musubito.run;

import java.lang.invoke.SerializedLambda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.musubito.Body;
import io.musubito.OnUnknown;
import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactType;
import io.musubito.artifact.UnstorableTypeException;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.LambdaCode;
import io.musubito.code.Libraries;
import io.musubito.identity.ConfigurationFingerprint;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.ReachedModels;
import io.musubito.identity.StepConfigurations;
import io.musubito.run.BodyCodes.BodyCode;
import io.musubito.state.State;
import io.musubito.state.StepState;
import io.musubito.step.Boundaries;
import io.musubito.step.EffectPolicy;
import io.musubito.step.LateSteps;
import io.musubito.step.Step;
import io.musubito.step.StepOverrides;
import io.musubito.store.DefinitionStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.StringUtils;

/**
 * Makes steps of specifications and bodies. What was called is written down, so that the
 * next process knows of a step before it is called: an enclosing step may be replayed
 * first.
 */
final class BodySteps implements LateSteps, SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(BodySteps.class);

	/** Before the names of steps in the code, among those of annotated ones. */
	private static final String IN_THE_CODE = "in the code: ";

	private static final String CAPTURED = "captured";

	private static final String RESULT = "result";

	private final BodyCodes codes;

	private final CapturedValues captured;

	private final BodyStates states;

	private final StepOverrides overrides;

	private final StepConfigurations configurations;

	private final ReachedModels models;

	private final ArtifactCodec codec;

	private final EffectIdentities effects;

	private final Libraries libraries;

	private final Boundaries boundaries;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	private final DefinitionStore store;

	private final Map<String, SortedMap<String, String>> called = new ConcurrentHashMap<>();

	private final Map<String, ConfigurationFingerprint> configured = new ConcurrentHashMap<>();

	private final Map<String, SortedMap<String, String>> remembered = new ConcurrentHashMap<>();

	private final Map<String, Optional<Step>> found = new ConcurrentHashMap<>();

	private final boolean enabled;

	private volatile boolean read;

	/**
	 * Creates it.
	 * @param codes knows the code of bodies
	 * @param captured knows what they captured
	 * @param states knows what captured beans hold
	 * @param overrides what the configuration says over the code
	 * @param configurations finds what of the configuration counts
	 * @param models tells which code asks models
	 * @param libraries knows the libraries that count
	 * @param boundaries tells what doesn't count
	 * @param codec knows what can be stored
	 * @param effects makes the keys of effects
	 * @param store keeps what was called
	 * @param enabled whether steps are more than ordinary methods
	 */
	BodySteps(BodyCodes codes, CapturedValues captured, BodyStates states, StepOverrides overrides,
			StepConfigurations configurations, ReachedModels models, Libraries libraries, Boundaries boundaries,
			ArtifactCodec codec, EffectIdentities effects, DefinitionStore store, boolean enabled) {
		this.codes = codes;
		this.captured = captured;
		this.states = states;
		this.overrides = overrides;
		this.configurations = configurations;
		this.models = models;
		this.libraries = libraries;
		this.boundaries = boundaries;
		this.codec = codec;
		this.effects = effects;
		this.store = store;
		this.enabled = enabled;
	}

	StepDefinition define(StepSpec<?> spec) {
		return this.overrides.define(spec.name(), spec.type(), spec.ttl(), spec.version());
	}

	BodyStep effect(StepSpec<?> spec, StepDefinition definition) {
		remember(spec, "effect", Collections.emptySortedMap());
		return new BodyStep(Step.effect(definition, artifactType(spec), policy(definition)), List.of(),
				() -> State.NONE);
	}

	private EffectPolicy policy(StepDefinition effect) {
		return new EffectPolicy(OnUnknown.BLOCK, false, this.effects.ofInputs(effect.operation(), effect.version()));
	}

	BodyStep step(StepSpec<?> spec, StepDefinition definition, Body<?, ?> body) {
		SerializedLambda lambda = BodyCodes.describe(spec, body);
		BodyCode code = this.codes.of(spec, body, lambda);
		List<String> variables = this.captured.describe(spec, lambda, code.fingerprint());
		BodyState state = this.states.of(spec.name(), lambda, variables, code.fingerprint());
		Step step = step(definition, artifactType(spec), code.fingerprint(), state.toKeep());
		String key = spec.name() + " " + code.fingerprint().hash();
		if (!this.reported.contains(key)) {
			this.boundaries.report(List.of(step));
			this.reported.add(key);
		}
		SortedMap<String, String> place = new TreeMap<>(code.place().toMap());
		place.put(CAPTURED, String.join("\n", variables));
		remember(spec, code.place().place(), place);
		return new BodyStep(step, variables, state.now());
	}

	private Step step(StepDefinition definition, ArtifactType type, CodeFingerprint code, StepState state) {
		ConfigurationFingerprint configuration = configuration(definition.type(), code);
		SortedMap<String, String> called = this.called.computeIfAbsent(code.hash(),
				(hash) -> this.libraries.components(code));
		ConfigurationFingerprint asked = this.configurations.ofCode(code.dependencies().properties());
		Supplier<SortedMap<String, String>> all = () -> {
			SortedMap<String, String> current = asked.addTo(configuration.current());
			if (called.isEmpty()) {
				return current;
			}
			SortedMap<String, String> components = new TreeMap<>(current);
			components.putAll(called);
			return components;
		};
		return new Step(definition, all, type, () -> code, state);
	}

	private ConfigurationFingerprint configuration(StepType type, CodeFingerprint code) {
		return this.configured.computeIfAbsent(type + " " + code.hash(),
				(key) -> this.configurations.of("musubito.step", type, List.of(), List.of(),
						Collections::emptySortedMap, () -> this.models.mayAsk(code)));
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.enabled) {
			// As it is when the application starts: beans have read it by then
			configuration(StepType.STOCHASTIC, CodeFingerprint.none());
			this.libraries.check();
		}
	}

	private ArtifactType artifactType(StepSpec<?> spec) {
		try {
			return this.codec.typeOf(spec.resultType());
		}
		catch (UnstorableTypeException ex) {
			throw new StepDefinitionException("Step '" + spec.name() + "': results of type " + ex.getMessage(), ex);
		}
	}

	private void remember(StepSpec<?> spec, String place, SortedMap<String, String> code) {
		SortedMap<String, String> definition = new TreeMap<>(code);
		definition.put("operation", spec.name());
		definition.put("type", spec.type().name());
		definition.put("version", spec.version());
		definition.put(RESULT, artifactType(spec).canonicalName());
		if (spec.ttl() != null) {
			definition.put("ttl", spec.ttl().toString());
		}
		String key = IN_THE_CODE + spec.name() + " " + place;
		readOnce();
		if (!definition.equals(this.remembered.put(key, definition))) {
			try {
				this.store.remember(Map.of(key, definition));
			}
			catch (StoreException ex) {
				logger.debug("Step '" + spec.name() + "' is not known at the next start before it is called", ex);
			}
		}
	}

	private void readOnce() {
		if (this.read) {
			return;
		}
		synchronized (this.remembered) {
			if (!this.read) {
				try {
					this.store.findAll().forEach((key, definition) -> {
						if (key.startsWith(IN_THE_CODE)) {
							this.remembered.putIfAbsent(key, definition);
						}
					});
				}
				catch (StoreException ex) {
					logger.debug("It is not known which steps in the code were called before", ex);
				}
				this.read = true;
			}
		}
	}

	@Override
	public Optional<Step> find(String operation, String codeFingerprint) {
		readOnce();
		return this.found.computeIfAbsent(codeFingerprint + " " + operation,
				(key) -> this.remembered.values()
					.stream()
					.filter((definition) -> operation.equals(definition.get("operation")))
					.flatMap((definition) -> find(operation, definition, codeFingerprint).stream())
					.findFirst());
	}

	@Override
	public Optional<ArtifactType> findResultType(String operation) {
		readOnce();
		return this.remembered.values()
			.stream()
			.filter((definition) -> operation.equals(definition.get("operation")))
			.flatMap((definition) -> Stream.ofNullable(definition.get(RESULT)))
			.findFirst()
			.flatMap(this.codec::findType);
	}

	private Optional<Step> find(String operation, SortedMap<String, String> definition, String codeFingerprint) {
		StepType type = StepType.valueOf(definition.getOrDefault("type", StepType.DETERMINISTIC.name()));
		StepDefinition today = this.overrides.define(operation, type, duration(definition.get("ttl")),
				definition.getOrDefault("version", ""));
		// Nobody decodes by it: what is stored is that of the step around
		ArtifactType anything = this.codec.typeOf(String.class);
		if (type == StepType.EXTERNAL_EFFECT) {
			return Optional.of(Step.effect(today, anything, policy(today)));
		}
		LambdaCode place = LambdaCode.of(definition);
		return (place != null)
				? this.codes.find(operation, place, codeFingerprint)
					.map((code) -> step(today, anything, code, this.states.of(operation, captured(definition), code)))
				: Optional.empty();
	}

	private static List<@Nullable String> captured(SortedMap<String, String> definition) {
		List<@Nullable String> captured = new ArrayList<>();
		for (String variable : StringUtils.delimitedListToStringArray(definition.getOrDefault(CAPTURED, ""), "\n")) {
			if (variable.startsWith(CapturedValues.OBJECT)) {
				captured.add("");
			}
			else {
				captured.add(variable.startsWith(CapturedValues.BEAN) ? variable.substring(CapturedValues.BEAN.length())
						: null);
			}
		}
		return captured;
	}

	private static @Nullable Duration duration(@Nullable String text) {
		return (text != null) ? Duration.parse(text) : null;
	}

	/**
	 * A step with one of its bodies.
	 *
	 * @param step the step, which holds nothing of the body
	 * @param captured what the variables are that the body uses
	 * @param state what the beans hold that it captured
	 */
	record BodyStep(Step step, List<String> captured, Supplier<State> state) {

	}

}
