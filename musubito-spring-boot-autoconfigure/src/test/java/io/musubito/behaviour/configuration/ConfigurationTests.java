package io.musubito.behaviour.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.IdentityContributor;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What of the configuration makes a step run again, on the real engine.
 */
class ConfigurationTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Writer writer;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectories(this.directory.resolve("prompts"));
		Files.writeString(this.directory.resolve("prompts/draft.st"), "Write.");
		Files.writeString(this.directory.resolve("prompts/tone.st"), "Be kind.");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void start(String... properties) {
		startIn("prompts", properties);
	}

	private void startIn(String folder, String... properties) {
		if (this.context != null) {
			this.context.close();
		}
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "prompts=" + this.directory.resolve(folder).toUri();
		this.context = Engine.in(this.directory).start(Application.class, all);
		this.writer = this.context.getBean(Writer.class);
	}

	@Test
	void anotherModelReRunsStochasticStepsOnlyAndGoingBackReplays() {
		start("spring.ai.openai.chat.model=gpt-4o");
		callAll();
		this.writer.takeExecutions();
		start("spring.ai.openai.chat.model=gpt-5", "spring.ai.openai.api-key=another", "spring.ai.openai.timeout=3s");
		callAll();
		assertThat(this.writer.takeExecutions()).isEqualTo(1);
		start("spring.ai.openai.chat.model=gpt-4o");
		callAll();
		assertThat(this.writer.takeExecutions()).isZero();
	}

	@Test
	void aResourceThatAPatternMatchesReRunsItsStep() throws IOException {
		start();
		this.writer.withPrompts("a");
		this.writer.takeExecutions();
		Files.writeString(this.directory.resolve("prompts/tone.st"), "Be frank.");
		start();
		String result = this.writer.withPrompts("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(1);
		String nodeId = this.context.getBean(Musubito.class).resultOf(result).nodeId();
		Explanation why = this.context.getBean(MusubitoLineage.class).explain(nodeId);
		assertThat(why.reason()).isEqualTo(Reason.CONFIGURATION_CHANGED);
		assertThat(why.changes()).singleElement()
			.satisfies((change) -> assertThat(change.component()).isEqualTo("resource ${prompts}*.st tone.st"));
	}

	@Test
	void theSamePromptsInAnotherFolderReplay() throws IOException {
		start();
		this.writer.withPrompts("a");
		this.writer.takeExecutions();
		Path moved = this.directory.resolve("moved");
		Files.move(this.directory.resolve("prompts"), moved);
		startIn("moved");
		this.writer.withPrompts("a");
		assertThat(this.writer.takeExecutions()).isZero();
	}

	@Test
	void anEnclosingStepRunsAgainWhenThePromptOfAStepThatItCalledChanged() throws IOException {
		start();
		this.writer.enclosing("a");
		start();
		this.writer.enclosing("a");
		assertThat(this.writer.takeExecutions()).isZero();
		Files.writeString(this.directory.resolve("prompts/tone.st"), "Be frank.");
		start();
		String result = this.writer.enclosing("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(2);
		String nodeId = this.context.getBean(Musubito.class).resultOf(result).nodeId();
		Explanation why = this.context.getBean(MusubitoLineage.class).explain(nodeId);
		assertThat(why.reason()).isEqualTo(Reason.CONFIGURATION_CHANGED);
		assertThat(why.changes()).extracting(Change::component).contains("called with-prompts");
	}

	@Test
	void aContributorIsPartOfEachIdentity() {
		start();
		Tenant tenant = this.context.getBean(Tenant.class);
		tenant.current = "acme";
		this.writer.plain("a");
		tenant.current = "umbrella";
		this.writer.plain("a");
		tenant.current = "acme";
		this.writer.plain("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(2);
	}

	@Test
	void anEnclosingStepRunsAgainWhenAContributionToAStepThatItCalledChanged() {
		start();
		Tenant tenant = this.context.getBean(Tenant.class);
		tenant.only = "with-prompts";
		tenant.current = "acme";
		this.writer.enclosing("a");
		this.writer.takeExecutions();
		tenant.current = "umbrella";
		this.writer.enclosing("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(2);
	}

	@Test
	void aContributorThatFailsOrIsUnhashableRefusesTheCallBeforeTheStepRuns() {
		start();
		Tenant tenant = this.context.getBean(Tenant.class);
		tenant.current = new Object();
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.writer.plain("a"))
			.withMessageContaining("IdentityContributor 'tenant'")
			.withMessageContaining("java.lang.Object");
		tenant.current = new IllegalStateException("no tenant");
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.writer.plain("a"))
			.withMessageContaining("IdentityContributor 'tenant' failed with java.lang.IllegalStateException")
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.writer.takeExecutions()).isZero();
	}

	@Test
	void aPatternThatMatchesNothingFailsTheStart() throws IOException {
		start();
		Engine.in(this.directory)
			.runner(Application.class)
			.withPropertyValues("prompts=file:/nowhere/")
			.run((started) -> {
				assertThat(started).hasFailed();
				assertThat(started.getStartupFailure()).isInstanceOf(StepDefinitionException.class)
					.hasMessageContaining("resource '${prompts}*.st' matches nothing")
					.hasMessageContaining("with-prompts");
			});
	}

	@Test
	void aListAndAMapThatAreDeclaredReRunTheirStep() {
		start("app.rules[0]=short", "app.prompts.greeting=Hello");
		this.writer.withRules("a");
		start("app.rules[0]=short", "app.prompts.greeting=Hello");
		this.writer.withRules("a");
		assertThat(this.writer.takeExecutions()).isZero();
		start("app.rules[0]=short", "app.rules[1]=polite", "app.prompts.greeting=Hello");
		this.writer.withRules("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(1);
		start("app.rules[0]=short", "app.prompts.greeting=Good day");
		this.writer.withRules("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(1);
		start("app.rules[0]=short", "app.prompts.greeting=Hello", "app.prompts.farewell=Bye");
		this.writer.withRules("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(1);
		start("app.rules[0]=short", "app.prompts.greeting=Hello", "app.maxTokens=3");
		this.writer.withRules("a");
		assertThat(this.writer.takeExecutions()).as("optional and set now").isEqualTo(1);
		start("app.rules[0]=short", "app.prompts.greeting=Hello");
		this.writer.withRules("a");
		assertThat(this.writer.takeExecutions()).isZero();
	}

	@Test
	void aPropertyThatIsDeclaredAndNotSetFailsTheStart() {
		start();
		Engine.in(this.directory)
			.runner(Mistaken.class)
			.withPropertyValues("app.prompts.greeting=Hello")
			.run((started) -> assertThat(StartupFailure.description(started)).contains("Step 'mistaken'")
				.contains("'app.prompt'")
				.contains("Did you mean 'app.prompts'?")
				.contains("'app.prompt?'"));
	}

	@Test
	void aRandomPropertyFailsTheStart() {
		start();
		Engine.in(this.directory)
			.runner(Mistaken.class)
			.withInitializer((context) -> org.springframework.boot.env.RandomValuePropertySource
				.addToEnvironment(context.getEnvironment()))
			.withPropertyValues("app.prompt=${random.uuid}")
			.run((started) -> assertThat(StartupFailure.description(started)).contains("Step 'mistaken'")
				.contains("'app.prompt'")
				.contains("another value each time it is read"));
	}

	@Test
	void aFingerprintPropertyThatIsNotSetFailsTheStart() {
		start();
		Engine.in(this.directory)
			.runner(Application.class)
			.withPropertyValues("prompts=" + this.directory.resolve("prompts").toUri(),
					"musubito.fingerprint.properties=acme.model.")
			.run((started) -> assertThat(StartupFailure.description(started))
				.contains("musubito.fingerprint.properties")
				.contains("'acme.model'")
				.contains("'acme.model?'"));
	}

	@Test
	void aModelPropertyThatIsSetLaterCounts() {
		start("spring.ai.openai.chat.model=gpt-4o");
		this.writer.stochastic("a");
		this.writer.takeExecutions();
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new org.springframework.core.env.MapPropertySource("refreshed",
					java.util.Map.of("spring.ai.openai.chat.temperature", "0.9")));
		this.writer.stochastic("a");
		assertThat(this.writer.takeExecutions()).isEqualTo(1);
		this.context.getEnvironment().getPropertySources().remove("refreshed");
		this.writer.stochastic("a");
		assertThat(this.writer.takeExecutions()).isZero();
	}

	private void callAll() {
		this.writer.plain("a");
		this.writer.stochastic("a");
		this.writer.withPrompts("a");
	}

	static class Tenant implements IdentityContributor {

		private volatile Object current;

		private volatile String only;

		@Override
		public Object identity(StepDefinition step) {
			if (this.current instanceof RuntimeException failure) {
				throw failure;
			}
			return (this.only == null || this.only.equals(step.operation())) ? this.current : null;
		}

	}

	static class Writer {

		private final AtomicInteger executions = new AtomicInteger();

		private final Writer self;

		Writer(Writer self) {
			this.self = self;
		}

		@MusubitoStep(name = "enclosing")
		String enclosing(String text) {
			this.executions.incrementAndGet();
			return this.self.withPrompts(text);
		}

		@MusubitoStep(name = "plain")
		String plain(String text) {
			this.executions.incrementAndGet();
			return "plain " + text;
		}

		@MusubitoStep(name = "stochastic", type = StepType.STOCHASTIC)
		String stochastic(String text) {
			this.executions.incrementAndGet();
			return "stochastic " + text;
		}

		@MusubitoStep(name = "with-prompts", resources = "${prompts}*.st")
		String withPrompts(String text) {
			this.executions.incrementAndGet();
			return "prompted " + text;
		}

		@MusubitoStep(name = "with-rules", properties = { "app.rules?", "app.prompts?", "app.max-tokens?" })
		String withRules(String text) {
			this.executions.incrementAndGet();
			return "ruled " + text;
		}

		int takeExecutions() {
			return this.executions.getAndSet(0);
		}

	}

	static class Mistaken {

		@MusubitoStep(name = "mistaken", properties = "app.prompt")
		String mistaken(String text) {
			return text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer(@Lazy Writer self) {
			return new Writer(self);
		}

		@Bean
		Tenant tenant() {
			return new Tenant();
		}

	}

}
