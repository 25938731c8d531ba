package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.step.StepDefinitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How the advisor is configured, named and refused.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdvisorConfigurationTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	private ApplicationContextRunner runner() {
		return ChatApplication.runner(this.directory)
			.withBean("chatModel", ChatModel.class, () -> ChatApplication.model(ChatApplication.options(this.server)));
	}

	@Test
	void clientsAreLeftAloneByDefault() {
		runner().run((context) -> {
			assertThat(context).doesNotHaveBean(ChatClientBuilderCustomizer.class).hasSingleBean(MusubitoAdvisor.class);
			ChatClient client = context.getBean(ChatClient.Builder.class).build();
			client.prompt("Why?").call().content();
			client.prompt("Why?").call().content();
			assertThat(this.server.requests()).hasSize(2);
		});
	}

	@Test
	void oneClientCanHaveIt() {
		runner().run((context) -> {
			ChatClient client = context.getBean(ChatClient.Builder.class)
				.defaultAdvisors(context.getBean(MusubitoAdvisor.class))
				.build();
			client.prompt("Why?").call().content();
			client.prompt("Why?").call().content();
			assertThat(this.server.requests()).hasSize(1);
		});
	}

	@Test
	void enabledItsStepsAreKnownFromTheStart() {
		runner().withPropertyValues("musubito.ai.advisor.enabled=true")
			.run((context) -> assertThat(context.getBean(StepDefinitions.class).find("chat")).isPresent());
	}

	@Test
	void notUsedItTakesNoName() {
		runner().withUserConfiguration(Annotated.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("annotated"));
	}

	@Test
	void itsOrderIsConfigurable() {
		runner().run((context) -> assertThat(context.getBean(MusubitoAdvisor.class).getOrder())
			.isEqualTo(MusubitoAdvisor.DEFAULT_ORDER)
			.isEqualTo(ToolCallingAdvisor.DEFAULT_ORDER - 1));
		runner().withPropertyValues("musubito.ai.advisor.order=7")
			.run((context) -> assertThat(context.getBean(MusubitoAdvisor.class).getOrder()).isEqualTo(7));
	}

	@Test
	void aMisspelledPropertyFailsTheStart() {
		runner().withPropertyValues("musubito.ai.advisor.enable=true")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void propertiesOfItsOperationsAreKnown() {
		runner()
			.withPropertyValues("musubito.ai.advisor.enabled=true", "musubito.steps.chat.ttl=1h",
					"musubito.steps.chat-stream.ttl=1h", "musubito.steps.support.ttl=1h")
			.withUserConfiguration(Named.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "chat", "chat-stream", "support", "support-stream" })
	void propertiesOfAnAdvisorThatIsOffAreToldOf(String operation, CapturedOutput output) {
		runner().withPropertyValues("musubito.steps." + operation + ".ttl=1h")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN")))
			.filteredOn((line) -> line.contains("'musubito.steps." + operation + "', which has no effect")
					&& line.contains("musubito.ai.advisor.enabled=true"))
			.hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "musubito.steps.chatt.ttl=1h", "musubito.steps.chat.tll=1h" })
	void whatIsMisspeltFailsTheStartWithTheAdvisorOffToo(String property) {
		runner().withPropertyValues(property).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void aNegativeTtlFailsTheStart() {
		runner().withPropertyValues("musubito.ai.advisor.enabled=true", "musubito.steps.chat.ttl=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(StepDefinitionException.class)
				.hasMessageContaining("Step 'chat': its ttl is negative"));
	}

	@Test
	void theNameOfAnAnnotatedStepIsRefused() {
		runner().withPropertyValues("musubito.ai.advisor.enabled=true")
			.withUserConfiguration(Annotated.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(StepDefinitionException.class)
				.hasMessageContaining("Step 'chat' has the name of the steps of MusubitoAdvisor"));
		runner().withUserConfiguration(Annotated.class)
			.run((context) -> assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> context.getBean(MusubitoAdvisor.class))
				.withRootCauseInstanceOf(StepDefinitionException.class));
	}

	@Test
	void theNameOfAStepInTheCodeIsRefused() {
		runner().withPropertyValues("musubito.ai.advisor.enabled=true").run((context) -> {
			Musubito musubito = context.getBean(Musubito.class);
			// No constant, which would make it a name in the code for the other tests
			String taken = "Chat".toLowerCase(Locale.ROOT);
			assertThatExceptionOfType(StepDefinitionException.class)
				.isThrownBy(() -> musubito.step(StepSpec.of(taken, StepType.STOCHASTIC, String.class), () -> "x"));
			musubito.step(StepSpec.of("mine", StepType.STOCHASTIC, String.class), () -> "x");
			MusubitoAdvisor advisor = context.getBean(MusubitoAdvisor.class);
			assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> advisor.named("mine"));
			assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> advisor.named(" "));
			musubito.step(StepSpec.of("mine", StepType.STOCHASTIC, String.class), () -> "x");
			assertThat(List.of(advisor.named("support"), advisor.named("support"))).hasSize(2);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		@Bean
		Annotated.Chat annotated() {
			return new Chat();
		}

		static class Chat {

			@MusubitoStep(name = "chat")
			String chat() {
				return "x";
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Named {

		@Bean
		ChatClient support(ChatClient.Builder builder, MusubitoAdvisor advisor) {
			return builder.defaultAdvisors(advisor.named("support")).build();
		}

	}

}
