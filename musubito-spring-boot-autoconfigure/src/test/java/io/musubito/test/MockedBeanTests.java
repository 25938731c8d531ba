package io.musubito.test;

import java.nio.file.Path;

import io.musubito.test.Desk.Gateway;
import io.musubito.test.Desk.Letters;
import io.musubito.test.Desk.Model;
import io.musubito.test.Desk.RealGateway;
import io.musubito.test.Desk.Till;
import io.musubito.test.Desk.Writer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests that were given the store of the application.
 */
class MockedBeanTests {

	private static Path store;

	@BeforeEach
	void useStore(@TempDir Path directory) {
		store = directory.resolve("musubito.db");
		Desk.ASKED.clear();
		Desk.CHARGED.clear();
	}

	@Test
	void theApplicationDoesNotMeetTheAnswerOfAMock() {
		try (ManualRun<MockedModel> test = new ManualRun<>(MockedModel.class, new MockedModel())) {
			given(test.instance.model.ask(any())).willReturn("MOCKED");
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: MOCKED");
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: MOCKED");
			verify(test.instance.model, times(1)).ask("a");
		}
		assertApplication("a");
	}

	@Test
	void anotherTestMethodDoesNotMeetItEither() throws Exception {
		try (ManualRun<MockedModel> test = new ManualRun<>(MockedModel.class, new MockedModel())) {
			given(test.instance.model.ask(any())).willReturn("one");
			assertThat(test.bean(Writer.class).draft("a")).isEqualTo("one");
			test.nextMethod();
			given(test.instance.model.ask(any())).willReturn("two");
			assertThat(test.bean(Writer.class).draft("a")).isEqualTo("two");
		}
	}

	@Test
	void anEffectWithAMockIsPerformedByTheApplication() throws Exception {
		try (ManualRun<MockedGateway> test = new ManualRun<>(MockedGateway.class, new MockedGateway())) {
			given(test.instance.gateway.charge(any())).willReturn("MOCKED");
			assertThat(test.bean(Till.class).charge("anna")).isEqualTo("MOCKED");
			assertThat(test.bean(Till.class).charge("anna")).isEqualTo("MOCKED");
			verify(test.instance.gateway, times(1)).charge("anna");
			test.nextMethod();
			test.bean(Till.class).charge("anna");
			verify(test.instance.gateway, times(1)).charge("anna");
		}
		assertApplication("b");
	}

	@Test
	void anEffectWithASpyIsPerformedByTheApplication() {
		try (ManualRun<SpiedGateway> test = new ManualRun<>(SpiedGateway.class, new SpiedGateway())) {
			assertThat(test.bean(Till.class).charge("anna")).isEqualTo("charged anna");
			verify(test.instance.gateway).charge("anna");
		}
		assertApplication("b");
	}

	@Test
	void aMockedStepIsNone() {
		try (ManualRun<MockedStep> test = new ManualRun<>(MockedStep.class, new MockedStep())) {
			given(test.instance.writer.draft(any())).willReturn("MOCKED");
			assertThat(test.bean(Writer.class).draft("a")).isEqualTo("MOCKED");
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: MOCKED");
			verify(test.instance.writer, times(2)).draft("a");
		}
		assertApplication("a");
	}

	@Test
	void aSpiedStepIsNone() {
		try (ManualRun<SpiedStep> test = new ManualRun<>(SpiedStep.class, new SpiedStep())) {
			Mockito.doReturn("MOCKED").when(test.instance.writer).draft("a");
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: MOCKED");
			assertThat(test.bean(Writer.class).draft("b")).isEqualTo("answer to b");
			Desk.ASKED.clear();
		}
		assertApplication("a");
	}

	@Test
	void aMockedEffectIsNone() {
		try (ManualRun<MockedEffect> test = new ManualRun<>(MockedEffect.class, new MockedEffect())) {
			test.bean(Till.class).charge("anna");
			test.bean(Till.class).charge("anna");
			verify(test.instance.till, times(2)).charge("anna");
		}
		assertApplication("a");
	}

