package io.musubito.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.Usage;
import io.musubito.execution.Offer.Signal;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.RunScope;
import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.store.RunStart;
import io.musubito.store.Work;
import io.musubito.store.WorkStore;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkItem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Offers calls to other processes, and waits for what becomes of them. Safe for use by
 * any number of threads.
 */
public final class Offers {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final Supplier<WorkStore> store;

	private final ClaimStore claims;

	private final Supplier<@Nullable WorkDispatcher> dispatcher;

	private final OfferSettings settings;

	private final WorkersSeen workers;

	private final WorkCounts counts = new WorkCounts();

	private final Map<String, Offer> byId = new ConcurrentHashMap<>();

	private final Map<ActiveStep, Offer> byCall = new ConcurrentHashMap<>();

	private final OfferWatch watch;

	/**
	 * Creates the offers of an application.
	 * @param store where what others need is stored
	 * @param claims who executes what
	 * @param dispatcher carries the hints; asked for when something is to be offered,
	 * {@code null} when nothing is
	 * @param settings the settings
	 */
	public Offers(Supplier<WorkStore> store, ClaimStore claims, Supplier<@Nullable WorkDispatcher> dispatcher,
			OfferSettings settings) {
		this.store = store;
		this.claims = claims;
		this.dispatcher = dispatcher;
		this.settings = settings;
		this.workers = new WorkersSeen(settings.patience());
		this.watch = new OfferWatch(this.byId, store);
	}

	public WorkCounts counts() {
		return this.counts;
	}

	@Nullable Offer find(String workId) {
		return this.byId.get(workId);
	}

	/**
	 * Offers a call whose result is not there, unless nobody is to have it.
	 * @return whether it was offered, and has to wait
	 */
	boolean offer(IdentifiedCall call) {
		if (!call.context().isOffered() || call.call().step().effect() != null
				|| this.byCall.containsKey(call.activeStep())) {
			return false;
		}
		WorkDispatcher carrier = this.dispatcher.get();
		return carrier != null && offer(call, carrier);
	}

	private boolean offer(IdentifiedCall call, WorkDispatcher carrier) {
		try {
			StorableArguments arguments = Dispatchable.require(call, this.settings);
			if (this.workers.mayTake()) {
				carrier.offer(add(call, arguments.encode()));
				this.watch.begin();
				return true;
			}
			this.counts.noteExecutedHere();
		}
		catch (NotDispatchableException ex) {
			call.activeStep().notDispatchable(String.valueOf(ex.getMessage()));
			this.counts.noteNotDispatchable();
		}
		catch (StoreException ex) {
			logger.debug("Step '" + call.operation() + "' is not offered to others", ex);
			end(call.activeStep());
		}
		return false;
	}

	private WorkItem add(IdentifiedCall call, String arguments) {
		RunScope run = call.context().run();
		int sequence = (run != null) ? run.keepSequence() : 0;
		WorkItem item = new WorkItem(UUID.randomUUID().toString().replace("-", ""), call.identity().replayKey(),
				call.operation(), (run != null) ? run.runId() : null);
		Offer offer = new Offer(item, sequence);
		this.byCall.put(call.activeStep(), offer);
		this.byId.put(item.workId(), offer);
		this.store.get()
			.add(new Work(item.workId(), item.replayKey(), (run != null) ? RunStart.of(run) : null,
					WorkContent.write(call, sequence, arguments)));
		return item;
	}

	/**
	 * Waits until an offered call was executed, is being executed, or is to be executed
	 * here.
	 * @return who executes it; empty when nobody does any more, or yet
	 */
	Optional<Claim> await(IdentifiedCall call) {
		Offer offer = this.byCall.get(call.activeStep());
		if (offer == null) {
			return Optional.empty();
		}
		Signal signal = offer.await(this.settings.patience());
		if (signal != Signal.NOBODY) {
			this.workers.noteTaken();
			return Optional.empty();
		}
		Optional<Claim> claim = findClaim(call);
		if (claim.isPresent()) {
			this.workers.noteTaken();
		}
		else {
			this.workers.noteNotTaken(offer.offeredNanos());
			this.counts.noteExecutedHere();
			withdraw(offer);
		}
		return claim;
	}

	private Optional<Claim> findClaim(IdentifiedCall call) {
		try {
			return this.claims.find(call.identity().replayKey());
		}
		catch (StoreException ex) {
			// To claim it will fail too, which is when that is told
			return Optional.empty();
		}
	}

	private void withdraw(Offer offer) {
		WorkDispatcher carrier = this.dispatcher.get();
		if (carrier != null) {
			carrier.withdraw(offer.item());
		}
	}

	/**
	 * The result of a call that another process has executed for the run of the call. It
	 * has an entry in the journal.
	 * @param hit the result
	 * @return the same as executed for this call; {@code null} when it was not
	 */
	@Nullable Deliver executedElsewhere(IdentifiedCall call, Deliver hit) {
		Offer offer = this.byCall.get(call.activeStep());
		RunScope run = call.context().run();
		String position = call.activeStep().position();
		if (offer == null || run == null || position == null || !isExecuted(run.runId(), position, offer.sequence())) {
			return null;
		}
		Answer answer = hit.answer().withOutcome(StepOutcome.EXECUTED);
		run.tally().note(StepOutcome.EXECUTED);
		run.tally().noteUsage(answer.usage(), Usage.NONE);
		call.answerInRun(answer, false);
		return new Deliver(answer, hit.value());
	}

	private boolean isExecuted(String runId, String position, int sequence) {
		try {
			return this.store.get().isExecuted(runId, position, sequence);
		}
		catch (StoreException ex) {
			return false;
		}
	}

	/**
	 * To be called when a call has ended.
	 */
	void end(ActiveStep call) {
		Offer offer = this.byCall.remove(call);
		if (offer != null) {
			this.byId.remove(offer.item().workId());
			offer.end();
			this.store.get().remove(List.of(offer.item().workId()));
		}
	}

}
