package io.musubito.run;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.musubito.lineage.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * Counts the items of one fan-out between its begin and its end. Safe for use by any
 * number of threads.
 */
final class FanOutCount implements AutoCloseable {

	private final long number;

	private final @Nullable RunScope run;

	private final @Nullable Integer items;

	private final Consumer<FanOutCount> whenClosed;

	private final AtomicInteger done = new AtomicInteger();

	FanOutCount(long number, @Nullable RunScope run, @Nullable Integer items, Consumer<FanOutCount> whenClosed) {
		this.number = number;
		this.run = run;
		this.items = items;
		this.whenClosed = whenClosed;
	}

	/**
	 * The number of the fan-out in the order of their begin.
	 */
	long number() {
		return this.number;
	}

	boolean isOf(String runId) {
		return this.run != null && this.run.runId().equals(runId);
	}

	void itemDone() {
		this.done.incrementAndGet();
	}

	FanOutProgress progress() {
		return new FanOutProgress(this.done.get(), this.items);
	}

	@Override
	public void close() {
		this.whenClosed.accept(this);
	}

}
