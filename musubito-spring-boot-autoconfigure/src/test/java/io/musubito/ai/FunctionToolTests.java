package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.musubito.ai.ModelServer.Answer;
import io.musubito.testing.JavaProcess;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools of advised calls that are lambdas and method references, across processes, in
 * which their classes have other names.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class FunctionToolTests {

	private static final String MAIN = """
			package acme;

			import java.io.Serializable;
			import java.util.Map;
			import java.util.function.*;
			import org.springframework.ai.chat.client.ChatClient;
			import org.springframework.ai.chat.model.ToolContext;
			import org.springframework.ai.tool.*;
			import org.springframework.ai.tool.function.FunctionToolCallback;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
			import org.springframework.context.annotation.*;

			@Configuration
			@AutoConfigurationPackage
			public class Main {

				public record Place(String name) { }
				public record Weather(String text) { }

				static class Service {
					private final String text;
					Service(String text) { this.text = text; }
					public Weather lookup(Place place) { return new Weather("service " + this.text); }
				}

				static final Function<Place, Weather> CONSTANT = (place) -> new Weather("constant");

				@Bean Function<Place, Weather> plain() { return (place) -> new Weather("plain"); }
				@Bean Function<Place, Weather> other() { return (place) -> new Weather(other("other")); }
				@Bean Function<Place, Weather> capturing(@Value("${unit:kelvin}") String unit) {
					return (place) -> new Weather("capturing " + unit);
				}
				@Bean BiFunction<Place, ToolContext, Weather> both() { return (place, context) -> new Weather("both"); }
				@Bean Supplier<Weather> supplier() { return () -> new Weather("supplier"); }
				@Bean Consumer<Place> consumer() { return (place) -> System.out.println("consumed"); }
				@Bean Service one() { return new Service("same"); }
				@Bean Service two() { return new Service("same"); }
				@Bean Function<Place, Weather> reference(Map<String, Service> services, @Value("${service:one}") String name) {
					return services.get(name)::lookup;
				}
				@Bean UnaryOperator<Place> helper() { return make("helper"); }
				private UnaryOperator<Place> make(String text) { return (place) -> new Place(text + place.name()); }
				@Bean Function<Place, Place> composed() { return make("a").andThen((place) -> new Place(place.name() + "b")); }
				@Bean Function<Place, Weather> either(@Value("${either:true}") boolean first) {
					return first ? (place) -> new Weather("first") : (place) -> new Weather("second");
				}
				@Bean Function<Place, Weather> anonymous(@Value("${unit:kelvin}") String unit) {
					return new Function<>() {
						@Override public Weather apply(Place place) { return new Weather("anonymous " + unit); }
					};
				}
				@Bean ToolCallback callback() {
					return FunctionToolCallback.builder("callback", (Place place) -> new Weather("callback"))
						.description("Tells").inputType(Place.class).build();
				}
				@Bean ToolCallback called() {
					return FunctionToolCallback.builder("called", (Place place) -> new Weather("called"))
						.description("Tells").inputType(Place.class).build();
				}
				@Bean ToolCallbackProvider provider(Service one) {
					return () -> new ToolCallback[] { FunctionToolCallback.builder("provider", one::lookup)
						.description("Tells").inputType(Place.class).build() };
				}

				@Bean Function<String, String> ask(ChatClient.Builder builder, BeanTools tools) {
					ChatClient client = builder.build();
					return (tool) -> client.prompt("Which " + tool + "?").tools(tools.find(tool)).call().content();
				}

				static String other(String text) { return text; }

				@org.springframework.stereotype.Component
				public static class BeanTools {
					private final org.springframework.context.ApplicationContext context;
					BeanTools(org.springframework.context.ApplicationContext context) { this.context = context; }

					Object find(String name) {
						switch (name) {
							case "constant": return tool(name, CONSTANT);
							case "inline": {
								String text = "inline";
								return tool(name, (place) -> new Weather(text));
							}
							case "serializable-one":
								return tool(name, (Function<Place, Weather> & Serializable) (place) -> new Weather("s1"));
							case "serializable-two":
								return tool(name, (Function<Place, Weather> & Serializable) (place) -> new Weather("s2"));
							case "callback": case "called": case "provider": return this.context.getBean(name);
							default: return wrapped(name, this.context.getBean(name));
						}
					}

					@SuppressWarnings("unchecked")
					private ToolCallback wrapped(String name, Object bean) {
						if (bean instanceof BiFunction) {
							return FunctionToolCallback.builder(name, (BiFunction<Place, ToolContext, Object>) bean)
								.description("Tells").inputType(Place.class).build();
						}
						if (bean instanceof Supplier) {
							return FunctionToolCallback.builder(name, (Supplier<Object>) bean).description("Tells").build();
						}
						if (bean instanceof Consumer) {
							return FunctionToolCallback.builder(name, (Consumer<Place>) bean).description("Tells")
								.inputType(Place.class).build();
						}
						return tool(name, (Function<Place, ? extends Object>) bean);
					}

					private static <T> ToolCallback tool(String name, Function<Place, T> function) {
						return FunctionToolCallback.builder(name, function).description("Tells").inputType(Place.class).build();
					}
				}

				@Configuration(proxyBeanMethods = false)
				@Import(BeanTools.class)
				static class Tools { }

			}
			""";

	private static final List<String> REPLAYED = List.of("plain", "other", "capturing", "both", "supplier", "consumer",
			"reference", "helper", "anonymous", "constant", "inline", "serializable-one", "serializable-two",
			"callback", "called", "provider");

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	private Path compile(String... replacements) {
		String source = MAIN;
		for (int i = 0; i < replacements.length; i += 2) {
			assertThat(source).contains(replacements[i]);
			source = source.replace(replacements[i], replacements[i + 1]);
		}
		return new SourceApplication(this.directory).compile(Map.of("acme.Main", source));
	}

	/**
	 * Asks in a process of its own.
	 * @return the tools whose questions the model was asked
	 */
	private List<String> asked(Path classes, List<String> tools, List<String> output, String... properties)
			throws Exception {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text("It is " + last.path("content").asString())
					: Answer.toolCall(request.path("tools").get(0).path("function").path("name").asString(),
							"{\"name\":\"here\"}");
		});
		int before = this.server.requests().size();
		List<Object> arguments = new ArrayList<>(List.of("acme.Main", this.server.baseUrl(), String.join(",", tools),
				"musubito.ai.advisor.enabled=true", "musubito.store.path=" + this.directory.resolve("musubito.db")));
		arguments.addAll(List.of(properties));
		try (JavaProcess process = JavaProcess.of(FunctionToolProcess.class, arguments.toArray())
			.classPath(classes + java.io.File.pathSeparator + System.getProperty("java.class.path"))
			.start()) {
			output.addAll(process.finish(Duration.ofMinutes(2)));
		}
		List<JsonNode> requests = this.server.requests();
		return List.copyOf(new TreeSet<>(requests.subList(before, requests.size())
			.stream()
			.map((request) -> request.path("messages").get(0).path("content").asString())
			.map((question) -> question.substring("Which ".length(), question.length() - 1))
			.toList()));
	}

	private List<String> asked(Path classes, String... properties) throws Exception {
		return asked(classes, REPLAYED, new ArrayList<>(), properties);
	}

	@Test
	void aFunctionIsReplayedInAnotherProcessUntilItDoesSomethingElse() throws Exception {
		Path classes = compile();
		assertThat(asked(classes)).containsExactlyInAnyOrderElementsOf(REPLAYED);
		assertThat(asked(classes)).as("in another process").isEmpty();
		// All of the code of an anonymous class counts, that which it is written in
		// included
		assertThat(asked(compile("new Weather(\"plain\")", "new Weather(\"simple\")"))).as("another body")
			.containsExactly("anonymous", "plain");
		assertThat(asked(compile("return text; }", "return text + text; }"))).as("another callee")
			.containsExactly("anonymous", "other");
		assertThat(asked(classes, "unit=celsius")).as("another captured value")
			.containsExactly("anonymous", "capturing");
		assertThat(asked(classes, "service=two")).as("another bean of the same class").containsExactly("reference");
		assertThat(asked(compile("new Weather(\"s1\")", "new Weather(\"s3\")"))).as("another inline body")
			.contains("serializable-one")
			.doesNotContain("plain", "other", "callback");
		assertThat(asked(classes)).as("going back").isEmpty();
	}

	@Test
	void aFunctionOfWhichItIsNotKnownWhatItDoesIsExecuted() throws Exception {
		Path classes = compile();
		for (String tool : List.of("composed", "either")) {
			List<String> output = new ArrayList<>();
			assertThat(asked(classes, List.of(tool), output)).containsExactly(tool);
			assertThat(asked(classes, List.of(tool), new ArrayList<>())).as("again").containsExactly(tool);
			assertThat(output).filteredOn((line) -> line.contains("tool '" + tool + "'"))
				.singleElement()
				.asString()
				.contains("executed and neither recorded nor replayed")
				.doesNotContain("$$Lambda");
		}
	}

	@Test
	void theNameOfALambdaInOneProcessCountsNowhere() throws Exception {
		Path classes = compile();
		asked(classes, "musubito.fingerprint.code=none");
		assertThat(asked(classes, "musubito.fingerprint.code=none")).isEmpty();
	}

}
