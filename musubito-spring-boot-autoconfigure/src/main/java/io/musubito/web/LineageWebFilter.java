package io.musubito.web;

import io.musubito.lineage.LineageThreadLocalAccessor;
import io.musubito.run.RunTracker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Gives each exchange a lineage context of its own, by the Reactor context, and ends its
 * run when it is complete.
 */
final class LineageWebFilter implements WebFilter, Ordered {

	/** Outside of security and of the application's own filters. */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 50;

	private static final String PATTERN = "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

	private static final int NO_STATUS = 200;

	private final RunTracker runs;

	/**
	 * Creates the filter.
	 * @param runs told when the run of a request starts and ends
	 */
	LineageWebFilter(RunTracker runs) {
		this.runs = runs;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.defer(() -> {
			RequestRun run = RequestRun.start(exchange.getRequest().getMethod().name(), () -> route(exchange),
					this.runs);
			return chain.filter(exchange)
				.doFinally((signal) -> end(run, signal, exchange))
				.contextWrite((context) -> context.put(LineageThreadLocalAccessor.KEY, run.context()));
		});
	}

	private static @Nullable String route(ServerWebExchange exchange) {
		Object pattern = exchange.getAttribute(PATTERN);
		return (pattern != null) ? pattern.toString() : null;
	}

	private static void end(RequestRun run, SignalType signal, ServerWebExchange exchange) {
		if (signal != SignalType.ON_COMPLETE) {
			run.fail();
		}
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		run.end((status != null) ? status.value() : NO_STATUS);
	}

}
