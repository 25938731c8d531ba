package io.musubito.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.CodeBoundary;
import io.musubito.NodeStatus;
import io.musubito.ReplayMode;
import io.musubito.Spending;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.store.StoreSummary;
import io.musubito.store.StoreSummary.OperationSummary;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.util.StringUtils;

/**
 * The summary as the endpoint shows it.
 *
 * @param mode the mode of the application
 * @param store what the store holds
 * @param cache what replaying saved
 * @param steps the counts by step
 * @param running what is being executed now, in all processes
 */
record SummaryDescriptor(ReplayMode mode, StoreDescriptor store, CacheDescriptor cache,
		List<StepSummaryDescriptor> steps, List<RunningDescriptor> running) implements OperationResponseBody {

	private static double hitRatio(long replayed, long executed, long failed) {
		long requests = replayed + executed + failed;
		return (requests > 0) ? (double) replayed / requests : 0;
	}

	/**
	 * The store.
	 */
	record StoreDescriptor(String type, String location, long sizeBytes, long nodes, long artifacts, long edges,
			long runs) {

		static StoreDescriptor of(StoreSummary summary) {
			return new StoreDescriptor(summary.type(), summary.location(), summary.sizeBytes(), summary.nodes(),
					summary.artifacts(), summary.edges(), summary.runs());
		}

	}

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
					SummaryDescriptor.hitRatio(replayed, executed, failed), saved.toMillis(), spent.totalTokens(),
					notSpent.totalTokens(), Amount.of(cost), Amount.of(notCost),
					Amount.unpriced(List.of(cost, notCost)));
		}

	}

	/**
	 * One step.
	 */
	@JsonInclude(Include.NON_NULL)
	record StepSummaryDescriptor(String operation, StepType type, @Nullable String ttl, @Nullable String version,
			long replayed, long executed, long failed, double hitRatio, Map<NodeStatus, Long> nodes, long tokensSpent,
			long tokensSaved, @JsonRawValue @Nullable String costSpent, @JsonRawValue @Nullable String costSaved,
			@Nullable UnseenDescriptor boundary) {

		static StepSummaryDescriptor of(StepDefinition definition, CodeBoundary boundary) {
			Duration ttl = definition.ttl();
			String version = (StringUtils.hasLength(definition.version())) ? definition.version() : null;
			return new StepSummaryDescriptor(definition.operation(), definition.type(),
					(ttl != null) ? ttl.toString() : null, version, 0, 0, 0, 0, Map.of(), 0, 0, null, null,
					UnseenDescriptor.of(boundary));
		}

		static StepSummaryDescriptor of(OperationSummary counts, Prices prices) {
			return new StepSummaryDescriptor(counts.operation(), counts.type(), null, null, counts.replayed(),
					counts.executed(), counts.failed(),
					SummaryDescriptor.hitRatio(counts.replayed(), counts.executed(), counts.failed()), counts.nodes(),
					counts.spent().totalTokens(), counts.savings().totalTokens(),
					Amount.of(prices.priced(counts.spent())), Amount.of(prices.priced(counts.savings())), null);
		}

		StepSummaryDescriptor definedBy(StepSummaryDescriptor definition) {
			return new StepSummaryDescriptor(this.operation, definition.type, definition.ttl, definition.version,
					this.replayed, this.executed, this.failed, this.hitRatio, this.nodes, this.tokensSpent,
					this.tokensSaved, this.costSpent, this.costSaved, definition.boundary);
		}

	}

	/**
	 * What the identity of a step doesn't cover, but for calls of libraries, which are
	 * many and are shown of each node.
	 */
	@JsonInclude(Include.NON_EMPTY)
	record UnseenDescriptor(Collection<String> state, Collection<String> surroundings, Collection<String> reflection,
			Collection<String> unresolved, Collection<String> advice) {

		static @Nullable UnseenDescriptor of(CodeBoundary boundary) {
			UnseenDescriptor unseen = new UnseenDescriptor(boundary.state(), boundary.surroundings(),
					boundary.reflection(), boundary.unresolved(), boundary.advice());
			boolean nothing = unseen.state.isEmpty() && unseen.surroundings.isEmpty() && unseen.reflection.isEmpty()
					&& unseen.unresolved.isEmpty() && unseen.advice.isEmpty();
			return (nothing) ? null : unseen;
		}

	}

}
