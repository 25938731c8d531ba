package io.musubito.actuate;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.quota.ModelLimits;
import io.musubito.step.StepDefinitions;
import io.musubito.store.LineageQueries;
import io.musubito.store.MetricsPeriod;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * {@code metrics}: what steps did over time.
 */
final class MetricsResource {

	private final LineageQueries queries;

	private final StepDefinitions steps;

	private final Prices prices;

	private final ModelLimits limits;

	private final Clock clock;

	MetricsResource(LineageQueries queries, StepDefinitions steps, Prices prices, ModelLimits limits, Clock clock) {
		this.queries = queries;
		this.steps = steps;
		this.prices = prices;
		this.limits = limits;
		this.clock = clock;
	}

	MetricsDescriptor get(@Nullable String period) {
		Map<String, StepType> types = new HashMap<>();
		for (StepDefinition step : this.steps.all()) {
			types.put(step.operation(), step.type());
		}
		return MetricsDescriptor.of(this.queries.metrics(period(period), this.clock.instant()), types, this.prices,
				LimitDescriptor.of(this.limits));
	}

	private static MetricsPeriod period(@Nullable String text) {
		if (!StringUtils.hasText(text)) {
			return MetricsPeriod.DAY;
		}
		return Arrays.stream(MetricsPeriod.values())
			.filter((period) -> period.text().equals(text.strip()))
			.findFirst()
			.orElseThrow(() -> EndpointException.badRequest("'period' must be one of "
					+ Arrays.stream(MetricsPeriod.values()).map(MetricsPeriod::text).collect(Collectors.joining(", "))
					+ ", but is '" + text + "'"));
	}

}
