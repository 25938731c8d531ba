package io.musubito.replay;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.lineage.Origin;
import io.musubito.store.Production;

/**
 * The first reason upstream that is not itself a change further up. Each explanation
 * carries its own root cause, so that one step up is far enough.
 *
 * @param nodeId the node that executed for this reason
 * @param text the step and why it executed, {@code draft: expired}
 */
record RootCause(String nodeId, String text) {

	static final String CAUSED_BY = " ← ";

	private static final int SHOWN_LENGTH = 240;

	static RootCause of(Origin executed, Explanation why) {
		return of(executed.producerNodeId(), executed.operation(), why);
	}

	static RootCause of(Production producer) {
		if (!isValid(producer.status()) || producer.why() == null) {
			return new RootCause(producer.nodeId(), producer.operation() + ": no longer valid");
		}
		return of(producer.nodeId(), producer.operation(), producer.why());
	}

	private static boolean isValid(NodeStatus status) {
		return status == NodeStatus.SUCCESS || status == NodeStatus.MANUAL;
	}

	private static RootCause of(String nodeId, String operation, Explanation why) {
		if (isFromUpstream(why.reason()) && why.rootCauseNodeId() != null) {
			return new RootCause(why.rootCauseNodeId(),
					why.changes()
						.stream()
						.map(RootCause::carriedBy)
						.filter((text) -> !text.isEmpty())
						.findFirst()
						.orElseGet(() -> describe(operation, why)));
		}
		return new RootCause(nodeId, describe(operation, why));
	}

	private static String describe(String operation, Explanation why) {
		return Shortened.text(operation + ": " + why, SHOWN_LENGTH);
	}

	private static boolean isFromUpstream(Reason reason) {
		return reason == Reason.UPSTREAM_CHANGED || reason == Reason.STALE;
	}

	private static String carriedBy(Change change) {
		String after = change.after();
		if (after != null && change.component().startsWith(Explainer.STALE_BY)) {
			return after;
		}
		int start = (after != null) ? after.indexOf(CAUSED_BY) : -1;
		return (after != null && start >= 0) ? after.substring(start + CAUSED_BY.length()) : "";
	}

}
