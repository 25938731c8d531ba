package io.musubito.web;

import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import io.musubito.execution.Requester;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;

/**
 * Whose request it is as the exchange in Reactor's context knows it.
 */
final class ExchangeRequester implements Requester {

	@Override
	public @Nullable Object subscribed(Object subscriber) {
		ContextView context = (ContextView) subscriber;
		ServerWebExchange exchange = context.getOrDefault(ServerWebExchangeContextFilter.EXCHANGE_CONTEXT_ATTRIBUTE,
				null);
		if (exchange == null) {
			return null;
		}
		CompletableFuture<@Nullable Principal> principal = exchange.<Principal>getPrincipal()
			.contextWrite(context)
			.toFuture();
		if (!principal.isDone()) {
			principal.cancel(true);
			throw new UnhashableValueException("$", Principal.class.getName(),
					"it is not known yet when the step is called, but comes later", null);
		}
		return principal.join();
	}

}
