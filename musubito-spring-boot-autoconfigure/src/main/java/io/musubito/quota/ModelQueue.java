package io.musubito.quota;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.ModelLimitException;
import io.musubito.quota.Own.Holding;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one model that wait in this process, and the thread that gets places for
 * them, for several with one change of what all processes share.
 */
final class ModelQueue implements AutoCloseable {

	// Others end calls without telling
	private static final long LOOK_MILLIS = 200;

	private static final long GATHER_MILLIS = 20;

	// How old the word of a process that waits may become
	private static final long REPEAT_MILLIS = 500;

	private static final long AWAY_MILLIS = 1_000;

	private static final long IDLE_SECONDS = 10;

	private static final Log logger = LogFactory.getLog(ModelQueue.class);

	private final String model;

	private final Limit limit;

	private final SharedState state;

	private final Peers peers;

	private final Window window;

	private final Own own;

	private final Waits waits;

	private final Refusals refusals;

	private final ScheduledThreadPoolExecutor thread;

	private final AtomicBoolean due = new AtomicBoolean();

	private volatile double outputTokens;

	private volatile QuotaState seen = QuotaState.EMPTY;

	private volatile long heldUntilNanos = System.nanoTime();

	private boolean told;

	private @Nullable Future<?> timer;

	ModelQueue(String model, Limit limit, SharedState state, Peers peers, Window window) {
		this.model = model;
		this.limit = limit;
		this.state = state;
		this.peers = peers;
		this.window = window;
		this.own = new Own(window);
		this.waits = new Waits(this.own::waiting);
		this.refusals = new Refusals(model, limit);
		this.thread = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread created = new Thread(work, "musubito-limits " + model);
			created.setDaemon(true);
			return created;
		});
		this.thread.setRemoveOnCancelPolicy(true);
		this.thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.thread.allowCoreThreadTimeOut(true);
	}

	Waits waits() {
		return this.waits;
	}

	Own own() {
		return this.own;
	}

	/**
	 * Waits for a place.
	 * @param inputTokens the tokens that the call will read
	 * @param maxOutputTokens the most that it may write; {@code null} when it may write
	 * any number
	 * @param bound how long it waits at most
	 */
	Waiter take(long inputTokens, @Nullable Long maxOutputTokens, Duration bound) {
		if (inputTokens > this.limit.tokens()) {
			this.waits.refuse();
			throw this.refusals.tooLarge(inputTokens);
		}
		long output = (long) this.outputTokens;
		if (maxOutputTokens != null) {
			output = (output > 0) ? Math.min(output, maxOutputTokens) : maxOutputTokens;
		}
		long need = Math.min(inputTokens + output, this.limit.tokens());
		Waiter waiter = new Waiter(need, bound,
				(waited) -> this.refusals.noPlace(waited.waited(), this.own.waiting() - 1), this::forget);
		this.own.add(waiter);
		if (this.thread.isShutdown()) {
			waiter.completeExceptionally(this.refusals.closing());
		}
		look();
		return waiter;
	}

	private void forget(Waiter waiter, Throwable why) {
		this.own.remove(waiter);
		if (why instanceof ModelLimitException) {
			this.waits.refuse();
		}
	}

	/**
	 * What the model writes on average says what the next call needs.
	 */
	void learn(long output) {
		if (output > 0) {
			double before = this.outputTokens;
			this.outputTokens = (before > 0) ? 0.8 * before + 0.2 * output : output;
		}
	}

	/**
	 * The provider wants no request for some time.
	 */
	void holdBack(Duration time) {
		long until = System.nanoTime() + time.toNanos();
		if (until - this.heldUntilNanos > 0) {
			this.heldUntilNanos = until;
		}
		look();
	}

	/**
	 * Sees to it that places are looked for.
	 */
	void look() {
		if (this.due.compareAndSet(false, true)) {
			schedule((this.own.waiting() > 0) ? 0 : GATHER_MILLIS);
		}
	}

	private void schedule(long millis) {
		try {
			Future<?> scheduled = this.thread.schedule(this::lookOrTell, millis, TimeUnit.MILLISECONDS);
			logger.trace(scheduled);
		}
		catch (RejectedExecutionException ex) {
			// It is closed
		}
	}

	private void lookOrTell() {
		this.due.set(false);
		try {
			lookForPlaces();
		}
		catch (Throwable ex) {
			if (!this.told) {
				this.told = true;
				logger.warn("No place can be found within the limits of model '" + this.model
						+ "'. It is tried again, and told once", ex);
			}
			later(LOOK_MILLIS);
		}
	}

	private void lookForPlaces() {
		List<Waiter> granted = new ArrayList<>();
		QuotaState[] seen = new QuotaState[1];
		boolean shared = this.state.change((before) -> {
			granted.clear();
			Holding holding = this.own.at(before.time());
			QuotaState living = held(this.peers.withoutDead(before, this.window, !holding.waiting().isEmpty()));
			Turn turn = Turn.of(living, this.peers.self(), holding, this.limit);
			granted.addAll(turn.granted());
			seen[0] = turn.state();
			return isWorthWriting(before, turn, holding) ? turn.state() : before;
		});
		this.own.take(granted);
		this.seen = seen[0];
		if (shared) {
			this.own.sent();
		}
		granted.forEach(this::give);
		refuseWhoIsHeldTooLong(seen[0]);
		if (this.own.waiting() > 0) {
			later(pause(seen[0]));
		}
		else if (!shared && this.own.isUntold()) {
			later(AWAY_MILLIS);
		}
	}

	private void give(Waiter waiter) {
		Place place = new TakenPlace(this, waiter.need());
		if (waiter.complete(place)) {
			this.waits.placed(waiter.waited());
		}
		else {
			place.giveBack();
		}
	}

	private QuotaState held(QuotaState state) {
		long rest = TimeUnit.NANOSECONDS.toMillis(this.heldUntilNanos - System.nanoTime());
		return (rest > 0) ? state.heldUntil(state.time() + rest) : state;
	}

	/**
	 * Whether others have to know, which they need not of the time alone.
	 */
	private boolean isWorthWriting(QuotaState before, Turn turn, Holding holding) {
		Share known = before.shares().getOrDefault(this.peers.self(), Share.NONE);
		Share mine = turn.state().shares().getOrDefault(this.peers.self(), Share.NONE);
		return !holding.unsent().isEmpty() || turn.state().heldUntil() - before.heldUntil() > LOOK_MILLIS
				|| turn.state().shares().size() != before.shares().size() || known.requests() != mine.requests()
				|| known.active() != mine.active() || known.tokens() != mine.tokens()
				|| (known.waiting() > 0) != (mine.waiting() > 0)
				|| (mine.waiting() > 0 && mine.seen() - known.seen() > REPEAT_MILLIS);
	}

	private void refuseWhoIsHeldTooLong(QuotaState state) {
		Duration held = Duration.ofMillis(state.heldUntil() - state.time());
		if (!held.isNegative() && !held.isZero()) {
			for (Waiter waiter : this.own.waiters()) {
				if (held.compareTo(waiter.rest()) > 0) {
					waiter.completeExceptionally(this.refusals.heldBack(held));
				}
			}
		}
	}

	private long pause(QuotaState state) {
		long next = Math.min(LOOK_MILLIS, Math.max(0, state.nextFree(this.window.millis()) - state.time()));
		return next + 1 + ThreadLocalRandom.current().nextLong(GATHER_MILLIS);
	}

	private synchronized void later(long millis) {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		try {
			this.timer = this.thread.schedule(this::look, millis, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// It is closed
		}
	}

	/**
	 * What all processes use now.
	 */
	LimitUse use() {
		QuotaState shared = this.state.peek();
		QuotaState state = (shared != null) ? shared : this.seen;
		return new LimitUse(this.model, this.limit, state.requests(), state.tokens(), state.active(),
				Math.max(state.waiting(), this.own.waiting()), Math.max(0, state.heldUntil() - state.time()),
				this.waits.places(), shared != null);
	}

	/**
	 * Refuses who waits. What is still asked of the model counts as if it had reached it.
	 */
	@Override
	public void close() {
		this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.thread.shutdown();
		this.own.removeAll().forEach((waiter) -> waiter.completeExceptionally(this.refusals.closing()));
		try {
			// Where nobody has asked for a place there may be no store
			if (this.thread.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS) && this.seen != QuotaState.EMPTY) {
				this.state.change((before) -> before.with(this.own.at(before.time()).unsent())
					.with(this.peers.self(), this.own.at(before.time()).share())
					.without(this.peers.self(), this.window));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
