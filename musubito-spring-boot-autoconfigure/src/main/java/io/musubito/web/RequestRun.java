package io.musubito.web;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.RunScope;
import io.musubito.store.RunStore;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;

/**
 * The run of one web request, from its first dispatch until it is complete.
 */
final class RequestRun {

	private static final int FIRST_SERVER_ERROR = 500;

	private final RunScope scope;

	private final RunStore runs;

	private final Clock clock;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile boolean failed;

	private RequestRun(RunScope scope, RunStore runs, Clock clock) {
		this.scope = scope;
		this.runs = runs;
		this.clock = clock;
	}

	static RequestRun start(String method, RequestPath path, RunStore runs, Clock clock) {
		String name = method + " " + withoutParameters(path);
		return new RequestRun(RunScope.start(name, RunKind.REQUEST, clock.instant()), runs, clock);
	}

	LineageContext context() {
		return LineageContext.empty().withRun(this.scope);
	}

	void fail() {
		this.failed = true;
	}

	/**
	 * Ends the run. A second call has no effect, neither has one for a request that
	 * called no step.
	 * @param responseStatus the status of the response
	 */
	void end(int responseStatus) {
		if (this.ended.compareAndSet(false, true) && !this.scope.isEmpty()) {
			boolean success = !this.failed && responseStatus < FIRST_SERVER_ERROR;
			this.runs.end(this.scope.runId(), (success) ? RunStatus.SUCCESS : RunStatus.FAILED, this.clock.instant());
		}
	}

	// Path parameters may hold a session id
	private static String withoutParameters(RequestPath path) {
		StringBuilder name = new StringBuilder();
		for (PathContainer.Element element : path.pathWithinApplication().elements()) {
			name.append(
					(element instanceof PathContainer.PathSegment segment) ? segment.valueToMatch() : element.value());
		}
		return name.toString();
	}

}
