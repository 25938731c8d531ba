package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The artifacts that nothing refers to when what is planned is removed.
 */
final class PlannedArtifacts {

	private final StoredArtifacts artifacts;

	private final int[] unused;

	PlannedArtifacts(StoredArtifacts artifacts, BitSet unused) {
		this.artifacts = artifacts;
		this.unused = unused.stream().toArray();
	}

	int count() {
		return this.unused.length;
	}

	long bytes() {
		return Arrays.stream(this.unused).mapToLong(this.artifacts::bytes).sum();
	}

	/**
	 * The row ids of some of them.
	 */
	List<Long> part(int from, int to) {
		return Arrays.stream(this.unused, from, to).mapToLong(this.artifacts::id).boxed().toList();
	}

}
