package io.musubito.web;

import java.util.EnumSet;

import io.musubito.run.RunTracker;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

/**
 * The filter that gives each web request its own lineage context.
 */
@Configuration(proxyBeanMethods = false)
public class FilterConfiguration {

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
