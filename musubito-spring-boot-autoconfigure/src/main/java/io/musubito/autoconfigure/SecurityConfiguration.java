package io.musubito.autoconfigure;

import io.musubito.code.ApplicationTypes;
import io.musubito.execution.Caller;
import io.musubito.execution.Requester;
import io.musubito.security.SecurityContextCaller;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Where Spring Security is there, it tells who calls.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SecurityContextHolder.class)
class SecurityConfiguration {

	@Bean
	Caller musubitoCaller(ApplicationTypes application, ObjectProvider<Requester> requesters) {
		return new SecurityContextCaller(application, requesters.stream().toList());
	}

}
