package io.musubito.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends a run that outlives the dispatch that began it.
 */
record RequestCompletion(RequestRun run, HttpServletResponse response) implements AsyncListener {

	@Override
	public void onComplete(AsyncEvent event) {
		this.run.end(this.response.getStatus());
	}

	@Override
	public void onError(AsyncEvent event) {
		this.run.fail();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

}
