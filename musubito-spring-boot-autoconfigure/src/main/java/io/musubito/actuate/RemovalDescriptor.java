package io.musubito.actuate;

import java.util.List;

import io.musubito.Spending;
import io.musubito.store.Removal;
import io.musubito.usage.Prices;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What retention removed, or would remove.
 *
 * @param dryRun whether nothing was removed
 * @param nodes how many nodes
 * @param artifacts how many artifacts
 * @param runs how many runs
 * @param entries how many journal entries
 * @param bytes what results and inputs took
 * @param recompute what it takes to compute the results again
 */
record RemovalDescriptor(boolean dryRun, long nodes, long artifacts, long runs, long entries, long bytes,
		RecomputationDescriptor recompute) implements OperationResponseBody {

	static RemovalDescriptor of(Removal removal, boolean dryRun, Prices prices) {
		Spending spending = prices.priced(removal.usage());
		return new RemovalDescriptor(dryRun, removal.nodes(), removal.artifacts(), removal.runs(), removal.entries(),
				removal.bytes(), new RecomputationDescriptor(removal.duration().toMillis(),
						removal.usage().totalTokens(), Amount.of(spending), Amount.unpriced(List.of(spending))));
	}

}
