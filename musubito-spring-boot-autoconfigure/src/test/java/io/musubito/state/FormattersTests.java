package io.musubito.state;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormattersTests {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

	@Test
	void formattersThatDifferHaveAnotherDescription() {
		List<DateTimeFormatter> formatters = List.of(DAY, DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT),
				DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT), DAY.withLocale(Locale.GERMANY),
				DAY.withZone(ZoneId.of("Europe/Paris")), DAY.withResolverStyle(ResolverStyle.STRICT),
				DAY.withResolverFields(ChronoField.YEAR), DAY.withDecimalStyle(DAY.getDecimalStyle().withZeroDigit('x')),
				DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d MMM", Locale.ROOT),
				DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT),
				DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG));
		assertThat(formatters).extracting(Formatters::describe).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(Formatters.describe(DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT)))
			.isEqualTo(Formatters.describe(DAY));
	}

	@Test
	void formattersThatDoNotSayAllOfThemselvesHaveNone() {
		assertThat(List.of(DateTimeFormatter.ISO_INSTANT, DateTimeFormatter.ofPattern("EEEE", Locale.ROOT),
				new DateTimeFormatterBuilder().appendInstant(3).toFormatter(),
				new DateTimeFormatterBuilder().appendText(ChronoField.DAY_OF_WEEK, Map.of(1L, "one")).toFormatter(),
				new DateTimeFormatterBuilder().appendZoneText(java.time.format.TextStyle.SHORT).toFormatter(),
				new DateTimeFormatterBuilder().parseDefaulting(ChronoField.YEAR, 2020).toFormatter()))
			.extracting(Formatters::describe)
			.containsOnlyNulls();
	}

}
