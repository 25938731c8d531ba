package io.musubito.actuate;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.musubito.CodeBoundary;
import io.musubito.NodeStatus;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.store.StoreSummary.OperationSummary;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

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
				CacheDescriptor.hitRatio(counts.replayed(), counts.executed(), counts.failed()), counts.nodes(),
				counts.spent().totalTokens(), counts.savings().totalTokens(), Amount.of(prices.priced(counts.spent())),
				Amount.of(prices.priced(counts.savings())), null);
	}

	StepSummaryDescriptor definedBy(StepSummaryDescriptor definition) {
		return new StepSummaryDescriptor(this.operation, definition.type, definition.ttl, definition.version,
				this.replayed, this.executed, this.failed, this.hitRatio, this.nodes, this.tokensSpent,
				this.tokensSaved, this.costSpent, this.costSaved, definition.boundary);
	}

}
