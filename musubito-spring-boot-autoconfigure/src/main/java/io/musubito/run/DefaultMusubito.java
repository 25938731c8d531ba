package io.musubito.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.musubito.Body;
import io.musubito.FanOut;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoResult;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnknownLineageException;
import io.musubito.execution.StepCall;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.StepResult;
import io.musubito.execution.TestDoubles;
import io.musubito.identity.Input;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.lineage.Producers;
import io.musubito.run.BodySteps.BodyStep;
import io.musubito.step.StepRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The facade over lineage context, executor and runs.
 */
final class DefaultMusubito implements Musubito {

	/**
	 * The input that tells what a body uses; in parentheses, as no name of an author is.
	 */
	private static final String CAPTURED = "(captured)";

	private final StepExecutor executor;

	private final StepRegistry registry;

	private final Producers producers;

	private final PipelineRunner pipelines;

	private final BodySteps steps;

	private final RunTracker runs;

	private final TestDoubles doubles;

	DefaultMusubito(StepExecutor executor, StepRegistry registry, Producers producers, PipelineRunner pipelines,
			BodySteps steps, RunTracker runs, TestDoubles doubles) {
		this.executor = executor;
		this.registry = registry;
		this.producers = producers;
		this.pipelines = pipelines;
		this.steps = steps;
		this.runs = runs;
		this.doubles = doubles;
	}

	@Override
	public MergeScope merge(Object... results) {
		if (this.executor.currentMode() == ReplayMode.OFF) {
			return () -> {
			};
		}
		LineageContext context = Lineage.current();
		Set<Origin> origins = new LinkedHashSet<>();
		for (Object result : results) {
			Set<Origin> found = new LinkedHashSet<>();
			this.producers.collect(result, found);
			if (found.isEmpty()) {
				if (!isOfDouble()) {
					throw unknown("merge", result);
				}
				// What a double returns counts nowhere
				context = context.withMode(ReplayMode.REFRESH);
			}
			origins.addAll(found);
		}
		Lineage.Scope scope = Lineage.open(context.withMerged(origins));
		return scope::close;
	}

	@Override
	public <T> MusubitoResult<T> resultOf(T value) {
		if (this.executor.currentMode() == ReplayMode.OFF) {
			return MusubitoResult.of(value);
		}
		Optional<Origin> origin = this.producers.findResult(value);
		if (origin.isEmpty() && isOfDouble()) {
			return MusubitoResult.of(value);
		}
		return origin.orElseThrow(() -> unknown("resultOf", value)).describe(value);
	}

	/**
	 * Whether a value that no step returned may be of a bean that a test has put in the
	 * place of one with steps.
	 */
	private boolean isOfDouble() {
		boolean recorded = this.doubles.recordings().find(Lineage.current()) != null;
		return (recorded || this.executor.currentMode() != ReplayMode.REPLAY_ONLY) && this.doubles.arePresent();
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
		return new DefaultFanOut<>(items, 1, this.runs);
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may be null
	public <T extends @Nullable Object, E extends Exception> MusubitoResult<T> step(StepSpec<T> spec, Body<T, E> body)
			throws E {
		StepDefinition definition = this.steps.define(spec);
		boolean effect = spec.type() == StepType.EXTERNAL_EFFECT;
		if (this.executor.currentMode() == ReplayMode.OFF && !effect) {
			return MusubitoResult.of(body.call());
		}
		// Made before it is registered: a body that is refused is no step
		BodyStep step = effect ? this.steps.effect(spec, definition) : this.steps.step(spec, definition, body);
		this.registry.register(step.step());
		List<Input> inputs = new ArrayList<>();
		spec.inputs().forEach((name, value) -> inputs.add(new Input(name, value, Object.class)));
		if (!step.captured().isEmpty()) {
			inputs.add(new Input(CAPTURED, step.captured(), Object.class));
		}
		try {
			StepResult result = this.executor
				.execute(new StepCall(step.step(), inputs, inputs, null, body::call, step.state()));
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
	public <T extends @Nullable Object, E extends Exception> List<T> samples(int count, Body<T, E> body) throws E {
		Assert.isTrue(count >= 1, () -> "samples(" + count + ", …): there is nothing to draw. Say how many, from 1.");
		LineageContext block = Lineage.current().branch("samples");
		List<T> samples = new ArrayList<>();
		for (int index = 1; index <= count; index++) {
			try (Lineage.Scope scope = Lineage.open(block.draw(index))) {
				samples.add(body.call());
			}
		}
		return Collections.unmodifiableList(samples);
	}

	@Override
	public <T extends @Nullable Object, E extends Exception> T withMode(ReplayMode mode, Body<T, E> body) throws E {
		try (Lineage.Scope scope = Lineage.open(Lineage.current().withMode(mode))) {
			return body.call();
		}
	}

	private UnknownLineageException unknown(String method, @Nullable Object value) {
		String type = (value != null) ? value.getClass().getName() : "null";
		if (this.producers.isShared(value)) {
			return new UnknownLineageException(method + "(…): others hold this object of type " + type
					+ " as well, because the code that creates it gives out the same one more than once (a constant, "
					+ "a literal, a cached instance), so that it can't be told which step returned it. Let the step "
					+ "return a MusubitoResult and pass that.", null);
		}
		return new UnknownLineageException(method + "(…): no step returned this object of type " + type
				+ ", or it is a value without identity (null, a boxed primitive, an enum, the empty string). Pass "
				+ "the very object that the step returned; for values without identity let the step return a "
				+ "MusubitoResult.", null);
	}

}
