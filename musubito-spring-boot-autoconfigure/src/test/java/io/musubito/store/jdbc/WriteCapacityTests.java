package io.musubito.store.jdbc;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link WriteCapacity}.
 */
class WriteCapacityTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final WriteCapacity capacity = new WriteCapacity();

	@Test
	void manySmallOnesFitAndFewLargeOnes() {
		assertThat(fitting(WriteCapacity.entries(10))).isEqualTo(10_000);
		assertThat(fitting(WriteCapacity.entries(MEGABYTE))).isEqualTo(153);
	}

	@Test
	void theLargestOneFitsAlone() {
		assertThat(fitting(WriteCapacity.entries(Integer.MAX_VALUE))).isOne();
	}

	private int fitting(int entries) {
		int fitting = 0;
		while (this.capacity.acquire(entries, () -> false)) {
			fitting++;
		}
		for (int i = 0; i < fitting; i++) {
			this.capacity.release(entries);
		}
		return fitting;
	}

}