	@Test
	void beansThatATestMakesAreOthersToo() {
		try (ManualRun<Named> test = new ManualRun<>(Named.class, new Named())) {
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: NAMED");
			assertThat(test.bean(Till.class).charge("anna")).isEqualTo("NAMED");
		}
		assertApplication("a");
	}

	@Test
	void beansOfATestConfigurationAreOthersToo() {
		try (ManualRun<Configured> test = new ManualRun<>(Configured.class, new Configured())) {
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: answer to a");
			assertThat(test.bean(Till.class).charge("anna")).isEqualTo("CONFIGURED");
		}
		Desk.ASKED.clear();
		assertApplication("a");
	}

	@Test
	void mocksOfAConfigurationAreOthersToo() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Desk.class, MockConfiguration.class)
			.web(WebApplicationType.NONE)
			.run("--musubito.store.path=" + store)) {
			assertThat(context.getBean(Till.class).charge("anna")).isNull();
			assertThat(context.getBean(Till.class).charge("anna")).isNull();
			verify(context.getBean(Gateway.class), times(1)).charge("anna");
		}
		assertApplication("a");
	}

	@Test
	void aTestWithoutDoublesSharesWhatTheApplicationRecorded() {
		assertApplication("a");
		try (ManualRun<Real> test = new ManualRun<>(Real.class, new Real())) {
			assertThat(test.bean(Letters.class).write("a")).isEqualTo("Dear customer: answer to a");
			assertThat(test.bean(Till.class).charge("anna")).isEqualTo("charged anna");
		}
		assertThat(Desk.ASKED).hasSize(1);
		assertThat(Desk.CHARGED).hasSize(1);
	}

	private static void assertApplication(String question) {
		Desk.CHARGED.clear();
		try (ConfigurableApplicationContext application = Desk.start("--musubito.store.path=" + store)) {
			assertThat(application.getBean(Letters.class).write(question))
				.isEqualTo("Dear customer: answer to " + question);
			assertThat(application.getBean(Till.class).charge("anna")).isEqualTo("charged anna");
		}
		assertThat(Desk.ASKED).containsExactly(question);
		assertThat(Desk.CHARGED).containsExactly("anna");
	}

	abstract static class OnTheStoreOfTheApplication {

		@DynamicPropertySource
		static void useStore(DynamicPropertyRegistry registry) {
			registry.add("musubito.store.path", () -> store.toString());
		}

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class Real extends OnTheStoreOfTheApplication {

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class MockedModel extends OnTheStoreOfTheApplication {

		@MockitoBean
		Model model;

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class MockedGateway extends OnTheStoreOfTheApplication {

		@MockitoBean
		RealGateway gateway;

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class SpiedGateway extends OnTheStoreOfTheApplication {

		@MockitoSpyBean
		Gateway gateway;

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE,
			properties = "musubito.steps.draft.ttl=1h")
	static class MockedStep extends OnTheStoreOfTheApplication {

		@MockitoBean
		Writer writer;

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE,
			properties = "musubito.steps.draft.ttl=1h")
	static class SpiedStep extends OnTheStoreOfTheApplication {

		@MockitoSpyBean
		Writer writer;

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class MockedEffect extends OnTheStoreOfTheApplication {

		@MockitoBean
		Till till;

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	static class Named extends OnTheStoreOfTheApplication {

		@TestBean
		Gateway gateway;

		@TestBean
		Writer writer;

		static Gateway gateway() {
			return (customer) -> "NAMED";
		}

		static Writer writer() {
			return new Writer((question) -> "NAMED");
		}

	}

	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE)
	@Import(Configured.Fakes.class)
	static class Configured extends OnTheStoreOfTheApplication {

		@TestConfiguration
		static class Fakes {

			@Bean
			@Primary
			Gateway fakeGateway() {
				return (customer) -> "CONFIGURED";
			}

		}

	}

	static class MockConfiguration {

		@Bean
		@Primary
		Gateway mockedGateway() {
			return Mockito.mock();
		}

	}

}
