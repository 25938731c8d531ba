package io.musubito.ai;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.credential.Credential;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.Change;
import io.musubito.CodeLevel;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.ai.ChatApplication.Asked;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.identity.Input;
import io.musubito.state.States;
import io.musubito.value.CanonicalEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.advisor.ChatModelCallAdvisor;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatModel.ResponseFormat;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions.AudioParameters;
import org.springframework.ai.openai.OpenAiChatOptions.StreamOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What asks a model again, and what does not.
 */
@Timeout(60)
class RequestIdentityTests {

	/** Another one of these asks the same. */
	private static final Set<String> WITHOUT_INFLUENCE = Set.of("apiKey", "baseUrl", "credential", "maxRetries",
			"organizationId", "proxy", "timeout");

	/** Shown under a second name, or made of another option. */
	private static final Map<String, String> ALIASES = Map.of("isMicrosoftFoundry", "microsoftFoundry",
			"isGitHubModels", "gitHubModels", "getMicrosoftDeploymentName", "deploymentName");

	private static final Set<String> CONSTANT = Set.of("topK");

	private final ModelServer server = new ModelServer();

	private final ChatModel model = ChatApplication.model(ChatApplication.options(this.server));

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void eachOptionOfTheRealClientCountsUnlessItIsKnownNotTo() {
		Set<String> seen = new TreeSet<>();
		for (Method getter : OpenAiChatOptions.class.getMethods()) {
			if (isGetter(getter)) {
				String name = ALIASES.getOrDefault(getter.getName(), property(getter));
				if (!CONSTANT.contains(name)) {
					boolean changed = !hashes(options()).equals(hashes(with(name, getter.getReturnType())));
					assertThat(changed).as(name).isEqualTo(!WITHOUT_INFLUENCE.contains(name));
					seen.add(name);
				}
			}
		}
		assertThat(seen).containsAll(WITHOUT_INFLUENCE).hasSizeGreaterThan(35);
	}

	@Test
	void noOptionOfTheRealClientIsWithoutAGetter() {
		Set<String> getters = new TreeSet<>();
		Arrays.stream(OpenAiChatOptions.class.getMethods())
			.filter(RequestIdentityTests::isGetter)
			.forEach((getter) -> getters.addAll(List.of(getter.getName(), property(getter))));
		assertThat(OpenAiChatOptions.class.getDeclaredFields())
			.filteredOn((field) -> !Modifier.isStatic(field.getModifiers()))
			.extracting(Field::getName)
			.isNotEmpty()
			.allMatch(getters::contains);
	}

	@Test
	void absentIsNotTheDefault() {
		assertThat(hashes(options())).isNotEqualTo(hashes(options().temperature(1.0)));
		assertThat(hashes(options())).isNotEqualTo(hashes(options().toolContext(Map.of("a", 1))));
	}

	@Test
	void secretsAreNotShown() {
		List<Input> inputs = inputs(options().apiKey("sk-secret").customHeaders(Map.of("x-key", "very-secret")));
		CanonicalEncoder encoder = new CanonicalEncoder((type) -> false);
		assertThat(inputs).allSatisfy((input) -> assertThat(encoder.json(input.value(), input.declaredType()))
			.doesNotContain("sk-secret", "very-secret"));
	}

	@Test
	void optionsOfTheApplicationCountByFieldWithoutSecrets() {
		OwnOptions one = new OwnOptions("sk-secret", "a");
		OwnOptions same = new OwnOptions("other", "a");
		OwnOptions other = new OwnOptions("sk-secret", "b");
		assertThat(hashes(one)).isEqualTo(hashes(same)).isNotEqualTo(hashes(other));
		assertThat(hashes(one)).isNotEqualTo(hashes(options().build()));
		CanonicalEncoder encoder = new CanonicalEncoder((type) -> type == OwnOptions.class);
		assertThat(encoder.json(inputs(one).get(1).value(), inputs(one).get(1).declaredType()))
			.doesNotContain("sk-secret");
	}

	@Test
	void whatChangesTheAnswerAsksAgainAndIsNamed() {
		try (ChatApplication application = ChatApplication.start(this.directory, this.model)) {
			ChatClient client = application.client();
			assertAsksAgain(application, client.prompt("Why?"), client.prompt("Why not?"),
					"input.messages $[0].text: Why? → Why not?");
			assertAsksAgain(application, client.prompt("Why?").system("Be brief."),
					client.prompt("Why?").system("Be verbose."), "input.messages $[0].text: Be brief. → Be verbose.");
			assertAsksAgain(application, client.prompt("What is it?").messages(picture(1)),
					client.prompt("What is it?").messages(picture(2)), "input.messages $[1].media");
			assertOptionAsksAgain(application, (options) -> options.temperature(0.3),
					"input.options $.temperature: null → 0.3");
			assertOptionAsksAgain(application, (options) -> options.model("gpt-6"),
					"input.options $.model: gpt-5-mini → gpt-6");
			assertOptionAsksAgain(application, (options) -> options.seed(7), "input.options $.seed: null → 7");
			assertOptionAsksAgain(application, (options) -> options.extraBody(Map.of("top_a", 0.2)),
					"input.options $.extraBody");
			assertOptionAsksAgain(application, (options) -> options.customHeaders(Map.of("x-mode", "b")),
					"input.options $.customHeaders");
			assertAsksAgain(application, client.prompt("Why?").advisors((advisors) -> advisors.param("tenant", "a")),
					client.prompt("Why?").advisors((advisors) -> advisors.param("tenant", "b")),
					"input.context $.tenant: a → b");
			assertAsksAgain(application, client.prompt("Why?").toolContext(Map.of("user", 1)),
					client.prompt("Why?").toolContext(Map.of("user", 2)), "input.toolContext $.user: 1 → 2");
		}
	}

