package io.musubito.ai;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.anthropic.models.messages.ThinkingConfigEnabled;
import com.anthropic.models.messages.ThinkingConfigParam;
import io.musubito.code.CodeFingerprint;
import io.musubito.state.State;
import io.musubito.state.States;
import io.musubito.state.WatchedState;
import io.musubito.value.CanonicalEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.anthropic.AnthropicCitationDocument;
import org.springframework.ai.anthropic.AnthropicSkill;
import org.springframework.ai.anthropic.AnthropicSkillContainer;
import org.springframework.ai.anthropic.AnthropicWebSearchTool;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.ollama.api.ThinkOption;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Options that the modules of providers have classes of their own for count by field
 * where a model holds them.
 */
class ProviderModelTests {

	private final States states = new States(new CanonicalEncoder((type) -> false), (type) -> false,
			new DefaultListableBeanFactory(), List.of(new ModelStates(), new ClientStates()),
			(type) -> CodeFingerprint.none(), (operation, boundary) -> {
			});

	static Stream<Pair> pairs() {
		return Stream.of(new Pair("text of a citation", () -> cited("one", true), () -> cited("two", true)),
				new Pair("whether it is cited", () -> cited("one", true), () -> cited("one", false)),
				new Pair("skill", () -> skilled(AnthropicSkill.PDF), () -> skilled(AnthropicSkill.XLSX)),
				new Pair("domains of a search", () -> searching("a.example", 1), () -> searching("b.example", 1)),
				new Pair("uses of a search", () -> searching("a.example", 1), () -> searching("a.example", 2)),
				new Pair("budget of thinking", () -> thinking(1024), () -> thinking(2048)),
				new Pair("level of thinking", () -> ollama(ThinkOption.ThinkLevel.LOW),
						() -> ollama(ThinkOption.ThinkLevel.HIGH)),
				new Pair("thinking at all", () -> ollama(ThinkOption.ThinkBoolean.ENABLED),
						() -> ollama(ThinkOption.ThinkBoolean.DISABLED)),
				new Pair("format", () -> OllamaChatOptions.builder().format(Map.of("type", "object")).build(),
						() -> OllamaChatOptions.builder().format(Map.of("type", "string")).build()));
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void optionsCountByField(Pair pair) {
		State one = read(pair.one().get());
		assertThat(one.uncounted()).isEmpty();
		assertThat(read(pair.one().get()).hash()).isEqualTo(one.hash());
		assertThat(read(pair.other().get()).hash()).isNotEqualTo(one.hash());
	}

	@Test
	void aSettingThatIsChangedAtRunTimeIsSeen() {
		AnthropicWebSearchTool search = AnthropicWebSearchTool.builder().maxUses(1).build();
		ChatModel model = new Holding(AnthropicChatOptions.builder().model("m").webSearchTool(search).build());
		WatchedState watched = this.states.watch("test", model);
		String before = watched.current().hash();
		assertThat(watched.current().hash()).isEqualTo(before);
		search.setMaxUses(2L);
		assertThat(watched.current().hash()).isNotEqualTo(before);
	}

	private State read(ChatOptions options) {
		return this.states.held("test", Map.of("state model", new Holding(options)), (object) -> null);
	}

	private static ChatOptions cited(String text, boolean citations) {
		return AnthropicChatOptions.builder()
			.model("m")
			.citationDocuments(AnthropicCitationDocument.builder().plainText(text).citationsEnabled(citations).build())
			.build();
	}

	private static ChatOptions skilled(AnthropicSkill skill) {
		return AnthropicChatOptions.builder()
			.model("m")
			.skillContainer(AnthropicSkillContainer.builder().skill(skill).build())
			.build();
	}

	private static ChatOptions searching(String domain, int uses) {
		return AnthropicChatOptions.builder()
			.model("m")
			.webSearchTool(AnthropicWebSearchTool.builder().allowedDomains(List.of(domain)).maxUses(uses).build())
			.build();
	}

	private static ChatOptions thinking(int budget) {
		return AnthropicChatOptions.builder()
			.model("m")
			.thinking(ThinkingConfigParam.ofEnabled(ThinkingConfigEnabled.builder().budgetTokens(budget).build()))
			.build();
	}

	private static ChatOptions ollama(ThinkOption think) {
		return OllamaChatOptions.builder().model("m").thinkOption(think).build();
	}

	/**
	 * Options that ask something else.
	 */
	private record Pair(String name, Supplier<ChatOptions> one, Supplier<ChatOptions> other) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	private record Holding(ChatOptions options) implements ChatModel {

		@Override
		public ChatOptions getOptions() {
			return this.options;
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			throw new UnsupportedOperationException();
		}

	}

}
