package io.musubito.autoconfigure;

import java.util.Map;

import io.micrometer.context.ContextRegistry;
import io.musubito.lineage.LineageThreadLocalAccessor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextPropagationEnvironmentPostProcessor}.
 */
class ContextPropagationEnvironmentPostProcessorTests {

	@Test
	void switchesPropagationOn() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(LineageThreadLocalAccessor.KEY);
		try (ConfigurableApplicationContext context = start(Map.of())) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("spring.task.execution.propagate-context")).isEqualTo("true");
			assertThat(environment.getProperty("spring.reactor.context-propagation")).isEqualTo("auto");
			assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
				.hasAtLeastOneElementOfType(LineageThreadLocalAccessor.class);
		}
	}

	@Test
	void leavesTheWordToTheApplication() {
		try (ConfigurableApplicationContext context = start(Map.of(), "--spring.reactor.context-propagation=limited",
				"--spring.task.execution.propagateContext=false")) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("spring.task.execution.propagate-context")).isEqualTo("false");
			assertThat(environment.getProperty("spring.reactor.context-propagation")).isEqualTo("limited");
		}
	}

	@Test
	void leavesTheWordToDefaultPropertiesOfTheApplication() {
		try (ConfigurableApplicationContext context = start(
				Map.of("spring.reactor.context-propagation", "limited", "app.other", "kept"))) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("spring.task.execution.propagate-context")).isEqualTo("true");
			assertThat(environment.getProperty("spring.reactor.context-propagation")).isEqualTo("limited");
			assertThat(environment.getProperty("app.other")).isEqualTo("kept");
		}
	}

	@Test
	void doesNothingWhenMusubitoIsSwitchedOff() {
		try (ConfigurableApplicationContext context = start(Map.of(), "--musubito.enabled=false")) {
			assertThat(context.getEnvironment().containsProperty("spring.reactor.context-propagation")).isFalse();
		}
	}

	private static ConfigurableApplicationContext start(Map<String, Object> defaults, String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(defaults);
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
