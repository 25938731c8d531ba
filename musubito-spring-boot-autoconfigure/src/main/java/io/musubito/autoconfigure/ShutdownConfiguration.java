package io.musubito.autoconfigure;

import java.time.Duration;

import io.musubito.execution.StepExecutor;
import io.musubito.run.RunTracker;
import io.musubito.run.ShutdownWait;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What happens before the context is closed. The bound is that of Spring Boot, whose
 * auto-configuration of it may be absent.
 */
@Configuration(proxyBeanMethods = false)
class ShutdownConfiguration {

	private static final String BOUND = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration DEFAULT_BOUND = Duration.ofSeconds(30);

	@Bean
	ShutdownWait musubitoShutdownWait(ApplicationContext context, StepExecutor steps, RunTracker runs) {
		return new ShutdownWait(context, steps, runs,
				Binder.get(context.getEnvironment()).bind(BOUND, Duration.class).orElse(DEFAULT_BOUND));
	}

}
