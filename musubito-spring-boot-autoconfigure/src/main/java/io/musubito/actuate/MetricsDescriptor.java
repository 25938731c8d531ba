package io.musubito.actuate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.Cost;
import io.musubito.StepType;
import io.musubito.store.StoreMetrics;
import io.musubito.store.StoreMetrics.Bucket;
import io.musubito.store.StoreMetrics.Holdings;
import io.musubito.store.StoreMetrics.OperationMetrics;
import io.musubito.store.StoreMetrics.Unused;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What steps did over time, as the endpoint shows it, and what is used now of the limits
 * of models.
 */
record MetricsDescriptor(Instant from, Instant to, long bucketMs, List<BucketDescriptor> buckets,
		List<CauseDescriptor> causes, List<StepMetricsDescriptor> steps, HoldingsDescriptor store,
		@JsonInclude(Include.NON_EMPTY) List<LimitDescriptor> limits) implements OperationResponseBody {

	static MetricsDescriptor of(StoreMetrics metrics, Map<String, StepType> types, Prices prices,
			List<LimitDescriptor> limits) {
		return new MetricsDescriptor(metrics.from(), metrics.to(), metrics.bucketLength().toMillis(),
				metrics.buckets().stream().map((bucket) -> BucketDescriptor.of(bucket, prices)).toList(),
				metrics.causes()
					.entrySet()
					.stream()
					.map((cause) -> new CauseDescriptor(cause.getKey(), null, cause.getValue()))
					.toList(),
				metrics.operations()
					.stream()
					.sorted(dearestFirst(prices))
					.map((step) -> StepMetricsDescriptor.of(step, types.getOrDefault(step.operation(), step.type()),
							prices))
					.toList(),
				HoldingsDescriptor.of(metrics.holdings()), limits);
	}

	/**
	 * By money, where there is a price; then by tokens, then by time.
	 */
	private static Comparator<OperationMetrics> dearestFirst(Prices prices) {
		return Comparator.comparing((OperationMetrics step) -> amount(prices.priced(step.spent()).cost()))
			.thenComparing((step) -> step.spent().totalTokens())
			.thenComparing(OperationMetrics::duration)
			.reversed()
			.thenComparing(OperationMetrics::operation);
	}

	private static BigDecimal amount(@Nullable Cost cost) {
		return (cost != null) ? cost.amount() : BigDecimal.ZERO;
	}

	/**
	 * A part of the time.
	 */
	@JsonInclude(Include.NON_NULL)
	record BucketDescriptor(Instant at, long replayed, long executed, long failed, long timeSavedMs, long tokensSpent,
			long tokensSaved, @JsonRawValue @Nullable String costSpent, @JsonRawValue @Nullable String costSaved) {

		static BucketDescriptor of(Bucket bucket, Prices prices) {
			return new BucketDescriptor(bucket.at(), bucket.replayed(), bucket.executed(), bucket.failed(),
					bucket.timeSaved().toMillis(), bucket.spent().totalTokens(), bucket.savings().totalTokens(),
					Amount.of(prices.priced(bucket.spent())), Amount.of(prices.priced(bucket.savings())));
		}

	}

	/**
	 * One step.
	 */
	@JsonInclude(Include.NON_NULL)
	record StepMetricsDescriptor(String operation, @Nullable StepType type, long replayed, long executed, long failed,
			long durationMs, long timeSavedMs, long tokensSpent, long tokensSaved,
			@JsonRawValue @Nullable String costSpent, @JsonRawValue @Nullable String costSaved) {

		static StepMetricsDescriptor of(OperationMetrics step, @Nullable StepType type, Prices prices) {
			return new StepMetricsDescriptor(step.operation(), type, step.replayed(), step.executed(), step.failed(),
					step.duration().toMillis(), step.timeSaved().toMillis(), step.spent().totalTokens(),
					step.savings().totalTokens(), Amount.of(prices.priced(step.spent())),
					Amount.of(prices.priced(step.savings())));
		}

	}

	/**
	 * What the store holds, and what of it was not used for a time.
	 */
	record HoldingsDescriptor(long sizeBytes, long nodes, long artifacts, long artifactBytes, List<Unused> unused) {

		static HoldingsDescriptor of(Holdings holdings) {
			return new HoldingsDescriptor(holdings.sizeBytes(), holdings.nodes(), holdings.artifacts(),
					holdings.artifactBytes(), holdings.unused());
		}

	}

}
