package io.musubito.aop;

import java.util.function.Supplier;

import io.musubito.code.BeanCode;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class BeanCodesTests {

	@Test
	void findsTheBeansOfATypeWithTheMethodsThatMakeThem() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
			BeanCodes codes = new BeanCodes(context.getBeanFactory(), context, (type) -> true);
			assertThat(codes.candidates(Customizer.class)).singleElement()
				.satisfies((bean) -> assertThat(bean.factoryMethod()).hasToString(
						"io.musubito.aop.BeanCodesTests$Customizer io.musubito.aop.BeanCodesTests$Application.customizer()"));
		}
	}

	@Test
	void findsWhatALibraryReceivesFromTheApplication() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Library.class,
				Application.class)) {
			BeanCodes codes = new BeanCodes(context.getBeanFactory(), context, (type) -> type != Library.class);
			assertThat(codes.candidates(Client.class)).extracting(BeanCode::type)
				.anyMatch((type) -> Client.class == type)
				.anyMatch(Customizer.class::isAssignableFrom);
		}
	}

	interface Customizer extends Supplier<String> {

	}

	record Client(String prompt) {

	}

	record Configurer(ObjectProvider<Customizer> customizers) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Library {

		@Bean
		Configurer configurer(ObjectProvider<Customizer> customizers) {
			return new Configurer(customizers);
		}

		@Bean
		Client client(Configurer configurer) {
			return new Client(configurer.customizers().getObject().get());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Customizer customizer() {
			return () -> "Be kind.";
		}

	}

}
