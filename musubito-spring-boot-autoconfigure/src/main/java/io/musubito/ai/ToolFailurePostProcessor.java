package io.musubito.ai;

import org.springframework.ai.tool.execution.DefaultToolExecutionExceptionProcessor;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets Musubito's refusals pass where Spring AI would tell them to the model. An
 * application that has a processor of its own decides for itself.
 */
final class ToolFailurePostProcessor implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean.getClass() == DefaultToolExecutionExceptionProcessor.class)
				? new ToolFailures((ToolExecutionExceptionProcessor) bean) : bean;
	}

}
