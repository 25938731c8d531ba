package io.musubito.autoconfigure;

import java.util.EnumSet;

import io.musubito.run.RunTracker;
import io.musubito.web.LineageFilter;
import io.musubito.web.LineageWebFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration of the filter that gives each web request its own lineage context.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnBean(RunTracker.class)
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
public final class MusubitoWebAutoConfiguration {

	/**
	 * The filter for servlet containers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<LineageFilter> musubitoLineageFilter(RunTracker runs) {
			FilterRegistrationBean<LineageFilter> registration = new FilterRegistrationBean<>(new LineageFilter(runs));
			registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
			registration.setOrder(LineageFilter.ORDER);
			return registration;
		}

	}

	/**
	 * The filter for WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class ReactiveConfiguration {

		@Bean
		LineageWebFilter musubitoLineageWebFilter(RunTracker runs) {
			return new LineageWebFilter(runs);
		}

	}

}
