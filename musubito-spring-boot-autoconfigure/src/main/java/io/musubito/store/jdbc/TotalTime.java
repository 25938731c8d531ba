package io.musubito.store.jdbc;

import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The totals of a time.
 *
 * @param period the length of the periods that are read
 * @param from when the first one begins, as in the rows
 * @param to when the one after the last begins
 */
record TotalTime(TotalPeriod period, long from, long to) {

	static final TotalTime ALL = new TotalTime(TotalPeriod.ALL, 0, 1);

	static TotalTime of(TotalPeriod period, Instant from, Instant to) {
		return new TotalTime(period, Columns.nanos(from), Columns.nanos(to));
	}

	StatementSpec bind(StatementSpec statement) {
		return statement.param("hours", this.period.hours()).param("from", this.from).param("to", this.to);
	}

}
