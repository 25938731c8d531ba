package io.musubito.quota;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * How calls of a model have waited in this process. Safe for use by many threads.
 */
public final class Waits {

	private final IntSupplier waiting;

	private final AtomicLong places = new AtomicLong();

	private final LongAdder waitedNanos = new LongAdder();

	private final LongAdder refused = new LongAdder();

	Waits(IntSupplier waiting) {
		this.waiting = waiting;
	}

	void placed(Duration waited) {
		this.places.incrementAndGet();
		this.waitedNanos.add(waited.toNanos());
	}

	void refuse() {
		this.refused.increment();
	}

	/**
	 * How many calls wait now.
	 * @return the number
	 */
	public int waiting() {
		return this.waiting.getAsInt();
	}

	/**
	 * How many calls got a place.
	 * @return the number, growing
	 */
	public long places() {
		return this.places.get();
	}

	/**
	 * How long these have waited, all together.
	 * @return the nanoseconds, growing
	 */
	public double waitedNanos() {
		return this.waitedNanos.sum();
	}

	/**
	 * How many calls got none.
	 * @return the number, growing
	 */
	public double refused() {
		return this.refused.sum();
	}

}
