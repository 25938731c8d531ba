package io.musubito.execution;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.CircularStepException;
import io.musubito.Explanation;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.StepOutcome;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.execution.SingleFlight.Landing;
import io.musubito.identity.CanonicalEncoder;
import io.musubito.identity.Contributions;
import io.musubito.identity.Identity;
import io.musubito.identity.Input;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.Frame;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.lineage.Producers;
import io.musubito.observation.DefaultStepObservationConvention;
import io.musubito.observation.StepObservationContext;
import io.musubito.observation.StepObservationDocumentation;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.NodeStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The story of one call of a step: identify, join or lead, look up, decide, replay or
 * execute, record, return.
 */
public final class StepExecutor {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private static final DefaultStepObservationConvention CONVENTION = new DefaultStepObservationConvention();

	private final StepIdentifier identifier;

	private final Contributions contributions;

	private final Producers producers;

	private final ObservationRegistry observations;

	private final Settings settings;

	private final Lookup lookup;

	private final SingleFlight singleFlight = new SingleFlight();

	private final RoundTrip roundTrip;

	private final Recorder recorder;

	public StepExecutor(CanonicalEncoder encoder, Contributions contributions, NodeStore nodes, StepRegistry steps,
			Producers producers, Degradation degradation, ObservationRegistry observations, Clock clock,
			Settings settings) {
		this.identifier = new StepIdentifier(encoder);
		this.contributions = contributions;
		this.producers = producers;
		this.observations = observations;
		this.settings = settings;
		this.lookup = new Lookup(nodes, new ReplayPolicy(clock, steps::find, steps::components), degradation, clock);
		this.roundTrip = new RoundTrip(encoder);
		this.recorder = new Recorder(nodes, degradation, clock);
	}

