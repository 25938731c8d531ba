package io.musubito.autoconfigure;

import io.musubito.execution.Caller;
import io.musubito.execution.Requester;
import io.musubito.security.SecurityContextCaller;
import io.musubito.value.CanonicalEncoder;
import io.musubito.web.ExchangeRequester;
import io.musubito.web.RequestCaller;
import io.musubito.web.ServletRequester;
import jakarta.servlet.Filter;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who tells who calls.
 */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

	/**
	 * Spring Security does.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SecurityContextHolder.class)
	static class SecurityConfiguration {

		@Bean
		Caller musubitoCaller(ApplicationTypes application, ObjectProvider<Requester> requesters) {
			return new SecurityContextCaller(application, requesters.stream().toList());
		}

	}

	/**
	 * The request does.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.core.context.SecurityContextHolder")
	static class RequestConfiguration {

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