	@Test
	void toolsCountByWhatTheModelIsToldOfThem() {
		try (ChatApplication application = ChatApplication.start(this.directory, this.model)) {
			ChatClient client = application.client();
			assertAsksAgain(application, client.prompt("Tools?").tools(tool("Tells the time", "{}")),
					client.prompt("Tools?").tools(tool("Tells the date", "{}")),
					"input.tools $[0].description: Tells the time → Tells the date");
			assertAsksAgain(application, client.prompt("Tools?").tools(tool("Tells the time", "{}")),
					client.prompt("Tools?").tools(tool("Tells the time", "{\"type\": \"object\"}")),
					"input.tools $[0].inputSchema");
		}
	}

	@Test
	void theFormatOfTheAnswerCounts() {
		this.server.answer((request) -> Answer.text("{\"name\": \"Kyoto\", \"size\": 1}"));
		try (ChatApplication application = ChatApplication.start(this.directory, this.model)) {
			ChatClient client = application.client();
			application.ask(() -> client.prompt("Where?").call().entity(Town.class));
			Asked<?> other = application.ask(() -> client.prompt("Where?").call().entity(City.class));
			assertThat(changes(other.why()))
				.anySatisfy((change) -> assertThat(change).startsWith("input.format $.instructions"));
			Asked<?> enforced = application.ask(() -> client.prompt("Where?")
				.call()
				.entity(City.class, (entity) -> entity.useProviderStructuredOutput()));
			assertThat(changes(enforced.why()))
				.anySatisfy((change) -> assertThat(change).startsWith("input.format $.enforced: false → true"));
			assertThat(changes(enforced.why()))
				.anySatisfy((change) -> assertThat(change).startsWith("input.format $.schema"));
		}
	}

	@Test
	void transportAndObservationDontCount() {
		try (ModelServer moved = new ModelServer()) {
			ask(this.model);
			ask(ChatApplication.model(ChatApplication.options(this.server).apiKey("other")));
			ask(ChatApplication.model(ChatApplication.options(moved)));
			ask(ChatApplication
				.model(ChatApplication.options(this.server).timeout(Duration.ofSeconds(7)).maxRetries(5)));
			ask(ChatApplication.model(ChatApplication.options(this.server).organizationId("acme")));
			OpenAiChatModel observed = OpenAiChatModel.builder()
				.options(ChatApplication.options(this.server).build())
				.observationRegistry(ObservationRegistry.create())
				.build();
			observed.setObservationConvention(new DefaultChatModelObservationConvention());
			ask(observed);
			assertThat(this.server.requests()).hasSize(1);
			assertThat(moved.requests()).isEmpty();
		}
	}

	private void ask(ChatModel answering) {
		try (ChatApplication application = ChatApplication.start(this.directory, answering)) {
			application.ask("Why?");
		}
	}

	private void assertOptionAsksAgain(ChatApplication application, UnaryOperator<OpenAiChatOptions.Builder> change,
			String expected) {
		assertAsksAgain(application, application.client().prompt("Options?"),
				application.client().prompt("Options?").options(change.apply(OpenAiChatOptions.builder())), expected);
	}

	private void assertAsksAgain(ChatApplication application, ChatClientRequestSpec before, ChatClientRequestSpec after,
			String expected) {
		application.ask(() -> before.call().content());
		Asked<String> changed = application.ask(() -> after.call().content());
		assertThat(changed.replayed()).isFalse();
		assertThat(changed.why().reason()).isEqualTo(Reason.INPUT_CHANGED);
		assertThat(changes(changed.why())).anySatisfy((change) -> assertThat(change).startsWith(expected));
	}

	private static List<String> changes(Explanation why) {
		return why.changes().stream().map(RequestIdentityTests::sentence).toList();
	}

	private static String sentence(Change change) {
		return change.component() + ": " + change.before() + " → " + change.after();
	}

