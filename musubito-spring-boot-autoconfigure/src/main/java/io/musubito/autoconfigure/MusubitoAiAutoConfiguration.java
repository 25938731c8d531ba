package io.musubito.autoconfigure;

import io.musubito.ai.ChatClientConfiguration;
import io.musubito.ai.ModelCallConfiguration;
import io.musubito.execution.ModelCalls;
import io.musubito.quota.ModelLimits;

import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.model.Model;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of what connects the engine with Spring AI.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ChatModelObservationContext.class)
@ConditionalOnBean(ModelCalls.class)
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
@Import(ModelCallConfiguration.class)
public final class MusubitoAiAutoConfiguration {

	@Bean
	ModelCallConfiguration.Settings musubitoModelCallSettings(MusubitoProperties properties) {
		return new ModelCallConfiguration.Settings(properties.getAi().getKeepOnlyFinishReasons());
	}

	@Bean
	LimitedModels musubitoLimitedModels(ObjectProvider<Model<?, ?>> models, ModelLimits limits) {
		return new LimitedModels(models, limits);
	}

	/**
	 * What needs a {@code ChatClient}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ChatClientBuilderCustomizer.class)
	@Import(ChatClientConfiguration.class)
	static class WithChatClient {

	}

}
