package io.musubito.web;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * The {@link CsrfHeaderFilter} for WebFlux.
 */
final class CsrfHeaderWebFilter implements WebFilter, Ordered {

	private final String path;

	CsrfHeaderWebFilter(String path) {
		this.path = path;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		boolean asked = exchange.getRequest().getPath().value().endsWith(this.path);
		if (asked && exchange.getAttribute(CsrfToken.class.getName()) instanceof Mono<?> token) {
			return token.cast(CsrfToken.class).doOnNext((given) -> add(given, exchange)).then(chain.filter(exchange));
		}
		return chain.filter(exchange);
	}

	private static void add(CsrfToken token, ServerWebExchange exchange) {
		exchange.getResponse().getHeaders().set(CsrfHeaderFilter.NAME, token.getHeaderName() + " " + token.getToken());
	}

}
