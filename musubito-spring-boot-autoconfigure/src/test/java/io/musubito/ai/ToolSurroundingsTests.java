package io.musubito.ai;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.StepDefinitionException;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.ai.priced.AskingTools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What tools of advised calls ask for that no identity covers is told at the first call,
 * or refused.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ToolSurroundingsTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@BeforeEach
	void callTheToolFirst() {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text("It is " + last.path("content").asString())
					: Answer.toolCall("price", "{}");
		});
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	static Stream<Arguments> asking() {
		return Stream.of(arguments(new AskingTools.ReadsFile(), "files "),
				arguments(new AskingTools.ReadsThreadLocal(), "a thread local "),
				arguments(new AskingTools.ReadsClock(), "the clock "),
				arguments(new AskingTools.Asks(new AskingTools.FileSource()), "files "));
	}

	@ParameterizedTest
	@MethodSource("asking")
	void isToldOnce(Object tool, String what, CapturedOutput output) {
		try (ChatApplication application = start()) {
			ask(application, tool);
			ask(application, tool);
			assertThat(this.server.requests()).hasSize(2);
			assertThat(output.getOut()).containsOnlyOnce("The tool 'price' of step 'chat' doesn't see: " + what)
				.contains("tool context");
		}
	}

	@ParameterizedTest
	@MethodSource("asking")
	void isRefusedBeforeTheModelIsAsked(Object tool, String what) {
		try (ChatApplication application = start("musubito.fingerprint.strict=true")) {
			for (Object asked : new Object[] { tool, tool }) {
				assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> ask(application, asked))
					.withMessageContaining("The tool 'price' of step 'chat' doesn't see: " + what);
			}
			assertThat(this.server.requests()).isEmpty();
		}
	}

	@Test
	void whatIsProvidedForIsNotTold(CapturedOutput output) {
		Object tool = new AskingTools.ReadsClock();
		try (ChatApplication application = start("musubito.steps.chat.ttl=1h", "musubito.fingerprint.strict=true")) {
			ask(application, tool);
			ask(application, new AskingTools.Guesses());
			ask(application, new AskingTools.Plain());
			assertThat(output.getOut()).doesNotContain("doesn't see");
		}
	}

	@Test
	void isToldOfBeans(CapturedOutput output) {
		try (ChatApplication application = start()) {
			ask(application, application.bean("tool"));
			ask(application, application.bean("tool"));
			assertThat(output.getOut()).containsOnlyOnce("The tool 'price' of step 'chat' doesn't see: files ");
		}
	}

	private static String ask(ChatApplication application, Object tool) {
		return application.client().prompt("Which?").tools(tool).call().content();
	}

	private ChatApplication start(String... properties) {
		return ChatApplication.startWith(this.directory, (context) -> {
			context.registerBean("chatModel", ChatModel.class,
					() -> ChatApplication.model(ChatApplication.options(this.server)));
			context.registerBean("tool", AskingTools.ReadsFile.class);
		}, StringUtils.addStringToArray(properties, "musubito.fingerprint.packages=io.musubito.ai.priced"));
	}

}
