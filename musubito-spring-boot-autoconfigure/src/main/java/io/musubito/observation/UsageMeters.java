package io.musubito.observation;

import java.math.BigDecimal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.musubito.ModelUsage;
import io.musubito.StepOutcome;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens and the money that calls of models spend, when they end, and those
 * that replays save. Money is counted at the prices of the moment, for models that have
 * one.
 */
final class UsageMeters implements UsageListener, ObservationHandler<StepObservationContext> {

	private final MeterProvider<Counter> tokens;

	private final MeterProvider<Counter> cachedTokens;

	private final MeterProvider<Counter> cost;

	private final Prices prices;

	/**
	 * Registers the counters.
	 * @param registry where
	 * @param prices what models cost
	 */
	UsageMeters(MeterRegistry registry, Prices prices) {
		this.tokens = Counter.builder("musubito.tokens")
			.description("Tokens that models read and wrote, or would have without replays")
			.withRegistry(registry);
		this.cachedTokens = Counter.builder("musubito.tokens.cached")
			.description("Those of the input tokens that came from the models' own caches")
			.withRegistry(registry);
		this.cost = Counter.builder("musubito.cost")
			.description("What the tokens cost, in the currency of the prices")
			.withRegistry(registry);
		this.prices = prices;
	}

	@Override
	public void spent(@Nullable String operation, ModelUsage usage) {
		count((operation != null) ? operation : "none", usage, "spent");
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof StepObservationContext;
	}

	@Override
	public void onStop(StepObservationContext context) {
		StepOutcome outcome = context.getOutcome();
		if (outcome != null && outcome.isCached()) {
			context.getSavedUsage().models().forEach((usage) -> count(context.getOperation(), usage, "saved"));
		}
	}

	private void count(String operation, ModelUsage usage, String kind) {
		Tags tags = Tags.of("operation", operation, "model", usage.model(), "kind", kind);
		this.tokens.withTags(tags.and("direction", "input")).increment(usage.inputTokens());
		this.tokens.withTags(tags.and("direction", "output")).increment(usage.outputTokens());
		this.cachedTokens.withTags(tags).increment(usage.cachedInputTokens());
		BigDecimal price = this.prices.costOf(usage);
		if (price != null) {
			this.cost.withTags("model", usage.model(), "kind", kind).increment(price.doubleValue());
		}
	}

}
