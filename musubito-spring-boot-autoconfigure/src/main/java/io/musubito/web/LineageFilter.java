package io.musubito.web;

import java.io.IOException;

import io.musubito.lineage.Lineage;
import io.musubito.run.RunTracker;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each servlet request a lineage context of its own, in all its asynchronous
 * dispatches too, and ends its run when it is complete.
 */
final class LineageFilter extends OncePerRequestFilter {

	/**
	 * The place among the filters: inside Boot's observation, outside of security and of
	 * the application's own.
	 */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 50;

	private static final String ATTRIBUTE = LineageFilter.class.getName() + ".run";

	private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private final RunTracker runs;

	/**
	 * Creates the filter.
	 * @param runs told when the run of a request starts and ends
	 */
	LineageFilter(RunTracker runs) {
		this.runs = runs;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RequestRun run = runOf(request);
		try (Lineage.Scope scope = Lineage.open(run.context())) {
			chain.doFilter(request, response);
		}
		catch (Throwable ex) {
			run.fail();
			throw ex;
		}
		finally {
			run.dispatched();
			if (request.isAsyncStarted()) {
				request.getAsyncContext().addListener(new RequestCompletion(run, response));
			}
			else {
				run.end(response.getStatus());
			}
		}
	}

	private RequestRun runOf(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof RequestRun run) {
			return run;
		}
		RequestRun run = RequestRun.start(request.getMethod(), () -> route(request), this.runs);
		request.setAttribute(ATTRIBUTE, run);
		return run;
	}

	private static @Nullable String route(HttpServletRequest request) {
		Object pattern = request.getAttribute(PATTERN);
		if (pattern != null) {
			return pattern.toString();
		}
		String mapping = request.getHttpServletMapping().getPattern();
		// That of a servlet which has routes of its own
		return (mapping.isEmpty() || mapping.equals("/") || mapping.equals("/*")) ? null : mapping;
	}

}
