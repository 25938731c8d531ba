package io.musubito.model;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What differs between the releases of the application.
 */
final class ModelReleases {

	private ModelReleases() {
	}

	@Configuration(proxyBeanMethods = false)
	static class First {

		@Bean
		PlainSteps.Prompt prompt() {
			return new PromptOne();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherCode {

		@Bean
		PlainSteps.Prompt prompt() {
			return new PromptTwo();
		}

	}

	static class PromptOne implements PlainSteps.Prompt {

		@Override
		public String text() {
			return " one";
		}

	}

	static class PromptTwo implements PlainSteps.Prompt {

		@Override
		public String text() {
			return " two";
		}

	}

}
