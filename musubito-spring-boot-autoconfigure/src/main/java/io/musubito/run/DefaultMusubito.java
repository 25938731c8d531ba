package io.musubito.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import io.musubito.Body;
import io.musubito.FanOut;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoResult;
import io.musubito.OnUnknown;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnknownLineageException;
import io.musubito.code.CodeFingerprint;
import io.musubito.execution.EffectPolicy;
import io.musubito.execution.Step;
import io.musubito.execution.StepCall;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.StepRegistry;
import io.musubito.execution.StepResult;
import io.musubito.identity.Input;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.Origin;
import io.musubito.lineage.Producers;
import io.musubito.run.BodyStates.BodyState;
import io.musubito.state.State;
import io.musubito.store.ArtifactCodec;
import io.musubito.store.ArtifactType;
import io.musubito.store.UnstorableTypeException;
import org.jspecify.annotations.Nullable;

/**
 * The facade over lineage context, executor and runs.
 */
public final class DefaultMusubito implements Musubito {

	private final StepExecutor executor;

	private final StepRegistry registry;

	private final ArtifactCodec codec;

	private final Producers producers;

	private final PipelineRunner pipelines;

	private final BodyCodes codes;

	private final BodyStates states;

	public DefaultMusubito(StepExecutor executor, StepRegistry registry, ArtifactCodec codec, Producers producers,
			PipelineRunner pipelines, BodyCodes codes, BodyStates states) {
		this.executor = executor;
		this.registry = registry;
		this.codec = codec;
		this.producers = producers;
		this.pipelines = pipelines;
		this.codes = codes;
		this.states = states;
	}

	@Override
	public MergeScope merge(Object... results) {
		if (this.executor.currentMode() == ReplayMode.OFF) {
			return () -> {
			};
		}
		Set<Origin> origins = new LinkedHashSet<>();
		for (Object result : results) {
			Set<Origin> found = new LinkedHashSet<>();
			this.producers.collect(result, found);
			if (found.isEmpty()) {
				throw unknown("merge", result);
			}
			origins.addAll(found);
		}
		Lineage.Scope scope = Lineage.open(Lineage.current().withMerged(origins));
		return scope::close;
	}

	@Override
	public <T> MusubitoResult<T> resultOf(T value) {
		if (this.executor.currentMode() == ReplayMode.OFF) {
			return MusubitoResult.of(value);
		}
		return this.producers.findResult(value).orElseThrow(() -> unknown("resultOf", value)).describe(value);
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may be null
	public <T extends @Nullable Object, E extends Exception> T pipeline(String name, Body<T, E> body) throws E {
		try {
			return (T) this.pipelines.run(name, () -> null, body::call);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// The body throws nothing else.
			throw (E) ex;
		}
	}

	@Override
	public <T extends @Nullable Object> FanOut<T> forEach(Iterable<T> items) {
		return new DefaultFanOut<>(items, 1);
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may be null
	public <T extends @Nullable Object, E extends Exception> MusubitoResult<T> step(StepSpec<T> spec, Body<T, E> body)
			throws E {
		StepDefinition definition = define(spec);
		boolean effect = spec.type() == StepType.EXTERNAL_EFFECT;
		if (this.executor.currentMode() == ReplayMode.OFF && !effect) {
			return MusubitoResult.of(body.call());
		}
		CodeFingerprint code = effect ? CodeFingerprint.none() : this.codes.of(spec, body);
		BodyState state = effect ? null
				: this.states.of(spec.name(), body.getClass(), BodyCodes.describe(spec, body), code);
		Step step = (state == null)
				? Step.effect(definition, artifactType(spec), new EffectPolicy(OnUnknown.BLOCK, false, true))
				: new Step(definition, TreeMap::new, artifactType(spec), () -> code, state.toKeep());
		this.registry.register(step);
		List<Input> inputs = new ArrayList<>();
		spec.inputs().forEach((name, value) -> inputs.add(new Input(name, value, Object.class)));
		try {
			StepResult result = this.executor.execute(new StepCall(step, inputs, inputs, null, body::call,
					(state != null) ? state.now() : () -> State.NONE));
			Origin origin = result.origin();
			T value = (T) result.value();
			return (origin != null) ? origin.describe(value) : MusubitoResult.of(value);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// The body throws nothing else.
			throw (E) ex;
		}
	}

	@Override
	public <T extends @Nullable Object, E extends Exception> T withMode(ReplayMode mode, Body<T, E> body) throws E {
		try (Lineage.Scope scope = Lineage.open(Lineage.current().withMode(mode))) {
			return body.call();
		}
	}

	private StepDefinition define(StepSpec<?> spec) {
		if (spec.type() == StepType.EXTERNAL_EFFECT && spec.ttl() != null) {
			throw new StepDefinitionException("Step '" + spec.name() + "' has a ttl. When the result of an "
					+ "EXTERNAL_EFFECT expired, it would be performed again. Remove it.", null);
		}
		return new StepDefinition(spec.name(), spec.type(), spec.ttl(), true, false, spec.version(), null);
	}

	private ArtifactType artifactType(StepSpec<?> spec) {
		try {
			return this.codec.typeOf(spec.resultType());
		}
		catch (UnstorableTypeException ex) {
			throw new StepDefinitionException("Step '" + spec.name() + "': results of type " + ex.getMessage(), ex);
		}
	}

	private static UnknownLineageException unknown(String method, @Nullable Object value) {
		String type = (value != null) ? value.getClass().getName() : "null";
		return new UnknownLineageException(method + "(…): no step returned this object of type " + type
				+ ", or it is a value without identity (null, a boxed primitive, an enum, the empty string). Pass "
				+ "the very object that the step returned; for values without identity let the step return a "
				+ "MusubitoResult.", null);
	}

}
