package io.musubito.ai;

import io.musubito.execution.ModelCalls;

import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What connects the engine with each {@code ChatClient}.
 */
@Configuration(proxyBeanMethods = false)
public class ChatClientConfiguration {

	@Bean
	ClientStates musubitoClientStates() {
		return new ClientStates();
	}

	@Bean
	ChatClientBuilderCustomizer musubitoModelCallCustomizer(ModelCalls calls, FinishReasons reasons,
			ModelPlaces places) {
		ModelCallAdvisor advisor = new ModelCallAdvisor(calls, reasons, places);
		return (builder) -> builder.defaultAdvisors(advisor);
	}

}
