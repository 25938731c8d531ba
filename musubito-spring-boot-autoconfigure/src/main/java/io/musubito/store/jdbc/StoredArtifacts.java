package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All artifacts of a store, without their payloads, with how many refer to each.
 */
final class StoredArtifacts {

	private static final String SELECT = """
			SELECT a.id, coalesce(octet_length(a.payload), 0) AS bytes, coalesce(u.used_on, 0) AS used_on
			FROM musubito_artifact a LEFT JOIN musubito_artifact_use u ON u.namespace = a.namespace AND u.artifact = a.id
			WHERE a.namespace = :namespace
			ORDER BY a.id
			""";

	private static final String SELECT_NOTED = """
			SELECT a.id, s.run, s.ended_at
			FROM musubito_step_record s
				JOIN musubito_artifact a ON a.namespace = s.namespace AND a.artifact_id = s.artifact
			WHERE s.namespace = :namespace AND s.artifact IS NOT NULL
			""";

	private final long[] ids;

	private final int[] bytes;

	private final long[] usedOn;

	private final int[] uses;

	private final BitSet ofNodes = new BitSet();

	private StoredArtifacts(JdbcClient jdbc) {
		LongStream.Builder ids = LongStream.builder();
		IntStream.Builder bytes = IntStream.builder();
		LongStream.Builder usedOn = LongStream.builder();
		RowCallbackHandler add = (row) -> {
			ids.add(row.getLong("id"));
			bytes.add(row.getInt("bytes"));
			usedOn.add(row.getLong("used_on"));
		};
		jdbc.sql(SELECT).withFetchSize(StoredNodes.FETCHED).query(add);
		this.ids = ids.build().toArray();
		this.bytes = bytes.build().toArray();
		this.usedOn = usedOn.build().toArray();
		this.uses = new int[this.ids.length];
	}

	static StoredArtifacts read(JdbcClient jdbc) {
		return new StoredArtifacts(jdbc);
	}

	/**
	 * The index of an artifact.
	 * @return something negative when there is none
	 */
	int index(long id) {
		return Arrays.binarySearch(this.ids, id);
	}

	long id(int artifact) {
		return this.ids[artifact];
	}

	int bytes(int artifact) {
		return this.bytes[artifact];
	}

	/**
	 * Notes that something refers to an artifact.
	 */
	void use(int artifact) {
		if (artifact >= 0) {
			this.uses[artifact]++;
		}
	}

	void useByNode(int artifact) {
		use(artifact);
		if (artifact >= 0) {
			this.ofNodes.set(artifact);
		}
	}

	/**
	 * Notes that a node does not refer to it any more.
	 */
	void release(int artifact) {
		if (artifact >= 0) {
			this.uses[artifact]--;
		}
	}

	int[] uses() {
		return this.uses.clone();
	}

	/**
	 * What those take that no node has had.
	 */
	long bytesWithoutNode() {
		return IntStream.range(0, this.ids.length)
			.filter((artifact) -> !this.ofNodes.get(artifact))
			.mapToLong((artifact) -> this.bytes[artifact])
			.sum();
	}

	/**
	 * The artifacts that nothing refers to, and that were not used since a day or that a
	 * node had until now.
	 * @param day the day
	 * @param full whether it does not matter when they were used
	 */
	BitSet unused(long day, boolean full) {
		return matching((artifact) -> this.uses[artifact] == 0
				&& (full || this.ofNodes.get(artifact) || this.usedOn[artifact] < day));
	}

	/**
	 * The other artifacts that nothing refers to: those that were replaced by another
	 * result. An entry of the journal that stays keeps them.
	 * @param staying whether an entry stays
	 */
	BitSet replaced(JdbcClient jdbc, BitSet unused, StayingEntry staying) {
		BitSet replaced = matching((artifact) -> this.uses[artifact] == 0 && !unused.get(artifact));
		if (!replaced.isEmpty()) {
			RowCallbackHandler keep = (row) -> {
				int artifact = index(row.getLong("id"));
				if (artifact >= 0 && staying.test(row)) {
					replaced.clear(artifact);
				}
			};
			jdbc.sql(SELECT_NOTED).withFetchSize(StoredNodes.FETCHED).query(keep);
		}
		return replaced;
	}

	private BitSet matching(IntPredicate condition) {
		BitSet matching = new BitSet();
		IntStream.range(0, this.ids.length).filter(condition).forEach(matching::set);
		return matching;
	}

}
