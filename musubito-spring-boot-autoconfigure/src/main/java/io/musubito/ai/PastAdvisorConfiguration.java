package io.musubito.ai;

import io.musubito.code.ApplicationTypes;
import io.musubito.execution.StepExecutor;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What tells of calls that the advisor doesn't see, where each client should have one.
 */
@Configuration(proxyBeanMethods = false)
public class PastAdvisorConfiguration {

	@Bean
	PastAdvisor musubitoPastAdvisor(ConfigurableListableBeanFactory beanFactory, ApplicationTypes application,
			StepExecutor executor) {
		return new PastAdvisor(beanFactory, application, executor);
	}

}
