package io.musubito.web;

import io.musubito.execution.Caller;
import io.musubito.execution.Requester;
import io.musubito.value.CanonicalEncoder;
import jakarta.servlet.Filter;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.server.ServerWebExchange;

/**
 * Whose request it is, and who calls therefore.
 */
@Configuration(proxyBeanMethods = false)
public class RequesterConfiguration {

	/**
	 * Where Spring Security is not there, the request tells who calls.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.core.context.SecurityContextHolder")
	static class CallerConfiguration {

		@Bean
		Caller musubitoCaller(CanonicalEncoder encoder, ObjectProvider<Requester> requesters) {
			return new RequestCaller(encoder, requesters.stream().toList());
		}

	}

	/**
	 * Requests of servlets.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Filter.class, ServletRequestAttributes.class })
	static class ServletConfiguration {

		@Bean
		Requester musubitoServletRequester() {
			return new ServletRequester();
		}

	}

	/**
	 * Requests of WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Mono.class, ServerWebExchange.class })
	static class ExchangeConfiguration {

		@Bean
		Requester musubitoExchangeRequester() {
			return new ExchangeRequester();
		}

	}

}
