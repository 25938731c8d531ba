package io.musubito.autoconfigure;

import java.time.Duration;

import io.musubito.run.RunConfiguration;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * How long is waited before the context is closed. The bound is that of Spring Boot,
 * whose auto-configuration of it may be absent.
 */
@Configuration(proxyBeanMethods = false)
class ShutdownConfiguration {

	private static final String BOUND = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final String CONCURRENCY = "musubito.workers.concurrency";

	private static final Duration DEFAULT_BOUND = Duration.ofSeconds(30);

	@Bean
	RunConfiguration.Settings musubitoRunSettings(Environment environment) {
		Binder binder = Binder.get(environment);
		return new RunConfiguration.Settings(binder.bind(BOUND, Duration.class).orElse(DEFAULT_BOUND),
				Math.max(1, binder.bind(CONCURRENCY, Integer.class).orElse(WorkerProperties.CONCURRENCY)));
	}

}