	/**
	 * How a call would be answered here and now.
	 * @return the mode of the innermost block that sets one, else that of the application
	 */
	public ReplayMode currentMode() {
		if (!this.settings.enabled()) {
			return ReplayMode.OFF;
		}
		ReplayMode mode = Lineage.current().mode();
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
		if (mode == ReplayMode.OFF) {
			return new StepResult(call.body().proceed(), null);
		}
		StepDefinition step = call.step().definition();
		StepObservationContext observed = new StepObservationContext(step.operation(), step.type());
		Observation observation = StepObservationDocumentation.STEP.observation(null, CONVENTION, () -> observed,
				this.observations);
		observation.start();
		try (Observation.Scope scope = observation.openScope()) {
			return answer(identify(call, context, mode), observed);
		}
		catch (Throwable ex) {
			observed.setOutcome(StepOutcome.FAILED);
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	private IdentifiedCall identify(StepCall call, LineageContext context, ReplayMode mode) {
		long started = System.nanoTime();
		Map<String, Set<Origin>> consumed = new LinkedHashMap<>();
		Set<String> producerIds = new LinkedHashSet<>();
		for (Input argument : call.consumed()) {
			Set<Origin> origins = new LinkedHashSet<>();
			this.producers.collect(argument.value(), origins);
			consumed.put("input." + argument.name(), origins);
			origins.forEach((origin) -> producerIds.add(origin.producerNodeId()));
		}
		context.merged().forEach((origin) -> producerIds.add(origin.producerNodeId()));
		List<String> merged = context.merged().stream().map(Origin::artifactId).toList();
		SortedMap<String, String> configuration = call.step().configuration().get();
		StepDefinition step = call.step().definition();
		Identity identity = this.identifier.identify(step, call.step().code().get().hash(),
				withContributions(step, configuration), call.inputs(), merged, producerIds);
		Frame frame = new Frame(step.operation(), identity.replayKey(), context.frame(),
				context.nextPosition(step.operation()));
		return new IdentifiedCall(call, identity, configuration, context, frame, mode, consumed, started);
	}

	private SortedMap<String, String> withContributions(StepDefinition step, SortedMap<String, String> configuration) {
		SortedMap<String, String> contributed = this.contributions.of(step);
		if (contributed.isEmpty()) {
			return configuration;
		}
		SortedMap<String, String> all = new TreeMap<>(configuration);
		all.putAll(contributed);
		return all;
	}

	private StepResult answer(IdentifiedCall call, StepObservationContext observed) throws Throwable {
		Frame enclosing = call.context().frame();
		Delivery delivery;
		try {
			delivery = ReplayPolicy.neverReplays(call.definition()) ? lead(call) : joinOrLead(call);
		}
		catch (Throwable ex) {
			if (enclosing != null) {
				enclosing.failed(call.identity().nodeId());
			}
			throw ex;
		}
		Answer answer = delivery.answer();
		observed.setOutcome(answer.outcome());
		observed.setSaved(answer.outcome().isCached() ? answer.cost() : Duration.ZERO);
		Origin origin = new Origin(call.operation(), call.identity().nodeId(), answer.producerNodeId(),
				answer.artifact().artifactId(), answer.outcome(), answer.why());
		this.producers.remember(delivery.value(), origin);
		if (logger.isDebugEnabled()) {
			logger.debug("Step '" + call.operation() + "' " + answer.outcome() + ", node " + origin.nodeId()
					+ (answer.outcome().isCached() ? ", " + this.lookup.describeProduction(answer) : ""));
		}
		if (enclosing != null) {
			enclosing.called(origin);
			if (!answer.kept()) {
				enclosing.taint();
			}
		}
		return new StepResult(delivery.value(), origin);
	}

	private Delivery joinOrLead(IdentifiedCall call) throws Throwable {
		while (true) {
			Lookup.Hit earlier = this.lookup.findInRun(call);
			if (earlier != null) {
				return replay(call, earlier);
			}
			Flight flight = this.singleFlight.enter(call.frame());
			if (flight.isOwnedBy(call.frame())) {
				return lead(call, flight);
			}
			Landing landing = await(call, flight);
			if (landing instanceof Landing.Failed failed) {
				this.recorder.failed(call, null, null, failed.failure());
				throw failed.failure();
			}
			if (landing instanceof Landing.Answered answered && mayJoin(call, answered.answer())) {
				return join(call, answered.answer());
			}
		}
	}

	private Delivery lead(IdentifiedCall call, Flight flight) throws Throwable {
		Landing landing = new Landing.Abandoned();
		try {
			Delivery delivery = lead(call);
			landing = new Landing.Answered(delivery.answer());
			return delivery;
		}
		catch (ReplayMissException | CircularStepException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			if (!Interruption.causedBy(ex)) {
				landing = new Landing.Failed(ex);
			}
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

	/**
	 * An execution answers everybody who waited for it. A replay answers only those who
	 * would have been given the same one.
	 */
	private boolean mayJoin(IdentifiedCall call, Answer answer) {
		if (answer.outcome() == StepOutcome.EXECUTED) {
			return true;
		}
		return answer.nodeId().equals(call.identity().nodeId())
				&& !ReplayPolicy.isForced(call.definition(), call.mode());
	}

	private Delivery join(IdentifiedCall call, Answer answer) {
		Answer joined = (answer.outcome() == StepOutcome.EXECUTED) ? answer.withOutcome(StepOutcome.JOINED) : answer;
		boolean newLineage = !answer.nodeId().equals(call.identity().nodeId());
		this.recorder.replayed(call, joined, newLineage, newLineage ? inputs(call) : null);
		return new Delivery(joined, call.call().step().artifactType().decode(answer.artifact().payload()));
	}

	private Delivery lead(IdentifiedCall call) throws Throwable {
		Lookup.Found found = this.lookup.find(call);
		if (found instanceof Lookup.Hit hit) {
			return replay(call, hit);
		}
		Decision.Execute decision = ((Lookup.Miss) found).decision();
		String inputs = inputs(call);
		Explanation why = this.lookup.explain(call, decision, inputs);
		if (call.mode() == ReplayMode.REPLAY_ONLY) {
			throw new ReplayMissException("Step '" + call.operation() + "' would have to execute (" + why
					+ "), but the mode is REPLAY_ONLY. Run it once in mode REPLAY to record its result.", null);
		}
		if (logger.isDebugEnabled()) {
			logger.debug("Step '" + call.operation() + "' executes: " + why);
		}
		return run(call, inputs, decision, why);
	}

	private Delivery replay(IdentifiedCall call, Lookup.Hit hit) {
		this.recorder.replayed(call, hit.delivery().answer(), hit.newLineage(), hit.newLineage() ? inputs(call) : null);
		return hit.delivery();
	}

	private Delivery run(IdentifiedCall call, @Nullable String inputs, Decision.Execute decision, Explanation why)
			throws Throwable {
		long started = System.nanoTime();
		Object value;
		RoundTrip.Stored stored;
		try (Lineage.Scope scope = Lineage.open(call.context().within(call.frame()))) {
			value = call.call().body().proceed();
			stored = this.roundTrip.store(call.call().step(), value);
		}
		catch (Throwable ex) {
			Lookup.Hit stale = this.lookup.findStale(call, decision, ex);
			if (stale == null) {
				this.recorder.failed(call, inputs, why, ex);
				throw ex;
			}
			this.recorder.servedStale(call, stale, inputs, why, ex);
			return stale.delivery();
		}
		Duration cost = Duration.ofNanos(System.nanoTime() - started);
		String nodeId = call.identity().nodeId();
		Answer answer = new Answer(StepOutcome.EXECUTED, nodeId, nodeId, stored.artifact(), cost, keeps(call, value),
				why);
		boolean recorded = this.recorder.executed(call, inputs, answer, why);
		return new Delivery(recorded ? answer : answer.notKept(), stored.value());
	}

	/**
	 * Whether a result may be replayed. It may not when it is made of one that may not,
	 * or when the configuration that identifies it is not that under which it was made.
	 */
	private boolean keeps(IdentifiedCall call, @Nullable Object value) {
		if (call.frame().isTainted()) {
			return false;
		}
		try {
			return call.configuration().equals(call.call().step().configuration().get())
					&& !call.call().unless().test(value);
		}
		catch (RuntimeException ex) {
			// The result is there and was paid for: it reaches the caller in any case.
			logger.warn("The result of step '" + call.operation() + "' is not kept for replay", ex);
			return false;
		}
	}

	private @Nullable String inputs(IdentifiedCall call) {
		return this.settings.keepInputs() ? this.identifier.json(call.call().inputs()) : null;
	}

	/**
	 * What is the same for all calls.
	 *
	 * @param enabled whether steps are more than ordinary methods
	 * @param mode the mode of calls outside a block that sets one
	 * @param keepInputs whether the canonical inputs are kept with the node
	 */
	public record Settings(boolean enabled, ReplayMode mode, boolean keepInputs) {

	}

}
