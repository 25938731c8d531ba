package io.musubito.autoconfigure;

import io.musubito.ai.RepeatingModels;
import io.musubito.quota.ModelLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.model.Model;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses, when the application starts, limits of models whose clients repeat requests by
 * themselves.
 */
final class LimitedModels implements SmartInitializingSingleton {

	private final ObjectProvider<Model<?, ?>> models;

	private final ModelLimits limits;

	LimitedModels(ObjectProvider<Model<?, ?>> models, ModelLimits limits) {
		this.models = models;
		this.limits = limits;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.limits.isEmpty()) {
			this.models.stream().map((model) -> RepeatingModels.findRefusal(model, this.limits)).forEach(this::refuse);
		}
	}

	private void refuse(@Nullable String refusal) {
		if (refusal != null) {
			throw new InvalidPropertyException(refusal);
		}
	}

}
