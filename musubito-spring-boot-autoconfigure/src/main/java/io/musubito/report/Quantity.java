package io.musubito.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.musubito.Cost;
import io.musubito.Spending;
import org.jspecify.annotations.Nullable;

/**
 * Times, counts and money for people, as on the page.
 */
final class Quantity {

	static final String NONE = "–";

	private static final DateTimeFormatter DATE_TIME = DateTimeFormatter
		.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private Quantity() {
	}

	static String duration(@Nullable Duration duration) {
		if (duration == null) {
			return NONE;
		}
		long millis = duration.toMillis();
		if (millis < 1_000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return format((millis < 10_000) ? "%.2f s" : "%.1f s", millis / 1000.0);
		}
		if (millis < 3_600_000) {
			return "%d m %d s".formatted(millis / 60_000, millis % 60_000 / 1000);
		}
		return format("%.1f h", millis / 3_600_000.0);
	}

	static String count(long number) {
		if (number >= 1_000_000) {
			return format("%.1f M", number / 1e6);
		}
		if (number >= 10_000) {
			return format("%.1f k", number / 1e3);
		}
		return (number >= 1_000) ? format("%d\u202f%03d", number / 1000, number % 1000) : Long.toString(number);
	}

	static String counted(long number, String one) {
		return count(number) + " " + one + ((number == 1) ? "" : "s");
	}

	static String tokens(Spending spending) {
		long tokens = spending.usage().totalTokens();
		return (tokens > 0) ? count(tokens) : NONE;
	}

	static String money(Spending spending) {
		Cost cost = spending.cost();
		boolean known = cost != null && cost.unpricedModels().size() < spending.usage().models().size();
		return (cost != null && known) ? money(cost.amount()) : NONE;
	}

	static String money(BigDecimal amount) {
		if (amount.signum() == 0) {
			return "$0";
		}
		int digits = (amount.abs().compareTo(new BigDecimal("0.01")) < 0) ? 5 : 3;
		return ((amount.signum() < 0) ? "−$" : "$")
				+ amount.abs().setScale(digits, RoundingMode.HALF_UP).toPlainString();
	}

	static Element dateTime(Instant instant) {
		return Element.of(Tag.TIME).with(Attribute.DATETIME, instant.toString()).text(DATE_TIME.format(instant));
	}

	static String shortId(String id) {
		return id.substring(0, Math.min(8, id.length()));
	}

	private static String format(String pattern, Object... arguments) {
		return String.format(Locale.ROOT, pattern, arguments);
	}

}
