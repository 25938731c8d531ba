package io.musubito.execution;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.execution.Next.AwaitClaim;
import io.musubito.execution.Next.AwaitFlight;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.identity.IdentityContributors;
import io.musubito.identity.ResourceTexts;
import io.musubito.identity.StepIdentifier;
import io.musubito.lineage.HandedCall;
import io.musubito.lineage.HandedCall.Outcome;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.lineage.Producers;
import io.musubito.recording.RecordedTest;
import io.musubito.replay.ReplayPolicy;
import io.musubito.replay.ReplayPolicy.Today;
import io.musubito.step.Step;
import io.musubito.step.StepRegistry;
import io.musubito.store.ClaimStore;
import io.musubito.store.EffectStore;
import io.musubito.store.NodeStore;
import io.musubito.store.StoreProcesses;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls of steps: identify, look up, decide, replay or execute, record, deliver.
 * {@link CallProtocol} has the rules; here is how a caller who waits goes through them.
 */
public final class StepExecutor {

	private final Settings settings;

	private final CallProtocol protocol;

	private final SingleFlight flights;

	private final EffectExecutor effects;

	private final StreamLimit streamLimit;

	private final Origins origins;

	private final ActiveRecordings recordings;

	private final Offers offers;

	private final TakeOver takeOver;

	public StepExecutor(CanonicalEncoder encoder, StepIdentifier stepIdentifier, IdentityContributors contributors,
			NodeStore nodes, EffectStore effects, ClaimStore claimStore, StoreProcesses owners, StepRegistry steps,
			Producers producers, Degradation degradation, Surroundings surroundings, TestDoubles doubles,
			ObservationRegistry observations, Clock clock, ResourceTexts texts, Offers offers, Settings settings) {
		this.settings = settings;
		this.recordings = doubles.recordings();
		Origins origins = new Origins(producers);
		this.origins = origins;
		RoundTrip roundTrip = new RoundTrip(encoder);
		KeptInputs inputs = new KeptInputs(stepIdentifier, settings.keepInputs());
		Arguments arguments = new Arguments(stepIdentifier);
		Explanations explanations = new Explanations(nodes, degradation, settings.writeOnly());
		UndecidedNodes undecided = new UndecidedNodes();
		Recorder recorder = new Recorder(nodes, inputs, new KeptTexts(texts, settings.keepInputs()), degradation, clock,
				undecided);
		Claims claims = new Claims(claimStore, degradation, clock, settings.claims());
		ReplayPolicy policy = new ReplayPolicy(clock, (called) -> steps.find(called)
			.map((step) -> today(step, called.components(), contributors, surroundings)));
		this.flights = claims.flights();
		this.effects = new EffectExecutor(effects, owners, settings.claims().maxWait(), explanations, roundTrip,
				recorder, inputs, arguments, clock, undecided);
		CallIdentifier identifier = new CallIdentifier(stepIdentifier, contributors, origins, surroundings, doubles);
		Lookup lookup = new Lookup(nodes, policy, roundTrip, surroundings, degradation, clock, settings.writeOnly());
		this.offers = offers;
		this.protocol = new CallProtocol(identifier, lookup, claims, this.effects, arguments, inputs, explanations,
				roundTrip, recorder, origins, undecided, observations,
				new RecordedCalls(policy, surroundings, roundTrip, inputs, explanations, recorder), offers);
		this.takeOver = new TakeOver(identifier, lookup, claims, this.protocol);
		this.streamLimit = new StreamLimit(settings.maxStreamElements());
	}

	private static Today today(Step step, SortedMap<String, String> before, IdentityContributors contributors,
			Surroundings surroundings) {
		SortedMap<String, String> components = StepRegistry.components(step, before);
		components.putAll(surroundings.of(before));
		return new Today(step.definition(),
				(step.effect() != null) ? components : contributors.addTo(components, step.definition()));
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
		RecordedTest test = this.recordings.find(context);
		if (test != null) {
			// Whatever the test or the application says: it must not pay for what is
			// recorded
			return test.executes() ? ReplayMode.REFRESH : ReplayMode.REPLAY_ONLY;
		}
		ReplayMode mode = (context.mode() != null) ? context.mode() : this.settings.mode();
		return (this.settings.writeOnly() && mode == ReplayMode.REPLAY) ? ReplayMode.REFRESH : mode;
	}

	/**
	 * Says that what is called now is no step that could be replayed. A recorded test
	 * refuses it.
	 * @param operation what is called
	 * @param why why that is so, the end of a sentence
	 * @throws ReplayMissException in a recorded test
	 */
	public void notReplayable(String operation, String why) {
		RecordedTest test = this.recordings.find(Lineage.current());
		if (test != null) {
			ReplayMissException refusal = RecordedCalls.refusal(test, operation, "can't be replayed: " + why);
			test.failed(refusal);
			throw refusal;
		}
	}

