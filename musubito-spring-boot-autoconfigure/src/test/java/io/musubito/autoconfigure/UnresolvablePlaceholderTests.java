package io.musubito.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A placeholder that nobody resolves, in a property of a provider that isn't there, is
 * nobody's concern until somebody asks for the property.
 */
@Tag("slow")
class UnresolvablePlaceholderTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "spring.ai.anthropic.chat.model=${MISSING}", "spring.ai.anthropic.api-key=${MISSING}",
			"spring.ai.anthropic.chat.model=${app.model}", "spring.ai.anthropic.chat.model=${app.own}",
			"spring.ai.anthropic.chat.model=${app.one}", "spring.ai.anthropic.chat.model=a ${MISSING} ${app.text} b",
			"spring.ai.anthropic.chat.model=${MISSING:${OTHER}}", "spring.ai.anthropic.chat.model=${${MISSING}}",
			"spring.ai.anthropic.chat.model=${", "spring.ai.anthropic.chat.stop-sequences[0]=${MISSING}" })
	void startsAndReplays(String property) {
		assertThat(answer(property)).isEqualTo(answer(property));
	}

	@Test
	void countsAsWhatIsWritten() {
		String missing = answer("spring.ai.anthropic.chat.model=${MISSING}");
		assertThat(answer("spring.ai.anthropic.chat.model=${MISSING}", "MISSING=opus")).isNotEqualTo(missing);
		assertThat(answer("spring.ai.anthropic.chat.model=${OTHER}")).isNotEqualTo(missing);
		assertThat(answer("spring.ai.anthropic.chat.model=${app.own}")).isNotEqualTo(missing);
		assertThat(answer("spring.ai.anthropic.chat.model=${MISSING}")).isEqualTo(missing);
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.declared=${MISSING}", "app.asked=${MISSING}", "app.declared=${app.own}" })
	void holdsForDeclaredPropertiesAndThoseThatCodeAsksFor(String property) {
		String missing = answer(property);
		assertThat(answer(property)).isEqualTo(missing);
		assertThat(answer(property.replace("{", "{OTHER"))).isNotEqualTo(missing);
	}

	private String answer(String... properties) {
		List<String> all = new ArrayList<>(List.of("app.model=${MISSING}", "app.own=${app.own}", "app.one=${app.two}",
				"app.two=${app.one}", "app.text=text"));
		all.addAll(List.of(properties));
		String answer;
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Application.class, all.toArray(new String[0]))) {
			answer = context.getBean(Writer.class).write("x");
		}
		List<String> arguments = new ArrayList<>(all.stream().map((property) -> "--" + property).toList());
		arguments.add("--musubito.store.path=" + this.directory.resolve("boot.db"));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.run(arguments.toArray(new String[0]))) {
			return answer + context.getBean(Writer.class).write("x");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
	@Import(Writer.class)
	static class Application {

	}

	static class Writer {

		@Autowired
		Environment environment;

		@MusubitoStep(type = StepType.STOCHASTIC, properties = "app.declared?")
		String write(String text) {
			if (text.isEmpty()) {
				return this.environment.getProperty("app.asked", "");
			}
			return text + System.nanoTime();
		}

	}

}
