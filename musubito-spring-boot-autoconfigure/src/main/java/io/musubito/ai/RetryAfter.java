package io.musubito.ai;

import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * How long a provider wants no request, as it says when it refuses one. The exceptions of
 * the clients of providers, and of Spring's, have the answer with its headers, each in a
 * class of its own.
 */
final class RetryAfter {

	private static final int TOO_MANY_REQUESTS = 429;

	// A number that nobody can have meant holds nobody for ever
	private static final Duration LONGEST = Duration.ofDays(1);

	private RetryAfter() {
	}

	/**
	 * Looks at a failure and what has caused it.
	 * @return the time; empty when no request was refused, or nothing was said
	 */
	static Optional<Duration> of(Throwable failure) {
		Set<Throwable> seen = new HashSet<>();
		for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
			if (status(cause) == TOO_MANY_REQUESTS) {
				Object headers = firstOf(cause, "headers", "getResponseHeaders", "getHeaders");
				String millis = header(headers, "retry-after-ms");
				String seconds = header(headers, "retry-after");
				Duration time = (millis != null) ? number(millis, 1) : (seconds != null) ? seconds(seconds) : null;
				return Optional.ofNullable(time)
					.filter((wait) -> !wait.isNegative() && !wait.isZero())
					.map((wait) -> (wait.compareTo(LONGEST) > 0) ? LONGEST : wait);
			}
		}
		return Optional.empty();
	}

	private static int status(Throwable failure) {
		Object status = firstOf(failure, "statusCode", "getStatusCode");
		Object value = (status != null && !(status instanceof Integer)) ? firstOf(status, "value") : status;
		return (value instanceof Integer number) ? number : 0;
	}

	private static @Nullable String header(@Nullable Object headers, String name) {
		if (headers == null) {
			return null;
		}
		for (String method : new String[] { "values", "get" }) {
			Method found = ReflectionUtils.findMethod(headers.getClass(), method, String.class);
			if (found != null && call(found, headers, name) instanceof List<?> values && !values.isEmpty()) {
				return String.valueOf(values.get(0)).trim();
			}
		}
		return null;
	}

	private static @Nullable Object firstOf(Object target, String... methods) {
		for (String name : methods) {
			Method method = ReflectionUtils.findMethod(target.getClass(), name);
			if (method != null) {
				return call(method, target);
			}
		}
		return null;
	}

	private static @Nullable Object call(Method method, Object target, Object... arguments) {
		try {
			ReflectionUtils.makeAccessible(method);
			return ReflectionUtils.invokeMethod(method, target, arguments);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static @Nullable Duration seconds(String value) {
		Duration time = number(value, 1_000);
		if (time != null) {
			return time;
		}
		try {
			return Duration.between(Instant.now(),
					ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Duration number(String value, int millis) {
		try {
			return Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * millis));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
