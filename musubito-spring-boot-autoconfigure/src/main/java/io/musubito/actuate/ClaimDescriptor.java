package io.musubito.actuate;

import java.time.Instant;

import io.musubito.store.Claim;

/**
 * Who is executing a node.
 *
 * @param owner the id of the process
 * @param since when it began, by the clock of that process
 */
record ClaimDescriptor(String owner, Instant since) {

	static ClaimDescriptor of(Claim claim) {
		return new ClaimDescriptor(claim.pid(), claim.since());
	}

}
