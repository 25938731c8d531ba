package io.musubito.execution;

import java.time.Clock;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.ReplayMode;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.execution.SingleFlight.Landing;
import io.musubito.identity.Contributions;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Producers;
import io.musubito.observation.StepObservationContext;
import io.musubito.replay.ReplayPolicy;
import io.musubito.replay.ReplayPolicy.Today;
import io.musubito.store.ClaimStore;
import io.musubito.store.EffectStore;
import io.musubito.store.NodeStore;
import io.musubito.store.StoreProcesses;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The story of one call of a step: identify, join or lead, look up, decide, replay or
 * execute, record, return.
 */
public final class StepExecutor {

	private final ObservationRegistry observations;

	private final Settings settings;

	private final CallIdentifier identifier;

	private final SingleFlight singleFlight;

	private final Answering answering;

	private final FutureExecutor futures;

	private final EffectExecutor effects;

	private final StreamLimit streamLimit;

	public StepExecutor(CanonicalEncoder encoder, Contributions contributions, NodeStore nodes, EffectStore effects,
			ClaimStore claimStore, StoreProcesses owners, StepRegistry steps, Producers producers,
			Degradation degradation, Surroundings surroundings, TestDoubles doubles, ObservationRegistry observations,
			Clock clock, Settings settings) {
		this.observations = observations;
		this.settings = settings;
		StepIdentifier stepIdentifier = new StepIdentifier(encoder);
		Origins origins = new Origins(producers);
		this.identifier = new CallIdentifier(stepIdentifier, contributions, origins, surroundings, doubles);
		Lookup lookup = new Lookup(nodes,
				new ReplayPolicy(clock,
						(called) -> steps.find(called)
							.map((step) -> today(step, called.components(), contributions, surroundings))),
				surroundings, degradation, clock);
		RoundTrip roundTrip = new RoundTrip(encoder);
		Recorder recorder = new Recorder(nodes, degradation, clock);
		Arguments arguments = new Arguments(stepIdentifier);
		Claims claims = new Claims(claimStore, degradation, clock, settings.claims());
		this.singleFlight = claims.flights();
		this.answering = new Answering(stepIdentifier, lookup, claims, roundTrip, arguments, recorder, origins,
				settings.keepInputs());
		this.futures = new FutureExecutor(this.identifier, this.answering, this.singleFlight, observations);
		this.effects = new EffectExecutor(effects, owners, new EffectPatience(settings.claims().maxWait()), lookup,
				roundTrip, recorder, arguments, clock);
		this.streamLimit = new StreamLimit(settings.maxStreamElements());
	}

	private static Today today(Step step, SortedMap<String, String> before, Contributions contributions,
			Surroundings surroundings) {
		SortedMap<String, String> components = StepRegistry.components(step, before);
		components.putAll(surroundings.of(before));
		return new Today(step.definition(),
				(step.effect() != null) ? components : contributions.addTo(components, step.definition()));
	}

	/**
	 * How a call would be answered here and now.
	 * @return the mode of the innermost block that sets one, else that of the application
	 */
	public ReplayMode currentMode() {
		return mode(Lineage.current());
	}

	/**
	 * How a call in given surroundings would be answered.
	 * @param context the surroundings
	 * @return the mode
	 */
	public ReplayMode mode(LineageContext context) {
		if (!this.settings.enabled()) {
			return ReplayMode.OFF;
		}
		ReplayMode mode = context.mode();
		return (mode != null) ? mode : this.settings.mode();
	}

