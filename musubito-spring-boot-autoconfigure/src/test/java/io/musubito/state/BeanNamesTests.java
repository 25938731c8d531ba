package io.musubito.state;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BeanNames}.
 */
class BeanNamesTests {

	@Test
	void tellsBeansFromOtherObjects() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
			BeanNames beans = new BeanNames(context.getBeanFactory());
			assertThat(beans.findAny(context.getBean(Application.class))).isNotNull();
			assertThat(beans.findAny("text")).isNull();
		}
	}

	@Test
	void anObjectOfTheClassOfAPrototypeMayBeOne() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
			BeanNames beans = new BeanNames(context.getBeanFactory());
			Draft draft = new Draft();
			assertThat(beans.findAny(draft)).isEqualTo("draft");
			assertThat(beans.find(draft)).isNull();
		}
	}

	static class Draft {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		Draft draft() {
			return new Draft();
		}

	}

}
