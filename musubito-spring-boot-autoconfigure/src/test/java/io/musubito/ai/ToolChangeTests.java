package io.musubito.ai;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import io.musubito.Change;
import io.musubito.ai.ChatApplication.Asked;
import io.musubito.ai.ModelServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools that are changed, compiled and offered to the model again.
 */
@Tag("slow")
@Timeout(120)
class ToolChangeTests {

	private static final String APPLICATION = """
			package com.acme;

			import java.util.function.*;
			import org.springframework.ai.tool.*;
			import org.springframework.ai.tool.annotation.Tool;
			import org.springframework.ai.tool.definition.ToolDefinition;
			import org.springframework.ai.tool.function.FunctionToolCallback;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Application {

				@Bean
				Rule rule() {
					return new Polite();
				}

				@Bean
				Weather weather(Rule rule) {
					return new Weather(rule);
				}

				@Bean
				ToolCallback lambda() {
					return FunctionToolCallback.builder("weather", () -> "lambda")
						.description("Tells the weather").build();
				}

				@Bean
				ToolCallback function() {
					return FunctionToolCallback.builder("weather", new Fetch("x"))
						.description("Tells the weather").inputType(Request.class).build();
				}

				@Bean
				ToolCallback own() {
					return new Own();
				}

				public interface Rule {
					String apply(String text);
				}

				public static class Polite implements Rule {
					public String apply(String text) {
						return "please " + text;
					}
				}

				public record Request(String city) { }

				public static class Weather {
					private final Rule rule;

					Weather(Rule rule) {
						this.rule = rule;
					}

					@Tool(description = "Tells the weather")
					public String weather() {
						return this.rule.apply(decorate("method"));
					}

					private String decorate(String text) {
						return "It is " + text;
					}

					private String unrelated() {
						return "x";
					}
				}

				public static class Fetch implements Function<Request, String> {
					private final String unit;

					Fetch(String unit) {
						this.unit = unit;
					}

					public String apply(Request request) {
						return "function";
					}
				}

				public static class Own implements ToolCallback {
					public ToolDefinition getToolDefinition() {
						return ToolDefinition.builder().name("weather").description("Tells the weather")
							.inputSchema("{}").build();
					}

					public String call(String input) {
						return "own";
					}
				}

			}
			""";

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@BeforeEach
	void callTheToolFirst() {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text(last.path("content").asString())
					: Answer.toolCall("weather", "{}");
		});
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void aChangedMethodAsksAgain() throws Exception {
		assertAsksAgain("weather", "\"method\"", "\"changed\"", "com.acme.Application$Weather");
	}

	@Test
	void aChangedHelperAsksAgain() throws Exception {
		assertAsksAgain("weather", "It is ", "It was ", "com.acme.Application$Weather");
	}

	@Test
	void aChangedCollaboratorAsksAgain() throws Exception {
		assertAsksAgain("weather", "please ", "kindly ", "com.acme.Application$Weather");
	}

	@Test
	void aChangedLambdaAsksAgain() throws Exception {
		assertAsksAgain("lambda", "\"lambda\"", "\"changed\"", "com.acme.Application");
	}

	@Test
	void aChangedFunctionAsksAgain() throws Exception {
		assertAsksAgain("function", "\"function\"", "\"changed\"", "com.acme.Application$Fetch");
	}

	@Test
	void aChangedCallbackAsksAgain() throws Exception {
		assertAsksAgain("own", "\"own\"", "\"changed\"", "com.acme.Application$Own");
	}

	@Test
	void otherCodeAsksNobody() throws Exception {
		for (String tool : List.of("weather", "function", "own")) {
			ask(APPLICATION, tool);
			String changed = APPLICATION.replace("\"lambda\"", "/* a comment */ \"changed\"");
			assertThat(ask(changed, tool).replayed()).as(tool).isTrue();
		}
	}

	@Test
	void withoutFingerprintOnlyWhatTheModelIsToldCounts() throws Exception {
		ask(APPLICATION, "weather", "musubito.fingerprint.code=none");
		assertThat(ask(APPLICATION.replace("\"method\"", "\"changed\""), "weather", "musubito.fingerprint.code=none")
			.replayed()).isTrue();
	}

	@Test
	void withTheCodeOfMethodsOnlyNothingIsFollowed() throws Exception {
		String level = "musubito.fingerprint.code=method";
		ask(APPLICATION, "weather", level);
		assertThat(ask(APPLICATION.replace("please ", "kindly "), "weather", level).replayed()).isTrue();
		assertThat(ask(APPLICATION.replace("It is ", "It was "), "weather", level).replayed()).isFalse();
	}

	private void assertAsksAgain(String tool, String from, String to, String expected) throws Exception {
		Asked<String> before = ask(APPLICATION, tool);
		assertThat(ask(APPLICATION, tool).replayed()).isTrue();
		Asked<String> changed = ask(APPLICATION.replace(from, to), tool);
		assertThat(changed.replayed()).isFalse();
		assertThat(changed.value()).isNotEqualTo(before.value());
		assertThat(changed.why().changes()).extracting(Change::component)
			.contains("input.tools $[0].behaviour.code['" + expected + "']")
			.allMatch((component) -> component.startsWith("input.tools $[0].behaviour."));
		assertThat(ask(APPLICATION, tool).replayed()).isTrue();
	}

	private Asked<String> ask(String source, String tool, String... properties) throws Exception {
		return run(source, (application) -> {
			Object bean = application.bean(tool);
			return application.ask(() -> application.client().prompt("Weather?").tools(bean).call().content());
		}, properties);
	}

	private <T> T run(String source, ThrowingFunction<ChatApplication, T> work, String... properties) throws Exception {
		Path classes = compile(source);
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "musubito.fingerprint.packages=com.acme";
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> configuration = loader.loadClass("com.acme.Application");
			try (ChatApplication application = ChatApplication.startWith(this.directory, (context) -> {
				context.setClassLoader(loader);
				context.register(configuration);
				context.registerBean("chatModel", ChatModel.class,
						() -> ChatApplication.model(ChatApplication.options(this.server)));
			}, all)) {
				return work.apply(application);
			}
		}
	}

	private Path compile(String source) throws IOException {
		Path folder = Files.createTempDirectory(this.directory, "classes");
		Path file = Files.createDirectories(folder.resolve("com/acme")).resolve("Application.java");
		Files.writeString(file, source);
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-parameters", "-d", folder.toString(), file.toString());
		assertThat(status).as("status of the compiler").isZero();
		return folder;
	}

}
