package io.musubito.testing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.springframework.util.StringUtils;

/**
 * Limits how long a test may take that does something as often as it is told: a timeout
 * in an annotation can't depend on that. What takes longer is interrupted and fails.
 */
public final class TimeLimit implements AutoCloseable {

	private final Duration limit;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private boolean exceeded;

	private boolean closed;

	private TimeLimit(Duration limit) {
		this.limit = limit;
		Thread caller = Thread.currentThread();
		this.timer.schedule(() -> interrupt(caller), limit.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Limits the calling thread until it is closed.
	 * @param rounds how often something is done
	 * @param each how long that may take at most, on the average
	 * @return to be closed
	 */
	public static TimeLimit of(int rounds, Duration each) {
		return new TimeLimit(Duration.ofMinutes(2).plus(each.multipliedBy(rounds)));
	}

	private synchronized void interrupt(Thread caller) {
		if (!this.closed) {
			this.exceeded = true;
			System.out.println("It has not ended within " + this.limit + ":");
			Thread.getAllStackTraces()
				.forEach((thread, stack) -> System.out.println(thread + " " + thread.getState() + "\n\tat "
						+ StringUtils.arrayToDelimitedString(stack, "\n\tat ")));
			caller.interrupt();
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.timer.shutdownNow();
		if (this.exceeded) {
			Thread.interrupted();
			throw new AssertionError("It has not ended within " + this.limit);
		}
	}

}
