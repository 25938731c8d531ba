package io.musubito.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.musubito.Reason;
import io.musubito.StepType;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What steps did over time. An entry of the journal belongs to the time at which the call
 * was answered.
 *
 * @param from when the first bucket begins, in UTC
 * @param to when the last one ends, which is at or after the moment that was asked for
 * @param bucketLength how long each bucket is
 * @param buckets all buckets, oldest first
 * @param causes why steps executed, most steps first
 * @param operations the sums by operation, ordered by name
 * @param holdings what the store holds now
 */
public record StoreMetrics(Instant from, Instant to, Duration bucketLength, List<Bucket> buckets,
		Map<Reason, Long> causes, List<OperationMetrics> operations, Holdings holdings) {

	/**
	 * The sums of a part of the time.
	 *
	 * @param at when it begins
	 * @param replayed journal entries {@code REPLAYED}, {@code JOINED} and
	 * {@code SERVED_STALE}
	 * @param executed journal entries {@code EXECUTED}
	 * @param failed journal entries {@code FAILED} and {@code BLOCKED}
	 * @param timeSaved what replays made unnecessary
	 * @param spent what models used
	 * @param savings what models used in executions that replays made unnecessary
	 */
	public record Bucket(Instant at, long replayed, long executed, long failed, Duration timeSaved, Usage spent,
			Usage savings) {

	}

	/**
	 * The sums of one operation.
	 *
	 * @param operation the operation
	 * @param type the type of the step when it was last recorded; {@code null} when none
	 * of its results ever was
	 * @param replayed journal entries {@code REPLAYED}, {@code JOINED} and
	 * {@code SERVED_STALE}
	 * @param executed journal entries {@code EXECUTED}
	 * @param failed journal entries {@code FAILED} and {@code BLOCKED}
	 * @param duration how long executions took, those that failed included
	 * @param timeSaved what replays made unnecessary
	 * @param spent what models used
	 * @param savings what models used in executions that replays made unnecessary
	 */
	public record OperationMetrics(String operation, @Nullable StepType type, long replayed, long executed, long failed,
			Duration duration, Duration timeSaved, Usage spent, Usage savings) {

	}

	/**
	 * What the store holds.
	 *
	 * @param sizeBytes its size on disk
	 * @param nodes how many nodes
	 * @param artifacts how many artifacts
	 * @param artifactBytes the sum of their sizes, uncompressed
	 * @param unused what was not used for 7, 30 and 90 days
	 */
	public record Holdings(long sizeBytes, long nodes, long artifacts, long artifactBytes, List<Unused> unused) {

	}

	/**
	 * What was not used for a time. A node is used when it is executed, when it fails,
	 * when its result is given by hand, and when its result is replayed, by itself or by
	 * another node. An artifact is used with a node that has it. The day counts, in UTC,
	 * not the hour.
	 *
	 * @param days for how many days
	 * @param nodes how many nodes
	 * @param artifactBytes the sum of the sizes of artifacts, uncompressed; those too
	 * that no node has any more
	 */
	public record Unused(int days, long nodes, long artifactBytes) {

	}

}
