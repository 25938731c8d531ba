package io.musubito.web;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.musubito.RunStatus;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.RunScope;
import io.musubito.run.RunTracker;
import org.jspecify.annotations.Nullable;

/**
 * The run of one web request, from its first dispatch until it is complete.
 */
final class RequestRun {

	private static final int FIRST_SERVER_ERROR = 500;

	private final RunScope scope;

	private final RunTracker runs;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile boolean failed;

	private RequestRun(RunScope scope, RunTracker runs) {
		this.scope = scope;
		this.runs = runs;
	}

	/**
	 * Begins the run of a request.
	 * @param method the method of the request
	 * @param route tells the pattern of its route, once that is known: what the client
	 * put into the path may be a secret
	 * @param runs told when the run starts and ends
	 * @return the run
	 */
	static RequestRun start(String method, Supplier<@Nullable String> route, RunTracker runs) {
		return new RequestRun(runs.startRequest(() -> method + " " + name(route.get())), runs);
	}

	private static String name(@Nullable String route) {
		return (route != null) ? route : "(no route)";
	}

	LineageContext context() {
		return LineageContext.empty().withRun(this.scope).withRecording(Lineage.current().recording());
	}

	void fail() {
		this.failed = true;
	}

	/**
	 * Called when the request was dispatched: from now on it may be dispatched to another
	 * route, and in the end the request object may serve another request.
	 */
	void dispatched() {
		this.scope.name();
	}

	/**
	 * Ends the run. A second call has no effect.
	 * @param responseStatus the status of the response
	 */
	void end(int responseStatus) {
		if (this.ended.compareAndSet(false, true)) {
			dispatched();
			boolean success = !this.failed && responseStatus < FIRST_SERVER_ERROR;
			this.runs.end(this.scope, (success) ? RunStatus.SUCCESS : RunStatus.FAILED);
		}
	}

}
