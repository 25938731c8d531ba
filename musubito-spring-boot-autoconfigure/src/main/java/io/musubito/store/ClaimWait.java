package io.musubito.store;

import java.util.Set;

/**
 * A call that waits for a claim of another caller.
 *
 * @param waitId the id of the wait
 * @param replayKey the computation that is waited for
 * @param blocked the computations that can't end before the call has
 */
public record ClaimWait(String waitId, String replayKey, Set<String> blocked) {

	public ClaimWait {
		blocked = Set.copyOf(blocked);
	}

}
