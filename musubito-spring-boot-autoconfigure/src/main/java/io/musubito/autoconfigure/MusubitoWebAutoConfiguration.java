package io.musubito.autoconfigure;

import java.time.Clock;
import java.util.EnumSet;

import io.musubito.store.RunStore;
import io.musubito.web.LineageFilter;
import io.musubito.web.LineageWebFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
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
@ConditionalOnBean(RunStore.class)
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
		FilterRegistrationBean<LineageFilter> musubitoLineageFilter(RunStore runs, ObjectProvider<Clock> clock) {
			FilterRegistrationBean<LineageFilter> registration = new FilterRegistrationBean<>(
					new LineageFilter(runs, clock.getIfUnique(Clock::systemUTC)));
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
		LineageWebFilter musubitoLineageWebFilter(RunStore runs, ObjectProvider<Clock> clock) {
			return new LineageWebFilter(runs, clock.getIfUnique(Clock::systemUTC));
		}

	}

}
