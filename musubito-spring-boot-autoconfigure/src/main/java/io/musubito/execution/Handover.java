package io.musubito.execution;

import java.util.function.Supplier;

import io.musubito.StoreException;
import io.musubito.lineage.HandedCall;
import io.musubito.lineage.HandedCall.Outcome;
import io.musubito.lineage.Lineage;
import io.musubito.store.WorkStore;
import io.musubito.work.WorkAnswer;
import io.musubito.work.WorkHandler;
import io.musubito.work.WorkItem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Executes the calls that other processes offer, as they would.
 */
public final class Handover implements WorkHandler {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final Offers offers;

	private final Supplier<WorkStore> store;

	private final StoredCalls calls;

	private final Supplier<String> instance;

	/**
	 * Creates it.
	 * @param offers what this process offers
	 * @param store where what others offer is stored
	 * @param calls makes the calls
	 * @param instance this process
	 */
	public Handover(Offers offers, Supplier<WorkStore> store, StoredCalls calls, Supplier<String> instance) {
		this.offers = offers;
		this.store = store;
		this.calls = calls;
		this.instance = instance;
	}

	@Override
	public WorkAnswer handle(WorkItem item) {
		Offer own = this.offers.find(item.workId());
		if (own != null) {
			return own.executeHere();
		}
		String content = this.store.get().find(item.workId()).orElse(null);
		if (content == null) {
			return WorkAnswer.ALREADY_THERE;
		}
		WorkContent work = WorkContent.read(content);
		return (work != null) ? make(item, work) : declined();
	}

	private WorkAnswer make(WorkItem item, WorkContent work) {
		HandedCall call = work.call();
		try (Lineage.Scope scope = Lineage.open(work.context(call, this.instance.get()))) {
			if (!this.calls.call(work.operation(), work.arguments())) {
				return declined();
			}
		}
		catch (NotTakenOverException ex) {
			// The outcome says why
		}
		catch (Throwable ex) {
			if (call.outcome() == Outcome.DECLINED && ex instanceof StoreException failure) {
				throw failure;
			}
			logger.debug("Step '" + item.operation() + "' was called here for another process", ex);
		}
		return switch (call.outcome()) {
			case EXECUTED, FAILED -> {
				this.store.get().end(item.workId());
				this.offers.counts().noteTakenOver();
				yield WorkAnswer.TAKEN;
			}
			case ALREADY_THERE -> {
				this.store.get().end(item.workId());
				yield WorkAnswer.ALREADY_THERE;
			}
			case UNDER_WAY -> WorkAnswer.ALREADY_THERE;
			case DECLINED -> declined();
		};
	}

	private WorkAnswer declined() {
		this.offers.counts().noteDeclined();
		return WorkAnswer.DECLINED;
	}

}
