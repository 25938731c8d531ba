package io.musubito.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Lets the limits of the application hold: some time after it has started, and then every
 * hour. A failure is logged once, and disturbs nothing else.
 */
public final class RetentionSchedule implements SmartLifecycle {

	static final Duration FIRST = Duration.ofMinutes(5);

	static final Duration PERIOD = Duration.ofHours(1);

	private static final Log logger = LogFactory.getLog(RetentionSchedule.class);

	private final Retention retention;

	private final RetentionTimer timer;

	private @Nullable Runnable stopping;

	private volatile boolean running;

	private boolean told;

	/**
	 * Creates the schedule, on a thread of its own.
	 * @param retention what is kept
	 */
	public RetentionSchedule(Retention retention) {
		this(retention, RetentionSchedule::onDaemon);
	}

	RetentionSchedule(Retention retention, RetentionTimer timer) {
		this.retention = retention;
		this.timer = timer;
	}

	private static Runnable onDaemon(Runnable work, Duration first, Duration period) {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "musubito-retention");
			thread.setDaemon(true);
			return thread;
		});
		ScheduledFuture<?> repeated = executor.scheduleWithFixedDelay(work, first.toMillis(), period.toMillis(),
				TimeUnit.MILLISECONDS);
		return () -> {
			repeated.cancel(true);
			executor.shutdown();
		};
	}

	@Override
	public synchronized void start() {
		if (this.retention.isScheduled() && !this.running) {
			this.running = true;
			this.stopping = this.timer.repeat(this::apply, FIRST, PERIOD);
		}
	}

	private void apply() {
		try {
			Removal removed = this.retention.apply(null);
			this.told = false;
			if (!removed.equals(Removal.NONE)) {
				logger.info("Retention removed from the Musubito store: " + removed.nodes() + " nodes, "
						+ removed.artifacts() + " artifacts, " + removed.runs() + " runs, " + removed.entries()
						+ " journal entries");
			}
		}
		catch (Throwable ex) {
			// An executor tells nobody of what is thrown, and repeats nothing after it
			if (this.running && !this.told) {
				this.told = true;
				logger.warn("Retention of the Musubito store failed. It is tried again every hour; this is not logged "
						+ "again until it has worked", ex);
			}
		}
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.stopping != null) {
			this.stopping.run();
			this.stopping = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
