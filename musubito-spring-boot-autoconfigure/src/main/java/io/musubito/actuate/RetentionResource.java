package io.musubito.actuate;

import java.time.Duration;
import java.util.Locale;

import io.musubito.store.Retention;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.StringUtils;

/**
 * The root of the endpoint when it is deleted: retention, now.
 */
final class RetentionResource {

	private final Retention retention;

	private final Prices prices;

	RetentionResource(Retention retention, Prices prices) {
		this.retention = retention;
		this.prices = prices;
	}

	RemovalDescriptor act(@Nullable String olderThan, @Nullable String dryRun) {
		Duration age = age(olderThan);
		boolean only = isTrue(dryRun);
		if (age == null && !this.retention.hasLimits()) {
			throw EndpointException.badRequest("'olderThan' is missing, and the application has no limits: nothing "
					+ "says what to remove. Add olderThan=30d, or set musubito.retention.max-age, max-size or keep-runs");
		}
		return RemovalDescriptor.of((only) ? this.retention.foresee(age) : this.retention.apply(age), only,
				this.prices);
	}

	private static @Nullable Duration age(@Nullable String olderThan) {
		if (!StringUtils.hasText(olderThan)) {
			return null;
		}
		EndpointException refusal = EndpointException
			.badRequest("'olderThan' must be a time such as 30d or PT12H, but is '" + olderThan + "'");
		try {
			Duration age = DurationStyle.detectAndParse(olderThan.strip());
			if (!age.isNegative() && !olderThan.strip().chars().allMatch(Character::isDigit)) {
				return age;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			refusal.initCause(ex);
		}
		throw refusal;
	}

	private static boolean isTrue(@Nullable String dryRun) {
		return switch ((dryRun != null) ? dryRun.strip().toLowerCase(Locale.ROOT) : "false") {
			case "true" -> true;
			case "false" -> false;
			default -> throw EndpointException.badRequest("'dryRun' must be true or false, but is '" + dryRun + "'");
		};
	}

}
