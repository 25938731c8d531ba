package io.musubito.run;

import io.musubito.NodeView;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepView;
import io.musubito.usage.Prices;

/**
 * Says what tokens cost at the prices of today: what is stored are the tokens alone.
 */
final class PricedViews {

	private final Prices prices;

	PricedViews(Prices prices) {
		this.prices = prices;
	}

	RunView run(RunView run) {
		return new RunView(run.runId(), run.pipeline(), run.kind(), run.status(), run.startedAt(), run.endedAt(),
				run.resumedFrom(), run.parentRunId(), priced(run.spent()), priced(run.savings()), run.counts(),
				run.timeSaved(), run.causes(), run.steps().stream().map(this::step).toList());
	}

	StepView step(StepView step) {
		return new StepView(step.sequence(), step.operation(), step.nodeId(), step.outcome(), step.cached(),
				step.reason(), step.why(), step.duration(), step.saved(), priced(step.spent()), priced(step.savings()),
				step.manual(), step.endedAt(), step.position(), step.type(), step.error(), step.instance(),
				step.notDispatchable());
	}

	NodeView node(NodeView node) {
		return new NodeView(node.nodeId(), node.operation(), node.type(), node.status(), node.producerNodeId(),
				node.artifactId(), node.executedAt(), node.expiresAt(), node.duration(), priced(node.spent()),
				node.upstream(), node.downstream(), node.why(), node.manual());
	}

	private Spending priced(Spending spending) {
		return (spending.usage().isEmpty()) ? spending : this.prices.priced(spending.usage());
	}

}
