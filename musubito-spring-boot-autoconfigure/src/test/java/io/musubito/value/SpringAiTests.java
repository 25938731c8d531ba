package io.musubito.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;

class SpringAiTests {

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> false);

	@Test
	void documentsDifferByAllThatTheyHold() {
		assertThat(hash(new Document("1", "text", new HashMap<>(Map.of("a", 1)))))
			.isEqualTo(hash(new Document("1", "text", Map.of("a", 1))));
		assertAllDiffer(new Document("1", "text", Map.of("a", 1)), new Document("2", "text", Map.of("a", 1)),
				new Document("1", "other", Map.of("a", 1)), new Document("1", "text", Map.of("a", 2)),
				Document.builder().id("1").text("text").metadata("a", 1).score(0.5).build(),
				new Document("1", image(1), Map.of("a", 1)), new Document("1", image(2), Map.of("a", 1)));
	}

	@Test
	void mediaCountByContentAndNotByGeneratedName() {
		assertThat(hash(image(1))).isEqualTo(hash(image(1)));
		assertAllDiffer(image(1), image(2),
				Media.builder().mimeType(MimeTypeUtils.IMAGE_GIF).data(new byte[] { 1 }).build(),
				Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] { 1 }).name("chart").build(),
				Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data("https://example.org/a.png").build());
	}

	@Test
	void messagesDifferByKindAndContent() {
		assertAllDiffer(new UserMessage("a"), new SystemMessage("a"), new AssistantMessage("a"), new UserMessage("b"),
				UserMessage.builder().text("a").metadata(Map.of("k", "v")).build(),
				UserMessage.builder().text("a").media(image(1)).build(),
				AssistantMessage.builder()
					.content("a")
					.toolCalls(List.of(new AssistantMessage.ToolCall("1", "function", "f", "{}")))
					.build(),
				ToolResponseMessage.builder()
					.responses(List.of(new ToolResponseMessage.ToolResponse("1", "f", "a")))
					.build());
		assertThat(hash(UserMessage.builder().text("a").media(image(1)).build()))
			.isEqualTo(hash(UserMessage.builder().text("a").media(image(1)).build()));
	}

	@Test
	void promptsDifferByMessagesAndOptions() {
		Message system = new SystemMessage("s");
		Message user = new UserMessage("u");
		ChatOptions cold = ChatOptions.builder().model("m").temperature(0.0).build();
		ChatOptions warm = ChatOptions.builder().model("m").temperature(1.0).build();
		assertThat(hash(new Prompt(List.of(system, user), cold)))
			.isEqualTo(hash(new Prompt(List.of(new SystemMessage("s"), new UserMessage("u")),
					ChatOptions.builder().model("m").temperature(0.0).build())));
		assertAllDiffer(new Prompt(List.of(system, user), cold), new Prompt(List.of(user, system), cold),
				new Prompt(List.of(system, user), warm), new Prompt(List.of(system, user)), new Prompt(user), cold,
				warm, ChatOptions.builder().model("n").temperature(0.0).build());
	}

	private Media image(int content) {
		return Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] { (byte) content }).build();
	}

	private void assertAllDiffer(Object... values) {
		assertThat(Stream.of(values).map(this::hash)).doesNotHaveDuplicates().hasSize(values.length);
	}

	private String hash(Object value) {
		return this.encoder.hash(value, Object.class);
	}

}
