package io.musubito.ai;

import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.execution.ModelCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets observation registries tell of calls of models. Before any other handler is added:
 * a call that is refused by the first one has started none of the others, which would
 * never be stopped.
 */
final class ModelCallPostProcessor implements BeanPostProcessor {

	private final ModelCallObservationHandler handler;

	/**
	 * Creates the post-processor.
	 * @param calls gives who is told of calls, when there is one
	 * @param reasons the reasons for which an answer may end that is kept
	 * @param pastAdvisor gives who is told of calls that no advisor sees, where each
	 * client should have one
	 * @param places gives who takes places for calls
	 */
	ModelCallPostProcessor(Supplier<ModelCalls> calls, Supplier<FinishReasons> reasons,
			Supplier<@Nullable PastAdvisor> pastAdvisor, Supplier<ModelPlaces> places) {
		this.handler = new ModelCallObservationHandler(calls, reasons, pastAdvisor, places);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof ObservationRegistry registry) {
			registry.observationConfig().observationHandler(this.handler);
		}
		return bean;
	}

}