	private static UserMessage picture(int content) {
		return UserMessage.builder()
			.text("A picture")
			.media(Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] { (byte) content }).build())
			.build();
	}

	private static ToolCallback tool(String description, String schema) {
		return FunctionToolCallback.builder("clock", () -> "noon").description(description).inputSchema(schema).build();
	}

	private OpenAiChatOptions.Builder options() {
		return ChatApplication.options(this.server);
	}

	private List<String> hashes(OpenAiChatOptions.Builder options) {
		return hashes(options.build());
	}

	private List<String> hashes(ChatOptions options) {
		return inputs(options).stream().map(Input::hash).toList();
	}

	private List<Input> inputs(OpenAiChatOptions.Builder options) {
		return inputs(options.build());
	}

	private List<Input> inputs(ChatOptions options) {
		CanonicalEncoder encoder = new CanonicalEncoder((type) -> type == OwnOptions.class);
		States states = new States(encoder, (type) -> false, new DefaultListableBeanFactory(), List.of(), (type) -> {
			throw new IllegalStateException();
		}, (operation, boundary) -> {
		});
		Behaviours behaviours = new Behaviours(states, (object) -> null, CodeLevel.REACHABLE);
		return new RequestIdentities(encoder, behaviours)
			.of(AskedRequest.of(new ChatClientRequest(new Prompt("Why?", options), Map.of())),
					new AdvisorsBehind(List.of(ChatModelCallAdvisor.builder().chatModel(this.model).build()), 0))
			.inputs();
	}

	private OpenAiChatOptions.Builder with(String name, Class<?> type) {
		OpenAiChatOptions.Builder builder = options();
		Method setter = Arrays.stream(OpenAiChatOptions.Builder.class.getMethods())
			.filter((method) -> method.getName().equals(name) && method.getParameterCount() == 1)
			.filter((method) -> sample(method.getParameterTypes()[0]) != null)
			.min(Comparator.comparing((method) -> method.getParameterTypes()[0] != type))
			.orElseThrow(() -> new AssertionError("How is the option '" + name + "' of type " + type + " set?"));
		Object sample = switch (name) {
			case "outputSchema" -> "{\"type\": \"object\"}";
			case "toolCallbacks" -> List.of(tool("Tells the time", "{}"));
			default -> sample(setter.getParameterTypes()[0]);
		};
		ReflectionUtils.invokeMethod(setter, builder, sample);
		return builder;
	}

	private static Object sample(Class<?> type) {
		Map<Class<?>, Object> samples = Map.ofEntries(Map.entry(String.class, "sample"), Map.entry(Object.class, "x"),
				Map.entry(Integer.class, 77), Map.entry(Double.class, 0.77), Map.entry(Boolean.class, true),
				Map.entry(List.class, new ArrayList<>(List.of("sample"))), Map.entry(Map.class, Map.of("a", "b")),
				Map.entry(Duration.class, Duration.ofSeconds(77)),
				Map.entry(Proxy.class, new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", 1))),
				Map.entry(Credential.class, new Credential() {
				}), Map.entry(AzureOpenAIServiceVersion.class, AzureOpenAIServiceVersion.latestStableVersion()),
				Map.entry(AudioParameters.class,
						new AudioParameters(AudioParameters.Voice.ALLOY, AudioParameters.AudioResponseFormat.MP3)),
				Map.entry(ResponseFormat.class, ResponseFormat.builder().type(ResponseFormat.Type.JSON_OBJECT).build()),
				Map.entry(StreamOptions.class, StreamOptions.builder().includeUsage(true).build()));
		return samples.get(type);
	}

	private static boolean isGetter(Method method) {
		return method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class
				&& !Modifier.isStatic(method.getModifiers()) && !method.isBridge()
				&& (method.getName().startsWith("get") || method.getName().startsWith("is"));
	}

	private static String property(Method getter) {
		String name = getter.getName().substring(getter.getName().startsWith("get") ? 3 : 2);
		return Character.toLowerCase(name.charAt(0)) + name.substring(1);
	}

	record Town(String name) {

	}

	record City(String name, int size) {

	}

	static class OwnOptions implements ChatOptions {

		private final String apiKey;

		private final String own;

		private final Function<String, Integer> cacheOptions = String::length;

		OwnOptions(String apiKey, String own) {
			this.apiKey = apiKey;
			this.own = own;
		}

		@Override
		public String getModel() {
			return this.apiKey + this.own + this.cacheOptions;
		}

		@Override
		public Double getFrequencyPenalty() {
			return null;
		}

		@Override
		public Integer getMaxTokens() {
			return null;
		}

		@Override
		public Double getPresencePenalty() {
			return null;
		}

		@Override
		public List<String> getStopSequences() {
			return null;
		}

		@Override
		public Double getTemperature() {
			return null;
		}

		@Override
		public Integer getTopK() {
			return null;
		}

		@Override
		public Double getTopP() {
			return null;
		}

		@Override
		public Builder<?> mutate() {
			return ChatOptions.builder();
		}

	}

}