	/**
	 * Answers a call.
	 * @param call the call
	 * @return its result
	 * @throws Throwable what the body throws, as it is
	 */
	public StepResult execute(StepCall call) throws Throwable {
		LineageContext context = Lineage.current();
		ReplayMode mode = currentMode();
		boolean effect = call.step().effect() != null;
		if (mode == ReplayMode.OFF) {
			return new StepResult(effect ? this.effects.performUnrecorded(call) : call.body().proceed(), null);
		}
		CallObservation observation = CallObservation.start(call.step().definition(), this.observations);
		try (Observation.Scope scope = observation.openScope()) {
			return answer(this.identifier.identify(call, context, mode), observation.context());
		}
		catch (Throwable ex) {
			observation.failed(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	/**
	 * Answers a call whose result arrives later.
	 * @param call the call, whose body returns what the method returns
	 * @param form the form of the result
	 * @return what the method is to return
	 * @throws Throwable what the body throws before it returns
	 */
	public @Nullable Object executeLater(StepCall call, ResultForm form) throws Throwable {
		ReplayMode mode = currentMode();
		if (mode == ReplayMode.OFF) {
			return call.body().proceed();
		}
		return switch (form.arrival()) {
			case AT_ONCE -> form.wrap(execute(call));
			case FUTURE -> this.futures.execute(call, form, Lineage.current(), mode,
					(body, observation) -> (CompletionStage<?>) body);
			// Not fields: Reactor need not be there
			case MONO -> new MonoExecutor(this.futures, this::mode).execute(call, form);
			case FLUX -> new FluxExecutor(this.identifier, this.answering, this.singleFlight, this.observations,
					this.streamLimit, this::mode)
				.execute(call, form);
		};
	}

	int underWay() {
		return this.singleFlight.underWay();
	}

	private StepResult answer(IdentifiedCall call, StepObservationContext observed) throws Throwable {
		Delivery delivery;
		try {
			delivery = ReplayPolicy.neverReplays(call.definition()) ? lead(call) : joinOrLead(call);
		}
		catch (Throwable ex) {
			Answering.notDelivered(call);
			throw ex;
		}
		return this.answering.deliver(call, delivery, observed);
	}

	private Delivery joinOrLead(IdentifiedCall call) throws Throwable {
		while (true) {
			Delivery earlier = this.answering.again(call);
			if (earlier != null) {
				return earlier;
			}
			Flight flight = this.singleFlight.enter(call.frame());
			if (flight.isOwnedBy(call.frame())) {
				return lead(call, flight);
			}
			Delivery joined = this.answering.join(call, await(call, flight));
			if (joined != null) {
				return joined;
			}
		}
	}

	private Delivery lead(IdentifiedCall call, Flight flight) throws Throwable {
		Landing landing = new Landing.Abandoned();
		try {
			Delivery delivery = lead(call);
			landing = Landing.of(delivery.answer());
			return delivery;
		}
		catch (Throwable ex) {
			landing = Landing.of(ex);
			throw ex;
		}
		finally {
			this.singleFlight.land(flight, landing);
		}
	}

	private Landing await(IdentifiedCall call, Flight flight) {
		try {
			return this.singleFlight.await(flight, call.frame());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException("Step '" + call.operation()
					+ "': interrupted while waiting for another caller that executes the same computation");
			cancellation.initCause(ex);
			throw cancellation;
		}
	}

	private Delivery lead(IdentifiedCall call) throws Throwable {
		if (call.call().step().effect() != null) {
			return this.effects.execute(call, this.answering.inputs(call));
		}
		Beginning beginning = this.answering.begin(call);
		return (beginning instanceof Delivery replayed) ? replayed : run((Attempt) beginning);
	}

	private Delivery run(Attempt attempt) throws Throwable {
		IdentifiedCall call = attempt.call();
		Object value;
		RoundTrip.Stored stored;
		try (Lineage.Scope scope = Lineage.open(call.context().within(call.frame()))) {
			value = call.call().body().proceed();
			stored = this.answering.roundTrip(attempt, value);
		}
		catch (Throwable ex) {
			return this.answering.failed(attempt, ex);
		}
		return this.answering.executed(attempt, value, stored);
	}

	/**
	 * What is the same for all calls.
	 *
	 * @param enabled whether steps are more than ordinary methods
	 * @param mode the mode of calls outside a block that sets one
	 * @param keepInputs whether the canonical inputs are kept with the node
	 * @param maxStreamElements how many elements a stream may have to be recorded
	 * @param claims how long calls wait for other processes
	 */
	public record Settings(boolean enabled, ReplayMode mode, boolean keepInputs, int maxStreamElements,
			ClaimSettings claims) {

	}

}
