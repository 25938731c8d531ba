package io.musubito.artifact;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.musubito.value.CanonicalEncoder;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.ResponseEntity;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.EmbeddingResultMetadata;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelResultArtifactTests {

	private final ArtifactCodec codec = new ArtifactCodec((type) -> type == Weather.class);

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> type == Weather.class);

	@Test
	void answersSurviveWithUsageAndMetadata() {
		ChatResponse decoded = survives(answer(), ChatResponse.class);
		assertThat(decoded.getMetadata().getId()).isEqualTo("c1");
		assertThat(decoded.getMetadata().getModel()).isEqualTo("gpt-5-mini");
		assertThat(decoded.getMetadata().getUsage()).isEqualTo(new DefaultUsage(11, 7, 18, null, 4L, 1L));
		assertThat(decoded.getMetadata().<Object>get("created")).isEqualTo(1234567890123L);
		Generation generation = decoded.getResults().get(0);
		assertThat(generation.getMetadata().getFinishReason()).isEqualTo("STOP");
		assertThat(generation.getMetadata().getContentFilters()).containsExactlyInAnyOrder("a", "b");
		assertThat(generation.getMetadata().<Object>get("audioId")).isEqualTo("x");
		AssistantMessage message = generation.getOutput();
		assertThat(message.getText()).isEqualTo("An answer.");
		assertThat(message.getToolCalls()).containsExactly(new ToolCall("1", "function", "weather", "{}"));
		assertThat(message.getMetadata()).containsEntry("index", 0L).containsEntry("refusal", "");
		assertThat(message.getMedia()).hasSize(1);
	}

	@Test
	void whatAClientAddsForItselfIsLeftOutAndNotRefused() {
		AssistantMessage message = AssistantMessage.builder()
			.content("text")
			.properties(Map.of("finishReason", TimeUnit.DAYS, "annotations", List.of(new Object()), "native",
					new Object(), "optional", Optional.of("x")))
			.build();
		AssistantMessage decoded = survives(message, AssistantMessage.class);
		assertThat(decoded.getMetadata()).containsEntry("finishReason", "DAYS")
			.containsEntry("annotations", List.of())
			.containsEntry("optional", "x")
			.doesNotContainKey("native");
	}

	@Test
	void numbersInMetadataStayWhatTheyWere() {
		Map<String, Object> metadata = Map.of("byte", (byte) 1, "short", (short) 2, "int", 3, "long", 4L, "float", 5.5f,
				"double", 6.0, "nan", Double.NaN, "integer", BigInteger.TEN, "decimal", new BigDecimal("1.50"), "map",
				Map.of("long", 7L, "map", Map.of()));
		Document decoded = survives(new Document("1", "text", metadata), Document.class);
		assertThat(decoded.getMetadata()).isEqualTo(metadata);
	}

	@Test
	void bytesInMetadataSurvive() {
		Document decoded = survives(new Document("1", "text", Map.of("signature", new byte[] { 1, 2 })),
				Document.class);
		assertThat((byte[]) decoded.getMetadata().get("signature")).containsExactly(1, 2);
	}

	@Test
	void metadataOfDocumentsThatCanNotBeReadBackIsRefused() {
		assertThatExceptionOfType(ArtifactFormatException.class)
			.isThrownBy(() -> this.codec.typeOf(Document.class)
				.encode(new Document("1", "text", Map.of("unit", TimeUnit.DAYS))))
			.withMessageContaining("there is a java.util.concurrent.TimeUnit in metadata");
	}

	@Test
	void emptyAnswersAndThoseWithoutUsageSurvive() {
		ChatResponse empty = survives(new ChatResponse(List.of()), ChatResponse.class);
		assertThat(empty.getResults()).isEmpty();
		Usage usage = survives(new EmptyUsage(), Usage.class);
		assertThat(usage.getTotalTokens()).isZero();
		AssistantMessage silent = survives(new AssistantMessage(null), AssistantMessage.class);
		assertThat(silent.getText()).isNull();
	}

	@Test
	void embeddingsSurvive() {
		EmbeddingResultMetadata metadata = new EmbeddingResultMetadata("d", EmbeddingResultMetadata.ModalityType.IMAGE,
				MimeTypeUtils.IMAGE_PNG, "data");
		EmbeddingResponse response = new EmbeddingResponse(
				List.of(new Embedding(new float[] { 0.1f, -2.5f, Float.MIN_VALUE }, 0, metadata),
						new Embedding(new float[0], 1)),
				new EmbeddingResponseMetadata("m", new DefaultUsage(5, 0), Map.of("k", 1L)));
		EmbeddingResponse decoded = survives(response, EmbeddingResponse.class);
		assertThat(decoded.getResults()).isEqualTo(response.getResults());
		assertThat(decoded.getResults().get(0).getMetadata().getDocumentId()).isEqualTo("d");
		assertThat(decoded.getResults().get(0).getMetadata().getDocumentData()).isEqualTo("data");
		assertThat(decoded.getMetadata().getUsage().getPromptTokens()).isEqualTo(5);
		assertThat(decoded.getMetadata().<Object>get("k")).isEqualTo(1L);
	}

	@Test
	void entitiesSurviveWithTheirResponse() {
		ResponseEntity<ChatResponse, Weather> decoded = survives(
				new ResponseEntity<>(answer(), new Weather("Kyoto", 21)),
				new ParameterizedTypeReference<ResponseEntity<ChatResponse, Weather>>() {
				}.getType());
		assertThat(decoded.entity()).isEqualTo(new Weather("Kyoto", 21));
		assertThat(decoded.getResponse().getResult().getOutput().getText()).isEqualTo("An answer.");
	}

	@Test
	void responsesOfTheChatClientSurviveWithTheirContext() {
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("question", "Why?");
		context.put("documents", List.of(new Document("1", "text", Map.of("distance", 0.5f))));
		context.put("nothing", null);
		ChatClientResponse decoded = survives(new ChatClientResponse(answer(), context), ChatClientResponse.class);
		assertThat(decoded.context()).isEqualTo(context);
	}

	@Test
	void aContextThatCanNotBeReadBackIsRefused() {
		ChatClientResponse response = new ChatClientResponse(answer(), new HashMap<>(Map.of("thread", new Thread())));
		assertThatExceptionOfType(ArtifactFormatException.class)
			.isThrownBy(() -> this.codec.typeOf(ChatClientResponse.class).encode(response))
			.withMessageContaining("there is a java.lang.Thread in metadata");
	}

	@Test
	void subclassesThatHoldMoreAreRefused() {
		AssistantMessage message = new AssistantMessage("text") {
		};
		assertThatExceptionOfType(ArtifactFormatException.class)
			.isThrownBy(() -> this.codec.typeOf(AssistantMessage.class).encode(message))
			.withMessageContaining("a subclass of org.springframework.ai.chat.messages.AssistantMessage");
	}

	@Test
	void answersDifferByAllThatTheyHold() {
		assertThat(Set.of(hash(answer()), hash(answer(new DefaultUsage(11, 7), "c1", "An answer.")),
				hash(answer(new DefaultUsage(11, 7, 18, null, 4L, 1L), "c2", "An answer.")),
				hash(answer(new DefaultUsage(11, 7, 18, null, 4L, 1L), "c1", "Another.")),
				hash(new ChatResponse(List.of()))))
			.hasSize(5);
	}

	private static ChatResponse answer() {
		return answer(new DefaultUsage(11, 7, 18, new Object(), 4L, 1L), "c1", "An answer.");
	}

	private static ChatResponse answer(Usage usage, String id, String text) {
		AssistantMessage message = AssistantMessage.builder()
			.content(text)
			.properties(Map.of("index", 0L, "refusal", ""))
			.toolCalls(List.of(new ToolCall("1", "function", "weather", "{}")))
			.media(List
				.of(Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] { 1 }).id("i").name("n").build()))
			.build();
		ChatGenerationMetadata metadata = ChatGenerationMetadata.builder()
			.finishReason("STOP")
			.contentFilters(Set.of("a", "b"))
			.metadata("audioId", "x")
			.build();
		return new ChatResponse(List.of(new Generation(message, metadata)),
				ChatResponseMetadata.builder()
					.id(id)
					.model("gpt-5-mini")
					.usage(usage)
					.keyValue("created", 1234567890123L)
					.build());
	}

	@SuppressWarnings("unchecked")
	private <T> T survives(Object value, Type declared) {
		ArtifactType type = this.codec.typeOf(declared);
		Artifact artifact = type.encode(value);
		Object decoded = type.decode(artifact.payload());
		assertThat(type.encode(decoded).artifactId()).isEqualTo(artifact.artifactId());
		assertThat(this.encoder.firstDifference(value, decoded, declared)).isEmpty();
		return (T) decoded;
	}

	private String hash(Object value) {
		return this.encoder.hash(value, value.getClass());
	}

	record Weather(String city, int degrees) {

	}

}
