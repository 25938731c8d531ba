package io.musubito.store.jdbc;

import java.time.Instant;

import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * How a computation is claimed. Safe for use by any number of threads.
 */
interface Claiming {

	/**
	 * Claims a computation for this process, and returns when that is committed.
	 */
	FencedClaim claim(NodeKey key, @Nullable String runId, Instant since);

	/**
	 * Keeps nothing that is claimed from now on, as nobody would release it.
	 */
	void close();

}
