package io.musubito.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.Spending;
import io.musubito.Usage;
import io.musubito.store.StoreSummary.OperationSummary;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

/**
 * The sums over all steps.
 */
@JsonInclude(Include.NON_NULL)
record CacheDescriptor(long requests, long replayed, long executed, long failed, double hitRatio, long timeSavedMs,
		long tokensSpent, long tokensSaved, @JsonRawValue @Nullable String costSpent,
		@JsonRawValue @Nullable String costSaved, @Nullable List<String> unpricedModels) {

	static CacheDescriptor of(Collection<OperationSummary> operations, Prices prices) {
		long replayed = operations.stream().mapToLong(OperationSummary::replayed).sum();
		long executed = operations.stream().mapToLong(OperationSummary::executed).sum();
		long failed = operations.stream().mapToLong(OperationSummary::failed).sum();
		Duration saved = operations.stream().map(OperationSummary::timeSaved).reduce(Duration.ZERO, Duration::plus);
		Usage spent = Usage.sum(operations.stream().map(OperationSummary::spent).toList());
		Usage notSpent = Usage.sum(operations.stream().map(OperationSummary::savings).toList());
		Spending cost = prices.priced(spent);
		Spending notCost = prices.priced(notSpent);
		return new CacheDescriptor(replayed + executed + failed, replayed, executed, failed,
				hitRatio(replayed, executed, failed), saved.toMillis(), spent.totalTokens(), notSpent.totalTokens(),
				Amount.of(cost), Amount.of(notCost), Amount.unpriced(List.of(cost, notCost)));
	}

	/**
	 * The part of the calls that were answered without being executed.
	 */
	static double hitRatio(long replayed, long executed, long failed) {
		long requests = replayed + executed + failed;
		return (requests > 0) ? (double) replayed / requests : 0;
	}

}
