package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;

/**
 * How instants and durations are kept, in nanoseconds without loss, and texts.
 */
final class Columns {

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	private static final long SECONDS_PER_DAY = 86_400;

	private Columns() {
	}

	/**
	 * The value of a column for a text that anybody may have written: PostgreSQL stores
	 * no character 0, and the shell of SQLite shows nothing after one.
	 */
	@Contract("null -> null; !null -> !null")
	static @Nullable String text(@Nullable String text) {
		return (text != null && text.indexOf('\0') >= 0) ? text.replace('\0', '\uFFFD') : text;
	}

	/**
	 * The value of a column for an instant.
	 * @throws ArithmeticException before 1678 and after 2262
	 */
	static long nanos(Instant instant) {
		return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
	}

	/**
	 * The days since 1970.
	 */
	static long day(Instant instant) {
		return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY);
	}

	static long nanos(Duration duration) {
		return duration.toNanos();
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return instant(row.getLong(column));
	}

	static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
		return nullableInstant(row, row.findColumn(column));
	}

	static @Nullable Instant nullableInstant(ResultSet row, int column) throws SQLException {
		long nanos = row.getLong(column);
		return (!row.wasNull()) ? instant(nanos) : null;
	}

	static Duration duration(ResultSet row, String column) throws SQLException {
		return duration(row, row.findColumn(column));
	}

	static Duration duration(ResultSet row, int column) throws SQLException {
		return Duration.ofNanos(row.getLong(column));
	}

	static Instant instant(long nanos) {
		return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
	}

}
