package io.musubito.autoconfigure;

import java.util.List;

import io.musubito.ai.ClientStates;
import io.musubito.ai.FinishReasons;
import io.musubito.ai.ModelCallAdvisor;
import io.musubito.ai.ModelCallPostProcessor;
import io.musubito.ai.ModelStates;
import io.musubito.ai.ToolFailurePostProcessor;
import io.musubito.execution.ModelCalls;

import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of what connects the engine with Spring AI.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ChatModelObservationContext.class)
@ConditionalOnBean(ModelCalls.class)
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
public final class MusubitoAiAutoConfiguration {

	@Bean
	ModelStates musubitoModelStates() {
		return new ModelStates();
	}

	@Bean
	FinishReasons musubitoFinishReasons(MusubitoProperties properties) {
		List<String> kept = properties.getAi().getKeepOnlyFinishReasons();
		return new FinishReasons((kept != null) ? kept : FinishReasons.COMPLETE);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ModelCallPostProcessor musubitoModelCallPostProcessor(ObjectProvider<ModelCalls> calls,
			ObjectProvider<FinishReasons> reasons) {
		return new ModelCallPostProcessor(calls::getObject, reasons::getObject);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ToolFailurePostProcessor musubitoToolFailurePostProcessor() {
		return new ToolFailurePostProcessor();
	}

	/**
	 * What needs a {@code ChatClient}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ChatClientBuilderCustomizer.class)
	static class ChatClientConfiguration {

		@Bean
		ClientStates musubitoClientStates() {
			return new ClientStates();
		}

		@Bean
		ChatClientBuilderCustomizer musubitoModelCallCustomizer(ModelCalls calls, FinishReasons reasons) {
			ModelCallAdvisor advisor = new ModelCallAdvisor(calls, reasons);
			return (builder) -> builder.defaultAdvisors(advisor);
		}

	}

}
