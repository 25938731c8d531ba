package io.musubito.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.musubito.StoreException;
import io.musubito.work.RunDispatcher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Begins the runs that this process submits, where nothing carries them to others.
 */
final class LocalRuns implements RunDispatcher, SmartLifecycle {

	private static final long IDLE_SECONDS = 30;

	private static final long PAUSE_MILLIS = 500;

	private static final Log logger = LogFactory.getLog(LocalRuns.class);

	private final Supplier<SubmittedRuns> runs;

	private final ThreadPoolExecutor threads;

	private final Set<String> waiting = ConcurrentHashMap.newKeySet();

	private volatile boolean running;

	/**
	 * Creates it.
	 * @param concurrency how many runs are called at a time
	 */
	LocalRuns(Supplier<SubmittedRuns> runs, int concurrency) {
		this.runs = runs;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("musubito-run-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), factory);
		this.threads.allowCoreThreadTimeOut(true);
	}

	@Override
	public void offer(String runId) {
		this.waiting.add(runId);
		try {
			this.threads.execute(() -> call(runId));
		}
		catch (RejectedExecutionException ex) {
			this.waiting.remove(runId);
			throw new StoreException("No run can be submitted any more: the application is being closed. Submit it "
					+ "to another process, or to this one when it is there again.", ex);
		}
	}

	private void call(String runId) {
		if (!this.waiting.remove(runId)) {
			return;
		}
		try {
			this.runs.get().handle(runId);
		}
		catch (RuntimeException ex) {
			logger.warn("Run '" + runId + "', which was submitted, could not be called to its end. It is tried again",
					ex);
			callLater(runId);
		}
	}

	/**
	 * Nobody else would call it as long as this process lives.
	 */
	private void callLater(String runId) {
		this.waiting.add(runId);
		CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
			try {
				this.threads.execute(() -> call(runId));
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Run '" + runId + "' was given up when the application was closed", ex);
			}
		});
	}

	@Override
	public boolean isLocal() {
		return true;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * What runs goes on, and is waited for elsewhere; what has not begun is abandoned.
	 */
	@Override
	public void stop() {
		this.threads.shutdown();
		for (String runId : this.waiting) {
			if (this.waiting.remove(runId)) {
				this.runs.get().giveUp(runId);
			}
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
