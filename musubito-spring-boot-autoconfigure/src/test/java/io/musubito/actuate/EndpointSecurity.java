package io.musubito.actuate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What {@code docs/endpoint.md} shows for an application with Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
class EndpointSecurity {

	@Bean
	@Order(1)
	SecurityFilterChain musubitoEndpointSecurity(HttpSecurity http) throws Exception {
		return http.securityMatcher("/actuator/musubito/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("OPERATOR"))
			.httpBasic(Customizer.withDefaults())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf((csrf) -> csrf.disable())
			.build();
	}

}
