package io.musubito;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of an application changes between two starts on one store.
 */
class EffectRefactoringTests {

	private static final String APPLICATION = """
			package com.acme;

			import io.musubito.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Application {

				public static int performed;

				@Bean
				Mailer mailer() {
					return new Mailer();
				}

				public static class Mailer implements java.util.function.UnaryOperator<String> {

					@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
					public String apply(@EffectKey String recipient) {
						performed++;
						return "sent to " + recipient;
					}

				}

			}
			""";

	@TempDir
	Path directory;

	@Test
	void changedCodeAndOtherNamesDoNotPerformAnEffectAgain() throws Exception {
		assertThat(performs(APPLICATION)).isTrue();
		assertThat(performs(APPLICATION)).isFalse();
		assertThat(performs(APPLICATION.replace("\"sent to \"", "\"now sent to \""))).isFalse();
		assertThat(performs(APPLICATION.replace("recipient", "address"))).isFalse();
		assertThat(performs(APPLICATION.replace("Mailer", "PostOffice"))).isFalse();
		assertThat(performs(APPLICATION, "spring.ai.openai.chat.model=other", "musubito.fingerprint.code=none"))
			.isFalse();
	}

	@Test
	void anotherVersionPerformsIt() throws Exception {
		assertThat(performs(APPLICATION)).isTrue();
		assertThat(performs(APPLICATION.replace("name = \"send\"", "name = \"send\", version = \"2\""))).isTrue();
	}

	@SuppressWarnings("unchecked")
	private boolean performs(String source, String... properties) throws Exception {
		Path classes = compile(source);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> application = loader.loadClass("com.acme.Application");
			try (ConfigurableApplicationContext context = Engine.in(this.directory).start(application, properties)) {
				((UnaryOperator<String>) context.getBean(UnaryOperator.class)).apply("ann");
				return application.getField("performed").getInt(null) == 1;
			}
		}
	}

	private Path compile(String source) throws IOException {
		Path folder = Files.createTempDirectory(this.directory, "application");
		Path file = folder.resolve("Application.java");
		Files.writeString(file, source);
		List<String> arguments = List.of("-parameters", "-proc:none", "-classpath",
				System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
			.isZero();
		return folder;
	}

}
