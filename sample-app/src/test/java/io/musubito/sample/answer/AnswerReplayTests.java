package io.musubito.sample.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.musubito.StepOutcome;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the whole application replays and what it executes, with a stand-in for the model.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
class AnswerReplayTests {

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private StandIn standIn;

	@DynamicPropertySource
	static void ownFiles(DynamicPropertyRegistry properties) throws IOException {
		Path prompts = Files.createDirectory(directory.resolve("prompts"));
		for (String name : List.of("constraints.st", "draft.st", "investigate.st", "quick.st")) {
			Files.write(prompts.resolve(name), new ClassPathResource("prompts/" + name).getContentAsByteArray());
		}
		properties.add("sample.prompts", prompts::toUri);
		properties.add("musubito.store.path", () -> directory.resolve("musubito.db"));
	}

	@Test
	void asksTheModelOnceForTheSameQuestion() {
		String question = "When is a refund possible? " + UUID.randomUUID();
		JsonNode first = client().ask(question);
		ModelUse before = this.standIn.use();
		JsonNode second = client().ask(question);
		assertThat(this.standIn.use()).isEqualTo(before);
		assertThat(AnswerClient.outcomes(first).values()).containsOnly(StepOutcome.EXECUTED);
		assertThat(AnswerClient.outcomes(second).values()).hasSize(5).containsOnly(StepOutcome.REPLAYED);
		assertThat(second.path("answer")).isEqualTo(first.path("answer"));
		assertThat(AnswerClient.nodeIds(second)).isEqualTo(AnswerClient.nodeIds(first))
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.length() == 64);
	}

	@Test
	void runsWhatDependsOnAPromptAndNothingElse() throws IOException {
		String question = "Who can delete the files of a shared folder? " + UUID.randomUUID();
		JsonNode before = client().ask(question);
		Path prompt = directory.resolve("prompts/draft.st");
		String text = Files.readString(prompt);
		try {
			Files.writeString(prompt, text.replace("at most 4", "at most 1"));
			assertThat(AnswerClient.outcomes(client().ask(question))).containsExactlyInAnyOrderEntriesOf(
					Map.of("retrieve", StepOutcome.REPLAYED, "constraints", StepOutcome.REPLAYED, "draft",
							StepOutcome.EXECUTED, "validate", StepOutcome.EXECUTED, "format", StepOutcome.EXECUTED));
		}
		finally {
			Files.writeString(prompt, text);
		}
		JsonNode back = client().ask(question);
		assertThat(AnswerClient.outcomes(back).values()).containsOnly(StepOutcome.REPLAYED);
		assertThat(back.path("answer")).isEqualTo(before.path("answer"));
	}

	private AnswerClient client() {
		return new AnswerClient(this.port);
	}

}
