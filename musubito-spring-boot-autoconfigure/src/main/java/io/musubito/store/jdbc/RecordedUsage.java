package io.musubito.store.jdbc;

import io.musubito.Spending;
import io.musubito.Usage;

/**
 * What models used, as the journal has it.
 *
 * @param spent in the calls that were made
 * @param saved in the executions that replays made unnecessary
 */
record RecordedUsage(Usage spent, Usage saved) {

	static final RecordedUsage NONE = new RecordedUsage(Usage.NONE, Usage.NONE);

	RecordedUsage plus(RecordedUsage other) {
		return new RecordedUsage(this.spent.plus(other.spent), this.saved.plus(other.saved));
	}

	/**
	 * The store knows no prices.
	 */
	Spending spending() {
		return Spending.of(this.spent);
	}

	Spending savings() {
		return Spending.of(this.saved);
	}

}
