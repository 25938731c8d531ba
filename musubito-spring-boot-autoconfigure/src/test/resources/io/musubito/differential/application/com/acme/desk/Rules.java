package com.acme.desk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class Rules {

	@Bean
	@Order(1)
	Rule politeness() {
		return (text) -> text + " please";
	}

	@Bean
	@Order(2)
	Rule brackets() {
		String open = "<";
		return (text) -> open + text + ">";
	}

	@Bean
	@Order(3)
	Rule counted() {
		return new Rule() {

			private final int least = 3;

			@Override
			public String apply(String text) {
				return (text.length() >= this.least) ? text + " (" + text.length() + ")" : text;
			}

		};
	}

}
