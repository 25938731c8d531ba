package io.musubito.autoconfigure;

import io.musubito.ai.AdvisorConfiguration;
import io.musubito.ai.MusubitoAdvisor;
import io.musubito.ai.PastAdvisorConfiguration;

import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the advisor that makes calls of a {@code ChatClient} steps.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ChatClientBuilderCustomizer.class)
@Import(AdvisorConfiguration.class)
public final class MusubitoAdvisorAutoConfiguration {

	@Bean
	@Lazy
	AdvisorConfiguration.Settings musubitoAdvisorSettings(MusubitoProperties properties) {
		return new AdvisorConfiguration.Settings(properties.getAi().getAdvisor().getOrder());
	}

	/**
	 * Where each configured client has it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("musubito.ai.advisor.enabled")
	@Import(PastAdvisorConfiguration.class)
	static class ForAllClients {

		@Bean
		ChatClientBuilderCustomizer musubitoAdvisorCustomizer(MusubitoAdvisor advisor) {
			return (builder) -> builder.defaultAdvisors(advisor);
		}

	}

}
