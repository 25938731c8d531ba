package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The executions and journal entries of an export, numbered from 1 in the order in which
 * they happened. The ids in the store are not exported.
 */
final class ExportNumbers {

	private final long[] ids;

	ExportNumbers(LongStream ids) {
		this.ids = ids.sorted().distinct().toArray();
	}

	long of(long id) {
		return Arrays.binarySearch(this.ids, id) + 1L;
	}

}
