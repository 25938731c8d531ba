package io.musubito.ai;

import java.util.List;

import io.musubito.execution.ModelCalls;
import io.musubito.quota.ModelLimits;
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
	ModelPlaces musubitoModelPlaces(ObjectProvider<ModelLimits> limits) {
		return new ModelPlaces(limits.getIfAvailable(() -> ModelLimits.NONE));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ModelCallPostProcessor musubitoModelCallPostProcessor(ObjectProvider<ModelCalls> calls,
			ObjectProvider<FinishReasons> reasons, ObjectProvider<PastAdvisor> pastAdvisor,
			ObjectProvider<ModelPlaces> places) {
		return new ModelCallPostProcessor(calls::getObject, reasons::getObject, pastAdvisor::getIfAvailable,
				places::getObject);
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
