package io.musubito.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.musubito.execution.StepExecutor;
import io.musubito.execution.UnderWay;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Lets an application that is shut down wait for steps and runs that are under way, so
 * that what was paid for is recorded. It waits twice: before anything else of the context
 * is stopped, for what was under way then, as that may need executors and clients; and
 * when no web request can come any more, for what came meanwhile. Each wait has a bound.
 */
final class ShutdownWait implements ApplicationListener<ContextClosedEvent>, Ordered, SmartLifecycle {

	/** Below that in which the web server is stopped. */
	private static final int AFTER_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 2048 - 1;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final Log logger = LogFactory.getLog(ShutdownWait.class);

	private final ApplicationContext context;

	private final StepExecutor steps;

	private final RunTracker runs;

	private final Duration bound;

	private final Set<Object> cutOff = Collections.newSetFromMap(new IdentityHashMap<>());

	private volatile boolean running;

	/**
	 * Creates the wait of an application.
	 * @param context the context that is waited for when it is closed
	 * @param steps the steps
	 * @param runs the runs
	 * @param bound how long each wait may last
	 */
	ShutdownWait(ApplicationContext context, StepExecutor steps, RunTracker runs, Duration bound) {
		this.context = context;
		this.steps = steps;
		this.runs = runs;
		this.bound = bound;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			await();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public int getPhase() {
		return AFTER_WEB_SERVER;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		await();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	private void await() {
		List<UnderWay> underWay = underWay();
		if (underWay.isEmpty()) {
			return;
		}
		logger.info("Waits for what is under way, at most " + this.bound.toMillis()
				+ " ms (spring.lifecycle.timeout-per-shutdown-phase): " + names(underWay));
		long deadline = System.nanoTime() + this.bound.toNanos();
		while (!underWay.stream().allMatch(UnderWay::hasEnded)) {
			if (System.nanoTime() - deadline > 0) {
				cutOff(underWay, "has not ended within " + this.bound.toMillis()
						+ " ms. Raise spring.lifecycle.timeout-per-shutdown-phase above the time that it takes");
				return;
			}
			if (Thread.currentThread().isInterrupted()) {
				cutOff(underWay, "goes on, as the thread that closes the context was interrupted");
				return;
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private List<UnderWay> underWay() {
		List<UnderWay> underWay = new ArrayList<>(this.steps.underWay());
		underWay.addAll(this.runs.underWay());
		underWay.removeIf((work) -> this.cutOff.contains(work.work()));
		return underWay;
	}

	private void cutOff(List<UnderWay> underWay, String why) {
		List<UnderWay> left = underWay.stream().filter((work) -> !work.hasEnded()).toList();
		left.forEach((work) -> this.cutOff.add(work.work()));
		logger.warn("The context is closed while this is under way, and what comes of it may not be recorded: "
				+ names(left) + " " + why + ".");
	}

	private static String names(List<UnderWay> underWay) {
		return underWay.stream().map(UnderWay::name).sorted().collect(Collectors.joining(", "));
	}

}
