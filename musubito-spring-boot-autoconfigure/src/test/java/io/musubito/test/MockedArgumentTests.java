package io.musubito.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.musubito.EffectKey;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * A mock says nothing by its content: two of them are never the same argument, and none
 * is the argument of an application.
 */
@Tag("slow")
class MockedArgumentTests {

	@TempDir
	private Path directory;

	@Test
	void anotherMockIsAnotherArgument() {
		try (ConfigurableApplicationContext context = start()) {
			Clerk clerk = context.getBean(Clerk.class);
			Customer anna = named("anna");
			assertThat(clerk.greet(anna)).isEqualTo("Dear anna");
			assertThat(clerk.greet(anna)).isEqualTo("Dear anna");
			assertThat(clerk.greeted()).isEqualTo(1);
			assertThat(clerk.greet(named("bert"))).isEqualTo("Dear bert");
		}
	}

	@Test
	void theApplicationDoesNotMeetIt() {
		try (ConfigurableApplicationContext test = start()) {
			assertThat(test.getBean(Clerk.class).greet(named("anna"))).isEqualTo("Dear anna");
		}
		try (ConfigurableApplicationContext application = start()) {
			assertThat(application.getBean(Clerk.class).greet(new Customer())).isEqualTo("Dear null");
		}
	}

	@Test
	void anEffectOfAnotherMockIsPerformed() {
		try (ConfigurableApplicationContext context = start()) {
			Clerk clerk = context.getBean(Clerk.class);
			Customer anna = named("anna");
			assertThat(clerk.charge(anna)).isEqualTo("charged anna");
			assertThat(clerk.charge(anna)).isEqualTo("charged anna");
			assertThat(clerk.charged()).isEqualTo(1);
			assertThat(clerk.charge(named("bert"))).isEqualTo("charged bert");
			assertThat(clerk.charge(new Customer())).isEqualTo("charged null");
		}
	}

	static Stream<Object> holders() {
		return Stream.of(List.of(named("anna")), Map.of("a", named("anna")), Optional.of(named("anna")),
				new Customer[] { named("anna") }, new Order(named("anna")));
	}

	@ParameterizedTest
	@MethodSource("holders")
	void mocksInsideOfArgumentsAreSeen(Object holder) {
		try (ConfigurableApplicationContext context = start()) {
			Clerk clerk = context.getBean(Clerk.class);
			clerk.greetAny(holder);
			clerk.greetAny(holder);
			assertThat(clerk.greeted()).isEqualTo(1);
		}
		try (ConfigurableApplicationContext context = start()) {
			Clerk clerk = context.getBean(Clerk.class);
			clerk.greetAny(List.of(new Customer()));
			clerk.greetAny(Map.of("a", new Customer()));
			clerk.greetAny(Optional.of(new Customer()));
			clerk.greetAny(new Customer[] { new Customer() });
			clerk.greetAny(new Order(new Customer()));
			assertThat(clerk.greeted()).isEqualTo(5);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MOCKK", "EASY_MOCK" })
	void mocksOfOtherLibrariesAreSeen(OtherMocksTests.Maker maker) {
		try (ConfigurableApplicationContext context = start()) {
			Clerk clerk = context.getBean(Clerk.class);
			clerk.greet(maker.make(Customer.class));
			clerk.greet(maker.make(Customer.class));
			assertThat(clerk.greet(new Customer())).isEqualTo("Dear null");
			assertThat(clerk.greeted()).isEqualTo(3);
		}
	}

	private static Customer named(String name) {
		Customer customer = Mockito.mock();
		given(customer.name()).willReturn(name);
		return customer;
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--musubito.store.path=" + this.directory.resolve("musubito.db"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
	static class Application {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

	static class Customer {

		private String name;

		String name() {
			return this.name;
		}

	}

	record Order(Customer customer) {

	}

	static class Clerk {

		private int greeted;

		private int charged;

		int greeted() {
			return this.greeted;
		}

		int charged() {
			return this.charged;
		}

		@MusubitoStep(name = "greet")
		String greet(Customer customer) {
			this.greeted++;
			return "Dear " + customer.name();
		}

		@MusubitoStep(name = "greet-any")
		String greetAny(Object customers) {
			this.greeted++;
			return "Dear all";
		}

		@MusubitoStep(name = "charge", type = StepType.EXTERNAL_EFFECT)
		String charge(@EffectKey Customer customer) {
			this.charged++;
			return "charged " + customer.name();
		}

	}

}
