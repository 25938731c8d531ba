package io.musubito.autoconfigure;

import io.musubito.execution.Caller;
import io.musubito.security.SecurityContextCaller;
import io.musubito.value.CanonicalEncoder;
import io.musubito.web.ServletCaller;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

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
		Caller musubitoCaller(CanonicalEncoder encoder, ApplicationTypes application) {
			return new SecurityContextCaller(encoder, application);
		}

	}

	/**
	 * The servlet container does.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Filter.class, ServletRequestAttributes.class })
	@ConditionalOnMissingClass("org.springframework.security.core.context.SecurityContextHolder")
	static class ServletConfiguration {

		@Bean
		Caller musubitoCaller(CanonicalEncoder encoder) {
			return new ServletCaller(encoder);
		}

	}

}
