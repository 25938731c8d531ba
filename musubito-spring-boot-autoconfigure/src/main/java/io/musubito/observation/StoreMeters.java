package io.musubito.observation;

import java.util.Locale;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.musubito.NodeStatus;
import io.musubito.observation.MeterConfiguration.StoreCounts;
import io.musubito.store.LineageQueries;
import io.musubito.store.StoreSummary;

/**
 * Measures the store.
 */
final class StoreMeters implements MeterBinder {

	private final LineageQueries queries;

	private final StoreCounts counts;

	/**
	 * Creates the meters.
	 * @param queries counts what the store holds
	 * @param counts what is counted outside of the store
	 */
	StoreMeters(LineageQueries queries, StoreCounts counts) {
		this.queries = queries;
		this.counts = counts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		StoreSummaries summaries = new StoreSummaries(this.queries, registry.config().clock());
		Gauge.builder("musubito.store.size", () -> summaries.read(StoreSummary::sizeBytes))
			.description("Size of the store on disk")
			.baseUnit("bytes")
			.register(registry);
		for (NodeStatus status : NodeStatus.values()) {
			Gauge.builder("musubito.store.nodes", () -> summaries.read((summary) -> nodes(summary, status)))
				.description("Nodes in the store")
				.tag("status", status.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
		Gauge.builder("musubito.journal.pending", this.counts.pendingJournal()::getAsLong)
			.description("Asynchronous writes that are not committed yet")
			.register(registry);
		FunctionCounter.builder("musubito.degraded", this.counts.degraded(), LongSupplier::getAsLong)
			.description("Calls of steps that had to do without the store")
			.register(registry);
	}

	private static double nodes(StoreSummary summary, NodeStatus status) {
		return summary.operations().stream().mapToLong((operation) -> operation.nodes().getOrDefault(status, 0L)).sum();
	}

}
