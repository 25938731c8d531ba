package io.musubito.store;

import java.util.Set;

/**
 * That a call waits for somebody else's claim.
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