	/**
	 * Answers a call.
	 * @param call the call
	 * @return its result
	 * @throws Throwable what the body throws, as it is
	 */
	public StepResult execute(StepCall call) throws Throwable {
		ReplayMode mode = currentMode();
		if (mode == ReplayMode.OFF) {
			boolean effect = call.step().effect() != null;
			return new StepResult(effect ? this.effects.performUnrecorded(call) : call.body().proceed(), null);
		}
		LineageContext context = Lineage.current();
		HandedCall handed = context.handed();
		if (handed == null) {
			return end(this.protocol.identify(call, context, mode), this::answer);
		}
		if (!handed.take(call.step().definition().operation())) {
			// Advice around the step calls others
			return end(this.protocol.identify(call, context.distributed(null), mode), this::answer);
		}
		TakeOver.Taken taken = this.takeOver.take(call, context, handed);
		if (taken == null) {
			throw new NotTakenOverException();
		}
		handed.end(Outcome.FAILED);
		StepResult result = end(taken.end(),
				(end) -> run(this.protocol.execute(end.call(), taken.miss().decision(), true)));
		handed.end(Outcome.EXECUTED);
		return result;
	}

	private StepResult end(CallEnd end, Answering answering) throws Throwable {
		Flight flight = end.flight();
		StepResult result;
		try (CallScope scope = end.openScope()) {
			result = end.deliver(answering.answer(end));
		}
		catch (Throwable ex) {
			end.fail(ex);
			throw ex;
		}
		finally {
			flight.left = true;
			this.offers.end(end.call().activeStep());
		}
		end.stop();
		return result;
	}

	/**
	 * Answers a call whose method draws one of several samples.
	 * @param call the call, whose results are lists
	 * @param count how many samples
	 * @return the lists joined, in order
	 * @throws Throwable what the body throws, as it is
	 */
	public List<@Nullable Object> executeSamples(StepCall call, int count) throws Throwable {
		LineageContext block = Lineage.current().branch("samples");
		List<@Nullable Object> joined = new ArrayList<>();
		List<Origin> from = new ArrayList<>();
		for (int index = 1; index <= count; index++) {
			try (Lineage.Scope scope = Lineage.open(block.draw(index))) {
				StepResult sample = execute(call);
				if (sample.value() instanceof List<?> drawn) {
					joined.addAll(drawn);
				}
				if (sample.origin() != null) {
					from.add(sample.origin());
				}
			}
		}
		this.origins.rememberJoined(joined, from);
		return joined;
	}

	private Deliver answer(CallEnd end) throws Throwable {
		Next next = this.protocol.next(end);
		while (next instanceof Next.Await) {
			if (next instanceof AwaitFlight other) {
				next = this.protocol.afterFlight(end, await(end, other.flight()));
			}
			else {
				next = (next instanceof AwaitClaim claim) ? this.protocol.afterClaim(end.call(), claim)
						: this.protocol.afterOffer(end.call());
			}
		}
		return (next instanceof Execute execution) ? run(execution) : (Deliver) next;
	}

	private FlightResult await(CallEnd end, Flight flight) {
		try {
			return this.flights.await(flight, end.call().activeStep(), end.call().call().step().effect() != null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException("Step '" + end.call().operation()
					+ "': interrupted while waiting for another caller that executes the same computation");
			cancellation.initCause(ex);
			throw cancellation;
		}
	}

	private Deliver run(Execute execution) throws Throwable {
		IdentifiedCall call = execution.call();
		Object value;
		RoundTrip.Stored stored;
		try (Lineage.Scope scope = Lineage.open(call.context().within(call.activeStep()))) {
			value = call.call().body().proceed();
			stored = this.protocol.roundTrip(execution, value);
		}
		catch (Throwable ex) {
			return this.protocol.recordFailure(execution, ex);
		}
		return this.protocol.record(execution, value, stored);
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
		FutureExecutor futures = new FutureExecutor(this.protocol, this.flights);
		return switch (form.arrival()) {
			case AT_ONCE -> form.wrap(execute(call));
			case FUTURE ->
				futures.execute(call, form, Lineage.current(), mode, (body, observation) -> (CompletionStage<?>) body);
			case MONO -> new MonoExecutor(futures, this::mode).execute(call, form);
			case FLUX ->
				new FluxExecutor(this.protocol, this.flights, this.streamLimit, this::mode).execute(call, form);
		};
	}

	/**
	 * The steps that are being answered for the first of those who asked, without those
	 * around the caller of this method.
	 * @return the steps, each until it has ended and its result is recorded
	 */
	public List<UnderWay> underWay() {
		return this.flights.underWay(Lineage.current().activeStep());
	}

	int waiting() {
		return this.flights.waiting();
	}

	int running() {
		return this.flights.running();
	}

	/**
	 * How a call gets its answer.
	 */
	private interface Answering {

		Deliver answer(CallEnd end) throws Throwable;

	}

	/**
	 * What is the same for all calls.
	 *
	 * @param enabled whether steps are more than ordinary methods
	 * @param mode the mode of calls outside a block that sets one
	 * @param keepInputs whether the canonical inputs are kept with the node, and the
	 * texts of declared resources
	 * @param maxStreamElements how many elements a stream may have to be recorded
	 * @param claims how long calls wait for other processes
	 * @param writeOnly whether nothing that is stored is replayed
	 */
	public record Settings(boolean enabled, ReplayMode mode, boolean keepInputs, int maxStreamElements,
			ClaimSettings claims, boolean writeOnly) {

	}

}
