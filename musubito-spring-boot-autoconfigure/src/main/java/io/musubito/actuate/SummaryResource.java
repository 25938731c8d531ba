package io.musubito.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.quota.ModelLimits;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.StoreSummary;
import io.musubito.store.StoreSummary.OperationSummary;
import io.musubito.usage.Prices;

/**
 * The root of the endpoint.
 */
final class SummaryResource {

	private final ReplayMode mode;

	private final StepDefinitions steps;

	private final LineageQueries queries;

	private final ClaimStore claims;

	private final Prices prices;

	private final ModelLimits limits;

	SummaryResource(ReplayMode mode, StepDefinitions steps, LineageQueries queries, ClaimStore claims, Prices prices,
			ModelLimits limits) {
		this.mode = mode;
		this.steps = steps;
		this.queries = queries;
		this.claims = claims;
		this.prices = prices;
		this.limits = limits;
	}

	SummaryDescriptor get() {
		StoreSummary summary = this.queries.summary();
		return new SummaryDescriptor(this.mode, StoreDescriptor.of(summary),
				CacheDescriptor.of(summary.operations(), this.prices), steps(summary),
				this.claims.findAll().stream().map(RunningDescriptor::of).toList(), LimitDescriptor.of(this.limits));
	}

	// All steps of the application, called yet or not, and those that it had once.
	private List<StepSummaryDescriptor> steps(StoreSummary summary) {
		Map<String, StepSummaryDescriptor> steps = new TreeMap<>();
		for (StepDefinition definition : this.steps.all()) {
			steps.put(definition.operation(),
					StepSummaryDescriptor.of(definition, this.steps.boundary(definition.operation())));
		}
		for (OperationSummary counts : summary.operations()) {
			steps.merge(counts.operation(), StepSummaryDescriptor.of(counts, this.prices),
					(defined, counted) -> counted.definedBy(defined));
		}
		return List.copyOf(steps.values());
	}

}
