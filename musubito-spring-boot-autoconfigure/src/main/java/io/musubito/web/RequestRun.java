package io.musubito.web;

import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.RunStatus;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.RunScope;
import io.musubito.run.RunTracker;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;

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

	static RequestRun start(String method, RequestPath path, RunTracker runs) {
		String name = method + " " + withoutParameters(path);
		return new RequestRun(runs.startRequest(name), runs);
	}

	LineageContext context() {
		return LineageContext.empty().withRun(this.scope);
	}

	void fail() {
		this.failed = true;
	}

	/**
	 * Ends the run. A second call has no effect.
	 * @param responseStatus the status of the response
	 */
	void end(int responseStatus) {
		if (this.ended.compareAndSet(false, true)) {
			boolean success = !this.failed && responseStatus < FIRST_SERVER_ERROR;
			this.runs.end(this.scope, (success) ? RunStatus.SUCCESS : RunStatus.FAILED);
		}
	}

	// Path parameters may hold a session id. Encoded as it came, the path is safe to log
	private static String withoutParameters(RequestPath path) {
		StringBuilder name = new StringBuilder();
		for (PathContainer.Element element : path.pathWithinApplication().elements()) {
			String value = element.value();
			int parameters = value.indexOf(';');
			name.append((parameters >= 0) ? value.substring(0, parameters) : value);
		}
		return name.toString();
	}

}
