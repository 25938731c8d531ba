package io.musubito.identity;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;

/**
 * Dates and times, none of which may depend on the zone of the process.
 */
final class TimeVectors {

	private TimeVectors() {
	}

	static void add(Map<String, Object> values) {
		values.put("Instant", Instant.parse("2026-01-02T03:04:05.000000006Z"));
		values.put("Instant epoch", Instant.EPOCH);
		values.put("Instant before", Instant.ofEpochSecond(-1, 1));
		values.put("Instant least", Instant.MIN);
		values.put("Duration", Duration.ofMillis(90061));
		values.put("Duration negative", Duration.ofNanos(-1));
		values.put("Period", Period.of(1, 2, 3));
		values.put("Period of months", Period.ofMonths(14));
		values.put("Year", Year.of(2026));
		values.put("YearMonth", YearMonth.of(2026, 2));
		values.put("MonthDay", MonthDay.of(2, 29));
		values.put("Month", Month.MAY);
		values.put("DayOfWeek", DayOfWeek.SUNDAY);
		values.put("LocalDate", LocalDate.of(2026, 1, 2));
		values.put("LocalDate before Christ", LocalDate.of(-44, 3, 15));
		values.put("LocalTime", LocalTime.of(3, 4, 5, 6));
		values.put("LocalDateTime", LocalDateTime.of(2026, 1, 2, 3, 4));
		values.put("OffsetTime", OffsetTime.of(3, 4, 5, 0, ZoneOffset.ofHours(-3)));
		values.put("ZonedDateTime", ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris")));
		values.put("ZonedDateTime later offset", ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30),
				ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(1)));
		values.put("OffsetDateTime", Instant.EPOCH.atOffset(ZoneOffset.ofHours(2)));
		values.put("OffsetDateTime same moment", Instant.EPOCH.atOffset(ZoneOffset.UTC));
		values.put("ZoneId", ZoneId.of("Asia/Kathmandu"));
		values.put("ZoneOffset", ZoneOffset.ofHoursMinutes(5, 45));
		values.put("Date", new Date(1));
	}

}
