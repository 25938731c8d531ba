package io.musubito.state;

import io.musubito.MusubitoStep;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Advice around the beans that a step calls, and mocks in their place.
 */
@Tag("slow")
class AdviceStateTests extends StateEngine {

	@Test
	void whatAdviceOfTheApplicationHoldsCounts() {
		assertTold(Advised.class, "app.mark", "!", "?");
		assertThat(boundary("ask").advice()).isEmpty();
	}

	@Test
	void adviceOfALibraryIsListed() {
		start(Cached.class);
		assertThat(boundary("ask").advice()).containsExactly(CacheInterceptor.class.getName());
	}

	@Test
	void harmlessAdviceIsNotListed() {
		start(Debugged.class);
		assertThat(boundary("ask").advice()).isEmpty();
	}

	@Test
	void aMockIsAnotherBean() {
		assertThat(ask(Mocked.class)).isEqualTo("mocked q");
		assertThat(EXECUTIONS).hasValue(1);
		assertThat(ask(Real.class)).isEqualTo("real q");
		assertThat(ask(Mocked.class)).isEqualTo("mocked q");
		assertThat(EXECUTIONS).hasValue(3);
		assertThat(ask(Real.class)).isEqualTo("real q");
		assertThat(EXECUTIONS).hasValue(3);
	}

	@Test
	void aSpyIsAnotherBean() {
		assertThat(ask(Real.class)).isEqualTo("real q");
		assertThat(ask(Spied.class)).isEqualTo("spied q");
		assertThat(ask(Real.class)).isEqualTo("real q");
		assertThat(EXECUTIONS).hasValue(2);
	}

	private static Gateway advised(MethodInterceptor advice) {
		ProxyFactory factory = new ProxyFactory(new RealGateway());
		factory.addAdvice(advice);
		return (Gateway) factory.getProxy();
	}

	interface Gateway {

		String send(String text);

	}

	static class RealGateway implements Gateway {

		@Override
		public String send(String text) {
			return "real " + text;
		}

	}

	static class Marking implements MethodInterceptor {

		private final String mark;

		Marking(String mark) {
			this.mark = mark;
		}

		@Override
		public Object invoke(MethodInvocation invocation) throws Throwable {
			return invocation.proceed() + this.mark;
		}

	}

	static class Writer implements Asked {

		private final Gateway gateway;

		Writer(Gateway gateway) {
			this.gateway = gateway;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.gateway.send(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Advised {

		@Bean
		static PropertySourcesPlaceholderConfigurer placeholders() {
			return new PropertySourcesPlaceholderConfigurer();
		}

		@Bean
		Writer writer(@Value("${app.mark}") String mark) {
			return new Writer(advised(new Marking(mark)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Cached {

		@Bean
		Writer writer() {
			return new Writer(advised(new CacheInterceptor()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Debugged {

		@Bean
		Writer writer() {
			return new Writer(advised(new DebugInterceptor()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Real {

		@Bean
		Gateway gateway() {
			return new RealGateway();
		}

		@Bean
		Writer writer(Gateway gateway) {
			return new Writer(gateway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mocked {

		@Bean
		Writer writer() {
			Gateway gateway = Mockito.mock(Gateway.class);
			Mockito.when(gateway.send("q")).thenReturn("mocked q");
			return new Writer(gateway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Spied {

		@Bean
		Gateway gateway() {
			Gateway gateway = Mockito.spy(new RealGateway());
			Mockito.doReturn("spied q").when(gateway).send("q");
			return gateway;
		}

		@Bean
		Writer writer(Gateway gateway) {
			return new Writer(gateway);
		}

	}

}
