package io.musubito.aop;

import io.musubito.CodeLevel;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.code.ApplicationTypes;
import io.musubito.code.Libraries;
import io.musubito.identity.EffectIdentities;
import io.musubito.identity.ReachedModels;
import io.musubito.identity.StepConfigurations;
import io.musubito.state.States;
import io.musubito.step.StepOverrides;
import io.musubito.store.FingerprintStore;
import io.musubito.value.CanonicalEncoder;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What makes steps of the methods of beans.
 */
@Configuration(proxyBeanMethods = false)
public class StepMethodConfiguration {

	@Bean
	BeanCodes musubitoBeanCodes(ConfigurableListableBeanFactory beanFactory, ApplicationContext context,
			ApplicationTypes application) {
		return new BeanCodes(beanFactory, context, application);
	}

	@Bean
	StepCodes musubitoStepCodes(BeanCodes beans, ApplicationTypes application, CodeLevel level,
			FingerprintStore store) {
		return new StepCodes(beans, application::reachableFrom, level, store);
	}

	@Bean
	StepStates musubitoStepStates(ConfigurableListableBeanFactory beanFactory, States states) {
		return new StepStates(beanFactory, states);
	}

	@Bean
	StepMethodFactory musubitoStepMethodFactory(Environment environment, ArtifactCodec codec, StepOverrides overrides,
			StepCodes codes, StepStates states, StepConfigurations configurations, ReachedModels models,
			Libraries libraries, EffectIdentities effects, CanonicalEncoder encoder) {
		return new StepMethodFactory(environment, codec, overrides, codes, states, configurations, models, libraries,
				effects, encoder);
	}

}
