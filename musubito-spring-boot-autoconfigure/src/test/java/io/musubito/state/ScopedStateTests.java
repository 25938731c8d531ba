package io.musubito.state;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.musubito.IdentityContributor;
import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.StepType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Steps on, and reaching, beans of other scopes than singleton.
 */
class ScopedStateTests extends StateEngine {

	@Test
	void prototypesAreToldApart() {
		ConfigurableApplicationContext context = start(Prototypes.class);
		Writer formal = (Writer) context.getBean("writer", "formal");
		Writer casual = (Writer) context.getBean("writer", "casual");
		assertThat(formal.write("x")).isEqualTo("formal x");
		assertThat(casual.write("x")).isEqualTo("casual x");
		assertThat(((Writer) context.getBean("writer", "formal")).write("x")).isEqualTo("formal x");
		assertThat(EXECUTIONS).hasValue(2);
	}

	@Test
	void aStepThatCallsAPrototypeRunsAgainRatherThanGuess() {
		ConfigurableApplicationContext context = start(Prototypes.class);
		Musubito musubito = context.getBean(Musubito.class);
		String tone = "formal";
		Writer writer = (Writer) context.getBean("writer", tone);
		assertThat(writer.write("x")).isEqualTo("formal x");
		assertThat(ask(musubito, writer)).isEqualTo("formal says x");
		assertThat(ask(musubito, (Writer) context.getBean("writer", "casual"))).isEqualTo("casual says x");
	}

	private static String ask(Musubito musubito, Writer writer) {
		return musubito
			.step(StepSpec.of("chosen", StepType.DETERMINISTIC, String.class).input("x", "x"), () -> writer.says("x"))
			.value();
	}

	@Test
	void beansOfAThread() throws Exception {
		ConfigurableApplicationContext context = start(Threads.class);
		Session session = context.getBean(Session.class);
		Shop shop = context.getBean(Shop.class);
		assertThat(asUser(session, "alice", () -> session.orders("x"))).isEqualTo("orders of alice");
		assertThat(asUser(session, "bob", () -> session.orders("x"))).isEqualTo("orders of bob");
		assertThat(asUser(session, "alice", () -> shop.orders("x"))).isEqualTo("orders of alice");
		assertThat(asUser(session, "bob", () -> shop.orders("x"))).isEqualTo("orders of bob");
		assertThat(asUser(session, "bob", () -> shop.orders("x"))).isEqualTo("orders of bob");
		assertThat(EXECUTIONS).hasValue(4);
	}

	private static String asUser(User session, String user, java.util.concurrent.Callable<String> call)
			throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			return executor.submit(() -> {
				session.logIn(user);
				return call.call();
			}).get();
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void stepsOfBeansOfASessionAreRefused() {
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> start(OwnSession.class))
			.withMessageContaining("bean 'session' of scope session")
			.withMessageContaining("IdentityContributor");
	}

	@Test
	void stepsThatReachBeansOfARequestAreRefused() {
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> start(Reaching.class))
			.withMessageStartingWith("Step 'shop-orders' depends on bean 'session' of scope request");
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> start(Asking.class))
			.withMessageContaining("bean 'session' of scope session");
	}

	@Test
	void aContributorTellsWhoseResultItIs() throws Exception {
		ConfigurableApplicationContext context = start(Contributed.class);
		Shop shop = context.getBean(Shop.class);
		Contributed.user = "alice";
		context.getBean(User.class).logIn("alice");
		assertThat(shop.orders("x")).isEqualTo("orders of alice");
		Contributed.user = "bob";
		context.getBean(User.class).logIn("bob");
		assertThat(shop.orders("x")).isEqualTo("orders of bob");
		Contributed.user = null;
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> shop.orders("x"))
			.withMessageContaining("contributes");
		assertThat(EXECUTIONS).hasValue(2);
	}

	static class Writer {

		private final String tone;

		Writer(String tone) {
			this.tone = tone;
		}

		String says(String text) {
			return this.tone + " says " + text;
		}

		@MusubitoStep(name = "write")
		String write(String text) {
			EXECUTIONS.incrementAndGet();
			return this.tone + " " + text;
		}

	}

	static class Session extends User {

		@MusubitoStep(name = "orders")
		String orders(String question) {
			EXECUTIONS.incrementAndGet();
			return "orders of " + name();
		}

	}

	static class Shop {

		private final User user;

		Shop(User user) {
			this.user = user;
		}

		@MusubitoStep(name = "shop-orders")
		String orders(String question) {
			EXECUTIONS.incrementAndGet();
			return "orders of " + this.user.name();
		}

	}

	static class Asker {

		private final ObjectProvider<User> user;

		Asker(ObjectProvider<User> user) {
			this.user = user;
		}

		@MusubitoStep(name = "asker-orders")
		String orders(String question) {
			return "orders of " + this.user.getObject().name();
		}

	}

	static class User {

		private String name = "nobody";

		void logIn(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@Scope("prototype")
		Writer writer(String tone) {
			return new Writer(tone);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Threads {

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("thread", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Session session() {
			return new Session();
		}

		@Bean
		Shop shop(User user) {
			return new Shop(user);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSession {

		@Bean
		@Scope(scopeName = "session", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Session session() {
			return new Session();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reaching {

		@Bean
		@Scope(scopeName = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
		User session() {
			return new User();
		}

		@Bean
		Shop shop(User user) {
			return new Shop(user);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Asking {

		@Bean
		@Scope("session")
		User session() {
			return new User();
		}

		@Bean
		Asker asker(ObjectProvider<User> user) {
			return new Asker(user);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Contributed {

		static String user;

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("session", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		@Scope(scopeName = "session", proxyMode = ScopedProxyMode.TARGET_CLASS)
		User session() {
			return new User();
		}

		@Bean
		Shop shop(User user) {
			return new Shop(user);
		}

		@Bean
		IdentityContributor contributor() {
			return (step) -> user;
		}

	}

}
