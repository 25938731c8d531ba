package io.musubito.web;

import jakarta.servlet.Filter;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

/**
 * The filter that tells the page how to protect its write operations, on the port that
 * the endpoint is on.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
final class CsrfHeaderConfiguration {

	private static String path(WebEndpointProperties endpoints) {
		String endpoint = endpoints.getPathMapping().getOrDefault("musubito", "musubito");
		return endpoints.getBasePath() + "/" + endpoint + "/session";
	}

	/**
	 * The filter for servlet containers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class,
			org.springframework.security.web.csrf.CsrfToken.class })
	static class ServletConfiguration {

		@Bean
		CsrfHeaderFilter musubitoCsrfHeaderFilter(WebEndpointProperties endpoints) {
			return new CsrfHeaderFilter(path(endpoints));
		}

	}

	/**
	 * The filter for WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ WebFilter.class, org.springframework.security.web.server.csrf.CsrfToken.class })
	static class ReactiveConfiguration {

		@Bean
		CsrfHeaderWebFilter musubitoCsrfHeaderWebFilter(WebEndpointProperties endpoints) {
			return new CsrfHeaderWebFilter(path(endpoints));
		}

	}

}
