package io.musubito.autoconfigure;

import io.musubito.ai.Behaviours;
import io.musubito.ai.ChatSteps;
import io.musubito.ai.MusubitoAdvisor;
import io.musubito.ai.RequestIdentities;
import io.musubito.aop.BeanCodes;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.execution.StepExecutor;
import io.musubito.state.States;
import io.musubito.step.Boundaries;
import io.musubito.step.StepOverrides;
import io.musubito.step.StepRegistry;
import io.musubito.value.CanonicalEncoder;

import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the advisor that makes calls of a {@code ChatClient} steps.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ChatClientBuilderCustomizer.class)
public final class MusubitoAdvisorAutoConfiguration {

	/**
	 * Not created for nothing: its operations would be taken.
	 */
	@Bean
	@Lazy
	MusubitoAdvisor musubitoAdvisor(StepExecutor executor, StepRegistry registry, StepOverrides overrides,
			ArtifactCodec codec, CanonicalEncoder encoder, BeanCodes beans, States states, Boundaries boundaries,
			MusubitoProperties properties) {
		Behaviours behaviours = new Behaviours(states, beans::findName, properties.getFingerprint().getCode());
		return new MusubitoAdvisor(new ChatSteps(executor, registry, overrides, boundaries, codec),
				new RequestIdentities(encoder, behaviours), properties.getAi().getAdvisor().getOrder());
	}

	@Bean
	@ConditionalOnBooleanProperty("musubito.ai.advisor.enabled")
	ChatClientBuilderCustomizer musubitoAdvisorCustomizer(MusubitoAdvisor advisor) {
		return (builder) -> builder.defaultAdvisors(advisor);
	}

}
