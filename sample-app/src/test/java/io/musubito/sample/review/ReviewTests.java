package io.musubito.sample.review;

import io.musubito.sample.NoServer;
import io.musubito.test.MusubitoReplay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The review pipeline over HTTP, with the answers that a model once gave.
 */
@Tag("slow")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@MusubitoReplay("reviews.jsonl")
class ReviewTests {

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void noServer(DynamicPropertyRegistry properties) {
		NoServer.isNeeded(properties);
	}

	@ParameterizedTest
	@CsvSource({ "customer-search, BLOCK, '15 points; 10 or more block', CustomerRepository.java, 25, CRITICAL",
			"report-export, BLOCK, '12 points; 10 or more block', ReportController.java, 27, MAJOR",
			"discount-code, PASS, '4 points; 10 or more block', Basket.java, 26, MAJOR" })
	void findsWhatIsWrong(String name, String decision, String reason, String file, int line, String severity) {
		JsonNode review = client().review(name);
		assertThat(review.path("verdict").path("decision").asString()).isEqualTo(decision);
		assertThat(review.path("verdict").path("reason").asString()).isEqualTo(reason);
		JsonNode worst = review.path("findings").path(0);
		assertThat(worst.path("file").asString()).endsWith("/" + file);
		assertThat(worst.path("line").asInt()).isEqualTo(line);
		assertThat(worst.path("severity").asString()).isEqualTo(severity);
	}

	@Test
	void saysWhichDiffsThereAre() {
		assertThat(client().post("{\"diff\": \"no-such-change\"}").getBody()).contains("'no-such-change'",
				"customer-search, discount-code, report-export");
	}

	@Test
	void saysWhyADiffIsTooLong() {
		ResponseEntity<String> response = client().post(ReviewClient.body("x".repeat(100_001)));
		assertRefused(response);
		assertThat(response.getBody()).contains("100001 characters; at most 100000");
	}

	private static void assertRefused(ResponseEntity<String> response) {
		assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(400);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getBody()).contains("\"status\":400");
	}

	private ReviewClient client() {
		return new ReviewClient(this.port);
	}

}
