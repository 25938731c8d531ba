package io.musubito.state;

import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Formatters of dates as values: their fields can't be read, but most of them say all of
 * themselves.
 */
final class Formatters {

	/** Parts that are printed alike although they differ, or by an identity. */
	private static final Pattern PRINTED_IN_PART = Pattern.compile("Text\\([A-Za-z]+\\)|ZoneText\\(|Instant\\(|@");

	private Formatters() {
	}

	/**
	 * Describes a formatter so that those which format in another way have another
	 * description.
	 * @return the description; {@code null} when it doesn't say all
	 */
	static @Nullable String describe(DateTimeFormatter formatter) {
		String format = formatter.toString();
		if (PRINTED_IN_PART.matcher(format).find()) {
			return null;
		}
		return Stream
			.of(format, formatter.getLocale().toLanguageTag(), formatter.getZone(), formatter.getChronology(),
					formatter.getResolverStyle(), formatter.getDecimalStyle(),
					(formatter.getResolverFields() != null)
							? formatter.getResolverFields().stream().map(Objects::toString).sorted().toList() : null)
			.map(Objects::toString)
			.collect(Collectors.joining("\n"));
	}

}
