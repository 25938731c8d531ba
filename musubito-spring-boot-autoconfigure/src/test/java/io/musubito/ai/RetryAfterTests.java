package io.musubito.ai;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import com.openai.core.http.Headers;
import com.openai.errors.InternalServerException;
import com.openai.errors.RateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a provider wants no request is read from what its client throws.
 */
class RetryAfterTests {

	static Stream<Throwable> refusals() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Retry-After", "7");
		return Stream.of(openAi("Retry-After", "7"),
				com.anthropic.errors.RateLimitException.builder()
					.headers(com.anthropic.core.http.Headers.builder().put("retry-after", "7").build())
					.body(com.anthropic.core.JsonValue.from("too many"))
					.build(),
				HttpClientErrorException.create(HttpStatus.TOO_MANY_REQUESTS, "too many", headers, new byte[0],
						StandardCharsets.UTF_8),
				WebClientResponseException.create(HttpStatus.TOO_MANY_REQUESTS, "too many", headers, new byte[0],
						StandardCharsets.UTF_8, null));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void ofEachClient(Throwable refusal) {
		assertThat(RetryAfter.of(refusal)).contains(Duration.ofSeconds(7));
		assertThat(RetryAfter.of(new IllegalStateException(new CompletionException(refusal))))
			.contains(Duration.ofSeconds(7));
	}

	@ParameterizedTest
	@CsvSource({ "Retry-After, 1.5, 1500", "retry-after-ms, 250, 250", "Retry-After, 99999999, 86400000" })
	void inSecondsAndMilliseconds(String header, String value, long millis) {
		assertThat(RetryAfter.of(openAi(header, value))).contains(Duration.ofMillis(millis));
	}

	@Test
	void asADate() {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
		assertThat(RetryAfter.of(openAi("Retry-After", date)).orElseThrow()).isBetween(Duration.ofMinutes(4),
				Duration.ofMinutes(5));
	}

	@ParameterizedTest
	@CsvSource({ "Retry-After, soon", "Retry-After, 0", "Retry-After, -3", "Other, 7", "Retry-After, NaN",
			"Retry-After, 'Mon, 01 Jan 2001 00:00:00 GMT'" })
	void whatSaysNothingHoldsNobody(String header, String value) {
		assertThat(RetryAfter.of(openAi(header, value))).isEmpty();
	}

	@Test
	void anotherFailureHoldsNobody() {
		assertThat(RetryAfter.of(InternalServerException.builder()
			.statusCode(503)
			.headers(Headers.builder().put("Retry-After", "7").build())
			.build())).isEmpty();
		assertThat(RetryAfter.of(new IllegalStateException("429"))).isEmpty();
	}

	private static Throwable openAi(String header, String value) {
		return RateLimitException.builder().headers(Headers.builder().put(header, value).build()).build();
	}

}
