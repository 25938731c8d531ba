package io.musubito.ai;

import java.util.List;

import io.musubito.execution.ModelCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * What connects the engine with models.
 */
@Configuration(proxyBeanMethods = false)
public class ModelCallConfiguration {

	@Bean
	ModelStates musubitoModelStates() {
		return new ModelStates();
	}

	@Bean
	FinishReasons musubitoFinishReasons(Settings settings) {
		List<String> kept = settings.finishReasons();
		return new FinishReasons((kept != null) ? kept : FinishReasons.COMPLETE);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ModelCallPostProcessor musubitoModelCallPostProcessor(ObjectProvider<ModelCalls> calls,
			ObjectProvider<FinishReasons> reasons, ObjectProvider<PastAdvisor> pastAdvisor) {
		return new ModelCallPostProcessor(calls::getObject, reasons::getObject, pastAdvisor::getIfAvailable);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ToolFailurePostProcessor musubitoToolFailurePostProcessor() {
		return new ToolFailurePostProcessor();
	}

	/**
	 * What applications may set.
	 *
	 * @param finishReasons the reasons for which an answer may end that is kept, empty
	 * for any; {@code null} for those of complete answers
	 */
	public record Settings(@Nullable List<String> finishReasons) {

	}

}
