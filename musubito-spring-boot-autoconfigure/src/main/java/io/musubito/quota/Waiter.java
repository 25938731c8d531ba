package io.musubito.quota;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.musubito.ModelLimitException;

/**
 * A call that waits for a place. Who does not want it any more cancels it.
 */
final class Waiter extends CompletableFuture<Place> {

	private final long need;

	private final long since = System.nanoTime();

	private final long bound;

	private final Function<Waiter, ModelLimitException> refusal;

	private final BiConsumer<Waiter, Throwable> leaving;

	/**
	 * Creates it, and begins to wait.
	 * @param need the tokens that the call is expected to take
	 * @param bound how long it waits at most
	 * @param refusal says why it has waited in vain
	 * @param leaving told when it does not wait any more and has no place, and why
	 */
	Waiter(long need, Duration bound, Function<Waiter, ModelLimitException> refusal,
			BiConsumer<Waiter, Throwable> leaving) {
		this.need = need;
		this.bound = bound.toNanos();
		this.refusal = refusal;
		this.leaving = leaving;
		orTimeout(this.bound, TimeUnit.NANOSECONDS);
	}

	long need() {
		return this.need;
	}

	Duration waited() {
		return Duration.ofNanos(System.nanoTime() - this.since);
	}

	/**
	 * How much longer it waits.
	 */
	Duration rest() {
		return Duration.ofNanos(this.bound).minus(waited());
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		Throwable why = (failure instanceof TimeoutException) ? this.refusal.apply(this) : failure;
		leave(why);
		return super.completeExceptionally(why);
	}

	@Override
	public boolean cancel(boolean interrupts) {
		leave(new CancellationException());
		return super.cancel(interrupts);
	}

	/**
	 * Before anybody sees that it does not wait any more.
	 */
	private void leave(Throwable why) {
		if (!isDone()) {
			this.leaving.accept(this, why);
		}
	}

}
