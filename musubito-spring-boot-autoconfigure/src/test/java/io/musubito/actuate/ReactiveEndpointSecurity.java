package io.musubito.actuate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * What {@code docs/endpoint.md} shows for an application with Spring WebFlux.
 */
@Configuration(proxyBeanMethods = false)
class ReactiveEndpointSecurity {

	@Bean
	@Order(1)
	SecurityWebFilterChain musubitoEndpointSecurity(ServerHttpSecurity http) {
		return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/actuator/musubito/**"))
			.authorizeExchange((exchanges) -> exchanges.anyExchange().hasRole("OPERATOR"))
			.httpBasic(Customizer.withDefaults())
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.csrf((csrf) -> csrf.disable())
			.build();
	}

}
