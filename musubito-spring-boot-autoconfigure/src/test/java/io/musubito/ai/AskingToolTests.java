package io.musubito.ai;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

import io.musubito.Musubito;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.ai.ModelServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools of advised calls whose answer depends on what is around the call.
 */
@Timeout(60)
class AskingToolTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		SecurityContextHolder.clearContext();
		LocaleContextHolder.resetLocaleContext();
		this.server.close();
	}

	@Test
	void aToolThatAsksWhoCallsAnswersEachCaller() {
		callTheToolFirst("orders");
		try (ChatApplication application = start()) {
			Supplier<String> ask = () -> ask(application);
			login("anna");
			assertThat(ask.get()).isEqualTo("It is \"orders of anna\"");
			login("bob");
			assertThat(ask.get()).isEqualTo("It is \"orders of bob\"");
			login("anna");
			assertThat(ask.get()).isEqualTo("It is \"orders of anna\"");
		}
		assertThat(this.server.requests()).hasSize(4);
	}

	@Test
	void theStepAroundSuchACallAnswersEachCaller() {
		callTheToolFirst("orders");
		try (ChatApplication application = start("musubito.fingerprint.code=reachable")) {
			Box box = new Box(() -> ask(application));
			application.bean(BoxHolder.class).box = box;
			Supplier<String> ask = () -> application.bean(BoxHolder.class).ask(application.bean(Musubito.class));
			login("anna");
			assertThat(ask.get()).isEqualTo("It is \"orders of anna\"");
			login("bob");
			assertThat(ask.get()).isEqualTo("It is \"orders of bob\"");
		}
	}

	@Test
	void aToolThatAsksForTheLocaleAnswersInEach() {
		callTheToolFirst("language");
		try (ChatApplication application = start()) {
			LocaleContextHolder.setLocale(Locale.GERMANY);
			assertThat(ask(application)).isEqualTo("It is \"de\"");
			LocaleContextHolder.setLocale(Locale.FRANCE);
			assertThat(ask(application)).isEqualTo("It is \"fr\"");
		}
	}

	@Test
	void aPropertyThatAToolAsksForCounts() {
		callTheToolFirst("tone");
		try (ChatApplication application = start("app.tone=kind")) {
			assertThat(ask(application)).isEqualTo("It is \"kind\"");
		}
		try (ChatApplication application = start("app.tone=strict")) {
			assertThat(ask(application)).isEqualTo("It is \"strict\"");
			assertThat(ask(application)).isEqualTo("It is \"strict\"");
		}
		assertThat(this.server.requests()).hasSize(4);
	}

	private static String ask(ChatApplication application) {
		return application.client().prompt("Which?").tools(application.bean(Desk.class)).call().content();
	}

	private ChatApplication start(String... properties) {
		return ChatApplication.startWith(this.directory, (context) -> {
			context.registerBean("chatModel", ChatModel.class,
					() -> ChatApplication.model(ChatApplication.options(this.server)));
			context.registerBean(Desk.class);
			context.registerBean(BoxHolder.class);
		}, properties);
	}

	private static void login(String name) {
		SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(name, "")));
	}

	private void callTheToolFirst(String tool) {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text("It is " + last.path("content").asString())
					: Answer.toolCall(tool, "{}");
		});
	}

	/**
	 * What a step hides from those who follow its code.
	 */
	private record Box(Supplier<String> content) {

	}

	static class BoxHolder {

		private Box box = new Box(() -> "");

		String ask(Musubito musubito) {
			BoxHolder self = this;
			return musubito.step(StepSpec.of("boxed", StepType.DETERMINISTIC, String.class), () -> self.open()).value();
		}

		String open() {
			return this.box.content().get();
		}

	}

	static class Desk {

		private final Environment environment;

		Desk(Environment environment) {
			this.environment = environment;
		}

		@Tool
		String orders() {
			return "orders of " + SecurityContextHolder.getContext().getAuthentication().getName();
		}

		@Tool
		String language() {
			return LocaleContextHolder.getLocale().getLanguage();
		}

		@Tool
		String tone() {
			return this.environment.getProperty("app.tone", "plain");
		}

	}

}
