package io.musubito.store.jdbc;

import java.time.Duration;

import io.musubito.Usage;
import io.musubito.store.Removal;

/**
 * A node that is to be removed.
 *
 * @param id the row id
 * @param artifact the row id of its artifact, 0 without one
 * @param bytes what its inputs and explanations take
 * @param duration how long it takes to compute it again
 * @param usage what models use then
 */
record PlannedNode(long id, long artifact, long bytes, Duration duration, Usage usage) {

	Removal removal() {
		return new Removal(1, 0, 0, 0, this.bytes, this.duration, this.usage);
	}

}
