package io.musubito.behaviour.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.musubito.work.WorkAnswer;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkHandler;
import io.musubito.work.WorkItem;

/**
 * Carries hints between the applications of this process.
 */
final class WorkBus implements WorkDispatcher, AutoCloseable {

	static volatile WorkBus current;

	private final BlockingQueue<WorkItem> queue = new LinkedBlockingQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	@Override
	public void offer(WorkItem item) {
		this.queue.add(item);
	}

	@Override
	public void withdraw(WorkItem item) {
		this.queue.remove(item);
	}

	int size() {
		return this.queue.size();
	}

	synchronized void work(WorkHandler handler, int concurrency) {
		for (int i = 0; i < concurrency; i++) {
			Thread thread = new Thread(() -> work(handler), "work-bus");
			thread.setDaemon(true);
			thread.start();
			this.threads.add(thread);
		}
	}

	private void work(WorkHandler handler) {
		try {
			while (true) {
				WorkItem item = this.queue.take();
				if (handler.handle(item) == WorkAnswer.DECLINED) {
					this.queue.add(item);
				}
			}
		}
		catch (InterruptedException ex) {
			// Ends
		}
	}

	@Override
	public synchronized void close() {
		this.threads.forEach(Thread::interrupt);
	}

}
