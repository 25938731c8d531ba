package io.musubito.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.context.ContextRegistry;
import io.musubito.lineage.LineageThreadLocalAccessor;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Switches context propagation on where the application does not say otherwise, so that
 * the lineage context follows the work to Boot's task executors and through Reactor.
 */
final class ContextPropagationEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final Map<String, Object> DEFAULTS = Map.of("spring.task.execution.propagate-context", true,
			"spring.reactor.context-propagation", "auto");

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.getProperty("musubito.enabled", Boolean.class, true)) {
			return;
		}
		Map<String, Object> missing = new LinkedHashMap<>(DEFAULTS);
		missing.keySet().removeIf(environment::containsProperty);
		DefaultPropertiesPropertySource.addOrMerge(missing, environment.getPropertySources());
		// The service loader sees only what the first thread to use the registry sees
		ContextRegistry.getInstance().registerThreadLocalAccessor(new LineageThreadLocalAccessor());
	}

}
