package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.StepType;
import io.musubito.ai.AdvisorsBehindTests.ReReading;
import io.musubito.autoconfigure.MusubitoAdvisorAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientBuilderConfigurer;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models that are called past the advisor which each client should have are told, when
 * the application starts and when they are called.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class PastAdvisorTests {

	private static final String AT_STARTUP = "a ChatClient that is made by ChatClient.builder or ChatClient.create";

	private static final String AT_A_CALL = "past the MusubitoAdvisor";

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.server.close();
	}

	@Test
	void clientsThatCodeMakesAreNamedWhenItStarts(CapturedOutput output) {
		start(Making.class, true);
		assertThat(lines(output, AT_STARTUP)).singleElement()
			.asString()
			.contains(Making.class.getName() + "#client", InConstructor.class.getName() + "#its constructor",
					InLambda.class.getName() + "#ask", ByReference.class.getName() + "#ask",
					Parent.class.getName() + "#create", Helper.class.getName() + "#of",
					Made.class.getName() + "#client")
			.contains(".defaultAdvisors(musubitoAdvisor)")
			.doesNotContain(Advised.class.getName(), NotReached.class.getName(), "#advised", "#configured");
	}

	@Test
	void anApplicationThatUsesTheConfiguredBuilderIsToldNothing(CapturedOutput output) {
		start(Configured.class, true);
		Clean clean = this.context.getBean(Clean.class);
		clean.call("Why?");
		clean.call("Why?");
		clean.stream("Why?").blockLast();
		clean.refined("Why?");
		clean.unhashable("Why?");
		this.context.getBean(Step.class).direct("Why?");
		this.context.getBean(Step.class).stream("Why?").blockLast();
		this.context.getBean(Musubito.class).withMode(ReplayMode.OFF, () -> clean.call("When?"));
		assertThat(this.server.requests()).isNotEmpty();
		assertThat(output).doesNotContain(AT_STARTUP, AT_A_CALL);
	}

	@Test
	void aCallOfAClientWithoutAdvisorIsToldOnce(CapturedOutput output) {
		start(Making.class, true);
		InConstructor bean = this.context.getBean(InConstructor.class);
		for (int i = 0; i < 2; i++) {
			bean.call("Why?");
			bean.stream("Why?");
		}
		assertThat(lines(output, AT_A_CALL)).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains(".defaultAdvisors(musubitoAdvisor)", "@MusubitoStep"))
			.anySatisfy((line) -> assertThat(line).contains(InConstructor.class.getName() + "#call (line"))
			.anySatisfy((line) -> assertThat(line).contains(InConstructor.class.getName() + "#stream (line"));
	}

	@Test
	void aCallOfAModelItselfIsToldOnce(CapturedOutput output) {
		start(Configured.class, true);
		Direct direct = this.context.getBean(Direct.class);
		for (int i = 0; i < 2; i++) {
			direct.call("Why?");
			direct.stream("Why?");
		}
		assertThat(lines(output, AT_A_CALL)).hasSize(2)
			.anySatisfy((line) -> assertThat(line).contains(Direct.class.getName() + "#call (line"))
			.anySatisfy((line) -> assertThat(line).contains(Direct.class.getName() + "#stream (line"));
	}

	@Test
	void whatSpringBootConfiguresHasTheAdvisorWhateverTheModel(CapturedOutput output) {
		start(Making.class, true);
		ChatClient configured = this.context.getBean("configured", ChatClient.class);
		configured.prompt("Why?").call().content();
		configured.prompt("Why?").call().content();
		assertThat(this.server.requests()).hasSize(1);
		assertThat(output).doesNotContain(AT_A_CALL);
	}

	@Test
	void withoutTheAdvisorForAllClientsNothingIsTold(CapturedOutput output) {
		start(Making.class, false);
		this.context.getBean(InConstructor.class).call("Why?");
		assertThat(output).doesNotContain(AT_STARTUP, AT_A_CALL);
	}

	@Test
	void withMusubitoOffNothingIsTold(CapturedOutput output) {
		start(Making.class, true, "musubito.mode=off");
		this.context.getBean(InConstructor.class).call("Why?");
		this.context.close();
		start(Making.class, true, "musubito.enabled=false");
		this.context.getBean(InConstructor.class).call("Why?");
		assertThat(output).doesNotContain(AT_STARTUP, AT_A_CALL);
	}

	private static List<String> lines(CapturedOutput output, String text) {
		return Stream.of(output.getOut().split(Pattern.quote("\n"))).filter((line) -> line.contains(text)).toList();
	}

	private void start(Class<?> application, boolean advisor, String... properties) {
		this.context = Engine.in(this.directory)
			.start(application,
					Stream.concat(Stream.of(properties), Stream.of("test.base-url=" + this.server.baseUrl(),
							"musubito.ai.advisor.enabled=" + advisor, "musubito.fingerprint.packages=io.musubito.ai"))
						.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, MusubitoAdvisorAutoConfiguration.class,
			ChatClientAutoConfiguration.class, ObservationAutoConfiguration.class })
	static class Models {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl, ObservationRegistry observations) {
			return ModelCallTests.model(baseUrl, "gpt-5-mini", observations);
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Models.class, Clean.class, Direct.class, Step.class })
	static class Configured {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Models.class, InConstructor.class, InLambda.class, ByReference.class, Child.class, UsingHelper.class,
			Advised.class })
	static class Making {

		@Bean
		ChatClient client(ChatModel model) {
			return ChatClient.create(model);
		}

		@Bean
		ChatClient advised(ChatModel model, MusubitoAdvisor advisor) {
			return ChatClient.builder(model).defaultAdvisors(advisor).build();
		}

		@Bean
		ChatClient configured(ChatModel model, ChatClientBuilderConfigurer configurer) {
			return configurer.configure(ChatClient.builder(model)).build();
		}

	}

	static class InConstructor {

		private final ChatClient client;

		InConstructor(ChatModel model) {
			this.client = ChatClient.builder(model).build();
		}

		String call(String question) {
			return this.client.prompt(question).call().content();
		}

		List<String> stream(String question) {
			return this.client.prompt(question).stream().content().collectList().block();
		}

	}

	static class InLambda {

		String ask(ChatModel model) {
			Function<ChatModel, ChatClient> make = (asked) -> ChatClient.builder(asked).build();
			return make.apply(model).prompt("Why?").call().content();
		}

	}

	static class ByReference {

		ChatClient ask(ChatModel model) {
			Function<ChatModel, ChatClient> make = ChatClient::create;
			return make.apply(model);
		}

	}

	static class Parent {

		ChatClient create(ChatModel model) {
			return ChatClient.create(model, ObservationRegistry.NOOP);
		}

	}

	static class Child extends Parent {

	}

	static class UsingHelper {

		ChatClient ask(ChatModel model) {
			return (model != null) ? Helper.of(model) : new Made().client(null);
		}

	}

	static class Helper {

		static ChatClient of(ChatModel model) {
			return ChatClient.create(model);
		}

		static ChatClient notCalled(ChatModel model) {
			return NotReached.of(model);
		}

	}

	static class NotReached {

		static ChatClient of(ChatModel model) {
			return ChatClient.create(model);
		}

	}

	static class Made {

		ChatClient client(ChatModel model) {
			return ChatClient.create(model);
		}

	}

	static class Advised {

		private final MusubitoAdvisor advisor;

		Advised(MusubitoAdvisor advisor) {
			this.advisor = advisor;
		}

		ChatClient one(ChatModel model) {
			return ChatClient.builder(model).defaultAdvisors(this.advisor).build();
		}

		ChatClient other(ChatModel model) {
			return ChatClient.builder(model)
				.defaultAdvisors((spec) -> spec.advisors(List.<Advisor>of(this.advisor)))
				.build();
		}

	}

	static class Clean {

		private final ChatClient client;

		private final ChatClient refining;

		Clean(ChatClient.Builder builder) {
			this.client = builder.build();
			this.refining = builder.clone().defaultAdvisors(new ReReading()).build();
		}

		String call(String question) {
			return this.client.prompt(question).call().content();
		}

		Flux<String> stream(String question) {
			return this.client.prompt(question).stream().content();
		}

		String refined(String question) {
			return this.refining.prompt(question).call().content();
		}

		String unhashable(String question) {
			return this.client.prompt(question).advisors((advisors) -> advisors.param("callback", (Runnable) () -> {
			})).call().content();
		}

	}

	static class Step {

		private final ChatModel model;

		Step(ChatModel model) {
			this.model = model;
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		String direct(String question) {
			return this.model.call(question);
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		Flux<String> stream(String question) {
			return this.model.stream(question);
		}

	}

	static class Direct {

		private final ChatModel model;

		Direct(ChatModel model) {
			this.model = model;
		}

		String call(String question) {
			return this.model.call(question);
		}

		Object stream(String question) {
			return this.model.stream(new Prompt(question)).blockLast();
		}

	}

}
