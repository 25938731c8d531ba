package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Who is executing what, in all processes that work with a store. The claims of a process
 * that has ended count as released. Safe for use by any number of threads. All methods
 * but {@link #release} and {@link #endWait} throw {@link io.musubito.StoreException} when
 * the store can't be read or written.
 */
public interface ClaimStore {

	/**
	 * Claims a computation for this process. The caller must release it; to record the
	 * execution releases it too. Returns when it is committed.
	 * @param key the identity of the call
	 * @param runId the run that it belongs to; {@code null} outside of runs
	 * @param since when it begins
	 * @return empty when it is claimed now; the claim of a living process that was
	 * earlier
	 */
	default Optional<Claim> acquire(NodeKey key, @Nullable String runId, Instant since) {
		return Optional.ofNullable(claim(key, runId, since).other());
	}

	/**
	 * The same, and tells what is known of the computation in the moment in which it is
	 * claimed.
	 * @param key the identity of the call
	 * @param runId the run that it belongs to; {@code null} outside of runs
	 * @param since when it begins
	 * @return who has the claim
	 */
	Claimed claim(NodeKey key, @Nullable String runId, Instant since);

	/**
	 * Finds out who is executing a computation.
	 * @param replayKey the computation
	 * @return the claim of a living process
	 */
	Optional<Claim> find(String replayKey);

	/**
	 * Releases asynchronously what {@link #acquire} has claimed here. Does nothing when
	 * that is released already. If it can't be written, it is tried again with the next
	 * claim.
	 * @param replayKey the computation
	 */
	void release(String replayKey);

	/**
	 * Records a wait, or what has changed about it, unless it could never end. Returns
	 * when it is committed.
	 * @param wait the wait
	 * @return empty when the call may wait; else why it must not: the steps from the
	 * wanted one on, each of which waits for the next, to one that can't end before the
	 * call has
	 */
	List<String> await(ClaimWait wait);

	/**
	 * Records asynchronously that a wait has ended.
	 * @param waitId the id of the wait
	 */
	void endWait(String waitId);

	/**
	 * What is being executed now.
	 * @return the claims of living processes, oldest first
	 */
	List<Claim> findAll();

}
