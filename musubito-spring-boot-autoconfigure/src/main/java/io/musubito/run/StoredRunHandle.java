package io.musubito.run;

import java.time.Duration;
import java.util.Optional;

import io.musubito.RunHandle;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.store.RunStore;

/**
 * A run that some process calls: the store says how far it is.
 */
final class StoredRunHandle implements RunHandle {

	private static final long SHORTEST_MILLIS = 50;

	private static final long LONGEST_MILLIS = Duration.ofSeconds(1).toMillis();

	private final RunStore store;

	private final PricedViews views;

	private final String runId;

	/** Whether nobody goes on with it by himself when its process has ended. */
	private final boolean local;

	StoredRunHandle(RunStore store, PricedViews views, String runId, boolean local) {
		this.store = store;
		this.views = views;
		this.runId = runId;
		this.local = local;
	}

	@Override
	public String runId() {
		return this.runId;
	}

	@Override
	public RunStatus status() {
		return newest().status();
	}

	@Override
	public RunView join() throws InterruptedException {
		long pause = SHORTEST_MILLIS;
		RunView run = newest();
		while (!hasEnded(run.status())) {
			Thread.sleep(pause);
			pause = Math.min(2 * pause, LONGEST_MILLIS);
			run = newest();
		}
		return this.views.run(this.store.find(run.runId()).orElse(run));
	}

	private boolean hasEnded(RunStatus status) {
		return switch (status) {
			case SUBMITTED, RUNNING -> false;
			case SUCCESS, FAILED -> true;
			case ABANDONED -> this.local;
		};
	}

	/**
	 * The run, or the last of those that have resumed it.
	 */
	private RunView newest() {
		RunView run = find(this.runId);
		Optional<String> next = next(run);
		while (next.isPresent()) {
			run = find(next.get());
			next = next(run);
		}
		return run;
	}

	private Optional<String> next(RunView run) {
		return (run.status() == RunStatus.ABANDONED) ? this.store.findResumption(run.runId()) : Optional.empty();
	}

	private RunView find(String id) {
		return this.store.findDetails(id)
			.orElseThrow(() -> new IllegalStateException("Run '" + id + "' was removed from the store"))
			.view();
	}

}
