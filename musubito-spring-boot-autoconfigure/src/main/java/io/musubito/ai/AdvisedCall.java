package io.musubito.ai;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * A call of a model on its way from the advisor to the model. The first observation of a
 * model that starts on this way is that of the call, and takes it, so that a call which
 * both see is told by the advisor alone. An observation that fails gives it back: the
 * next one is that of the model which answers in its place. What starts while it is taken
 * is a call of its own.
 */
final class AdvisedCall {

	private static final ThreadLocal<AdvisedCall> CURRENT = new ThreadLocal<>();

	private final LineageContext lineage = Lineage.current();

	private StreamedAnswer answer;

	private State state = State.UNSEEN;

	AdvisedCall(ReportedCall call) {
		this.answer = new StreamedAnswer(call);
	}

	/**
	 * Finds the call that is on its way on this thread or, as a model may go on on
	 * another one, in an observation around it.
	 * @param context the context of an observation
	 * @return the call; {@code null} when there is none
	 */
	static @Nullable AdvisedCall around(Observation.@Nullable ContextView context) {
		AdvisedCall call = CURRENT.get();
		ObservationView parent = (context != null) ? context.getParentObservation() : null;
		while (call == null && parent != null) {
			call = parent.getContextView().get(AdvisedCall.class);
			parent = parent.getContextView().getParentObservation();
		}
		return call;
	}

	/**
	 * Sends the call on its way on this thread, until the scope is closed.
	 * @param advisor the observation of the advisor
	 */
	Scope open(@Nullable Observation advisor) {
		if (advisor != null && advisor.getContext() instanceof AdvisorObservationContext context
				&& ModelCallAdvisor.NAME.equals(context.getAdvisorName())) {
			context.put(AdvisedCall.class, this);
		}
		AdvisedCall before = CURRENT.get();
		CURRENT.set(this);
		return () -> restore(before);
	}

	/**
	 * Whether the next observation of a model will be that of the call.
	 */
	synchronized boolean isPending() {
		return this.state == State.UNSEEN || this.state == State.GIVEN_BACK;
	}

	/**
	 * Takes the call.
	 * @param substitute begins the call of a model that is asked after another one failed
	 * @return {@code false} when somebody has it, or it has ended
	 */
	synchronized boolean take(Supplier<ReportedCall> substitute) {
		if (!isPending()) {
			return false;
		}
		if (this.state == State.GIVEN_BACK) {
			this.answer.abort();
			try (Lineage.Scope scope = Lineage.open(this.lineage)) {
				this.answer = new StreamedAnswer(substitute.get());
			}
		}
		this.state = State.TAKEN;
		return true;
	}

	/**
	 * Gives the call back, as the observation that took it has failed.
	 */
	synchronized void giveBack() {
		if (this.state == State.TAKEN) {
			this.state = State.GIVEN_BACK;
		}
	}

	synchronized void add(@Nullable ChatResponse chunk) {
		this.answer.add(chunk);
	}

	synchronized void complete() {
		this.state = State.ENDED;
		this.answer.complete();
	}

	/**
	 * Ends the call if it is not complete.
	 */
	synchronized void abort() {
		this.state = State.ENDED;
		this.answer.abort();
	}

	private static void restore(@Nullable AdvisedCall before) {
		if (before != null) {
			CURRENT.set(before);
		}
		else {
			CURRENT.remove();
		}
	}

	private enum State {

		UNSEEN, TAKEN, GIVEN_BACK, ENDED

	}

	/**
	 * A stretch of code in which a call is on its way.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
