package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.musubito.ai.ModelServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools of advised calls, in the ways in which an application may hold them, whose answer
 * depends on what they hold.
 */
@Tag("slow")
@Timeout(60)
class ToolBeansTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void answersAnotherWhenAToolHoldsSomethingElse(Way way) {
		callTheToolFirst();
		try (ChatApplication application = start(way, "kelvin")) {
			assertThat(ask(application)).contains("20 kelvin");
		}
		try (ChatApplication application = start(way, "kelvin")) {
			assertThat(ask(application)).contains("20 kelvin");
		}
		assertThat(this.server.requests()).as("requests of the model for the same").hasSize(2);
		try (ChatApplication application = start(way, "celsius")) {
			assertThat(ask(application)).contains("20 celsius");
		}
	}

	@Test
	void answersAnotherWhenAToolIsSetAtRunTime() {
		callTheToolFirst();
		try (ChatApplication application = start(new Way("setter", Weather::new), "kelvin")) {
			assertThat(ask(application)).contains("20 kelvin");
			((Weather) application.bean(Holder.class).tool()).unit = "celsius";
			assertThat(ask(application)).contains("20 celsius");
		}
	}

	static Stream<Way> ways() {
		return Stream.of(new Way("object", Weather::new), new Way("function", ToolBeansTests::function),
				new Way("methods", (unit) -> methods(unit).getToolCallbacks()[0]),
				new Way("provider", ToolBeansTests::methods), new Way("own callback", OwnCallback::new),
				new Way("wrapped callback", (unit) -> new Wrapping(function(unit))),
				new Way("own provider", OwnProvider::new));
	}

	private static ToolCallback function(String unit) {
		return FunctionToolCallback.builder("weather", new Forecast(unit))
			.description("Tells the weather")
			.inputType(Place.class)
			.build();
	}

	private static ToolCallbackProvider methods(String unit) {
		return MethodToolCallbackProvider.builder().toolObjects(new Weather(unit)).build();
	}

	private static String ask(ChatApplication application) {
		Object tool = application.bean(Holder.class).tool();
		return application.client().prompt("Which?").tools(tool).call().content();
	}

	private ChatApplication start(Way way, String unit) {
		return ChatApplication.startWith(this.directory, (context) -> {
			context.registerBean("chatModel", ChatModel.class,
					() -> ChatApplication.model(ChatApplication.options(this.server)));
			Object tool = way.tool().apply(unit);
			register(context, tool);
			context.registerBean(Holder.class, () -> new Holder(tool));
		});
	}

	@SuppressWarnings("unchecked")
	private static void register(GenericApplicationContext context, Object tool) {
		context.registerBean("tool", (Class<Object>) tool.getClass(), () -> tool);
	}

	private void callTheToolFirst() {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text("It is " + last.path("content").asString())
					: Answer.toolCall("weather", "{}");
		});
	}

	/**
	 * A way to hold a tool.
	 */
	private record Way(String name, Function<String, Object> tool) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	record Holder(Object tool) {

	}

	record Place(String name) {

	}

	static class Weather {

		private String unit;

		Weather(String unit) {
			this.unit = unit;
		}

		@Tool
		String weather() {
			return "20 " + this.unit;
		}

	}

	static class Forecast implements Function<Place, String> {

		private final String unit;

		Forecast(String unit) {
			this.unit = unit;
		}

		@Override
		public String apply(Place place) {
			return "20 " + this.unit;
		}

	}

	static class OwnCallback implements ToolCallback {

		private final String unit;

		OwnCallback(String unit) {
			this.unit = unit;
		}

		@Override
		public ToolDefinition getToolDefinition() {
			return ToolDefinition.builder().name("weather").description("Tells").inputSchema("{}").build();
		}

		@Override
		public String call(String input) {
			return "\"20 " + this.unit + "\"";
		}

	}

	static class Wrapping implements ToolCallback {

		private final ToolCallback wrapped;

		Wrapping(ToolCallback wrapped) {
			this.wrapped = wrapped;
		}

		@Override
		public ToolDefinition getToolDefinition() {
			return this.wrapped.getToolDefinition();
		}

		@Override
		public String call(String input) {
			return this.wrapped.call(input);
		}

	}

	static class OwnProvider implements ToolCallbackProvider {

		private final String unit;

		OwnProvider(String unit) {
			this.unit = unit;
		}

		@Override
		public ToolCallback[] getToolCallbacks() {
			return List.of(function(this.unit)).toArray(ToolCallback[]::new);
		}

	}

}
