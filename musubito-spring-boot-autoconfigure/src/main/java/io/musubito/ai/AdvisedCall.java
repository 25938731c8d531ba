package io.musubito.ai;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A call of a model on its way from the advisor to the model. The first observation of a
 * model that starts on this way is that of the call, and takes it, so that a call which
 * both see is told once: what the observation knows of it is exact, except that of a
 * stream it doesn't know the cached tokens. An observation that fails gives it back: the
 * next one is that of the model which answers in its place. What starts while it is taken
 * is a call of its own, and what the advisor sees may be the answer to that one.
 */
final class AdvisedCall {

	private static final ThreadLocal<AdvisedCall> CURRENT = new ThreadLocal<>();

	/** Those of any thread, for models that are asked on another one. */
	private static final Set<AdvisedCall> ON_THEIR_WAY = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final LineageContext lineage = Lineage.current();

	private final List<String> texts;

	private StreamedAnswer answer;

	private State state = State.UNSEEN;

	private @Nullable ChatModelObservationContext taker;

	private boolean takerStopped;

	private boolean oneOfSeveral;

	private boolean leftToTaker;

	AdvisedCall(ReportedCall call, Prompt prompt) {
		this.answer = new StreamedAnswer(call);
		this.texts = texts(prompt);
		ON_THEIR_WAY.add(this);
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
	 * Finds the call that a model is asked for on a thread to which nothing was passed on
	 * but the prompt.
	 * @param prompt the prompt
	 * @return the call; {@code null} when there is none, or more than one
	 */
	static @Nullable AdvisedCall elsewhere(Prompt prompt) {
		List<String> asked = texts(prompt);
		List<AdvisedCall> calls;
		synchronized (ON_THEIR_WAY) {
			calls = ON_THEIR_WAY.stream().filter((call) -> call.asks(asked)).toList();
		}
		return (calls.size() == 1) ? calls.get(0) : null;
	}

	/**
	 * The last advisor may add to a text how the answer is to be formatted.
	 */
	private boolean asks(List<String> asked) {
		return this.texts.size() == asked.size()
				&& IntStream.range(0, asked.size()).allMatch((i) -> asked.get(i).startsWith(this.texts.get(i)));
	}

	private static List<String> texts(Prompt prompt) {
		return prompt.getInstructions()
			.stream()
			.map((message) -> Objects.requireNonNullElse(message.getText(), ""))
			.toList();
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
	 * @param observed the observation that takes it
	 * @param substitute begins the call of a model that is asked after another one failed
	 * @return {@code false} when somebody has it, or it has ended
	 */
	boolean take(ChatModelObservationContext observed, Supplier<ReportedCall> substitute) {
		synchronized (this) {
			if (!isPending()) {
				this.oneOfSeveral = true;
				return false;
			}
			boolean first = this.state == State.UNSEEN;
			this.state = State.TAKEN;
			this.taker = observed;
			this.takerStopped = false;
			if (first) {
				return true;
			}
			this.answer.abort();
		}
		substitute(substitute);
		return true;
	}

	/**
	 * Which may wait for a place, while the caller may end the call.
	 */
	private void substitute(Supplier<ReportedCall> substitute) {
		boolean begun = false;
		try {
			ReportedCall call = begin(substitute);
			begun = true;
			goOnWith(new StreamedAnswer(call));
		}
		finally {
			if (!begun) {
				giveBack();
			}
		}
	}

	private synchronized void goOnWith(StreamedAnswer next) {
		if (this.state == State.ENDED && !this.leftToTaker) {
			next.abort();
		}
		else {
			this.answer = next;
		}
	}

	/**
	 * Begins another call for the step that this one is for, whatever thread it is on.
	 * @param beginning begins it
	 */
	ReportedCall begin(Supplier<ReportedCall> beginning) {
		try (Lineage.Scope scope = Lineage.open(this.lineage)) {
			return beginning.get();
		}
	}

	/**
	 * What is told of it.
	 */
	synchronized ReportedCall reported() {
		return this.answer.call();
	}

	/**
	 * The observation that took it has ended.
	 */
	synchronized void stopped(ChatModelObservationContext observed) {
		if (this.taker == observed) {
			this.takerStopped = true;
			if (this.leftToTaker) {
				this.answer.completeAs(observed);
			}
		}
	}

	/**
	 * Gives the call back, as the observation that took it has failed.
	 */
	synchronized void giveBack() {
		if (this.state == State.TAKEN) {
			this.state = State.GIVEN_BACK;
			this.taker = null;
		}
	}

	synchronized void add(@Nullable ChatResponse chunk) {
		this.answer.add(chunk);
	}

	synchronized void complete() {
		if (!endsAsObserved()) {
			this.answer.complete();
		}
	}

	/**
	 * Ends the call if it is not complete.
	 */
	synchronized void abort() {
		if (this.state != State.ENDED && !endsAsObserved()) {
			this.answer.abort();
		}
	}

	/**
	 * Ends the call as the observation tells that took it, where it knows more than the
	 * advisor.
	 */
	private boolean endsAsObserved() {
		this.state = State.ENDED;
		ON_THEIR_WAY.remove(this);
		ChatModelObservationContext observed = this.taker;
		if (observed == null || (!this.oneOfSeveral
				&& (observed.isStreaming() || (this.takerStopped && observed.getResponse() == null)))) {
			return false;
		}
		if (this.takerStopped || observed.getResponse() != null) {
			this.answer.completeAs(observed);
		}
		else {
			// The model goes on, as another one was faster
			this.leftToTaker = true;
		}
		return true;
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
