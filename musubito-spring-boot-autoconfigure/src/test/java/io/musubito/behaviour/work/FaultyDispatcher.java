package io.musubito.behaviour.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkItem;

/**
 * Loses every third hint, carries every second twice, and those of a moment in reverse
 * order.
 */
final class FaultyDispatcher implements WorkDispatcher, AutoCloseable {

	private final WorkDispatcher carrier;

	private final Deque<WorkItem> gathered = new ArrayDeque<>();

	private final Deque<WorkItem> again = new ArrayDeque<>();

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "faulty-dispatcher");
		thread.setDaemon(true);
		return thread;
	});

	private int offered;

	FaultyDispatcher(WorkDispatcher carrier) {
		this.carrier = carrier;
		this.executor.scheduleWithFixedDelay(this::handOver, 20, 20, TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void offer(WorkItem item) {
		int number = this.offered++;
		if (number % 3 != 2) {
			this.gathered.push(item);
		}
		if (number % 2 == 1) {
			this.again.push(item);
		}
	}

	private synchronized void handOver() {
		while (!this.gathered.isEmpty()) {
			this.carrier.offer(this.gathered.pop());
		}
		this.gathered.addAll(this.again);
		this.again.clear();
	}

	@Override
	public void withdraw(WorkItem item) {
		this.carrier.withdraw(item);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
