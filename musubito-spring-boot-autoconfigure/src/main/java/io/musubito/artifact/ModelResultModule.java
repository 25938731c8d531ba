package io.musubito.artifact;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.musubito.value.MetadataContent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.EmbeddingResultMetadata;
import org.springframework.ai.embedding.EmbeddingResultMetadata.ModalityType;
import org.springframework.util.MimeType;

/**
 * Stores what models answer, and documents. Native objects of a client, rate limits and
 * filters of the prompt are not stored; everything else survives. Loaded only when Spring
 * AI is on the class path.
 */
final class ModelResultModule extends SimpleModule {

	ModelResultModule() {
		super("musubito-model-results");
		addSerializer(Metadata.class, new MetadataSerializer());
		addDeserializer(Metadata.class, new MetadataDeserializer());
		add(Usage.class, UsageForm.class, UsageForm::of, UsageForm::create);
		add(AssistantMessage.class, MessageForm.class, MessageForm::of, MessageForm::create);
		add(ChatGenerationMetadata.class, GenerationMetadataForm.class, GenerationMetadataForm::of,
				GenerationMetadataForm::create);
		add(Generation.class, GenerationForm.class, GenerationForm::of, GenerationForm::create);
		add(ChatResponseMetadata.class, ResponseMetadataForm.class, ResponseMetadataForm::of,
				ResponseMetadataForm::create);
		add(ChatResponse.class, ResponseForm.class, ResponseForm::of, ResponseForm::create);
		add(Embedding.class, EmbeddingForm.class, EmbeddingForm::of, EmbeddingForm::create);
		add(EmbeddingResponse.class, EmbeddingResponseForm.class, EmbeddingResponseForm::of,
				EmbeddingResponseForm::create);
		add(Document.class, DocumentForm.class, DocumentForm::of, DocumentForm::create);
		setMixInAnnotation(Document.class, WithoutBuilder.class);
	}

	private <T, F> void add(Class<T> type, Class<F> form, Function<T, F> of, Function<F, T> create) {
		addSerializer(type, new SpringAiSerializer<>(type, of));
		addDeserializer(type, new SpringAiDeserializer<>(form, create));
	}

	/**
	 * Takes the place of the annotation with a builder, which Jackson prefers to what it
	 * is told here.
	 */
	@JsonDeserialize
	private interface WithoutBuilder {

	}

	record UsageForm(int promptTokens, int completionTokens, int totalTokens, @Nullable Long cacheReadInputTokens,
			@Nullable Long cacheWriteInputTokens) {

		static UsageForm of(Usage usage) {
			return new UsageForm(count(usage.getPromptTokens()), count(usage.getCompletionTokens()),
					count(usage.getTotalTokens()), usage.getCacheReadInputTokens(), usage.getCacheWriteInputTokens());
		}

		private static int count(@Nullable Integer tokens) {
			return (tokens != null) ? tokens : 0;
		}

		Usage create() {
			return new DefaultUsage(this.promptTokens, this.completionTokens, this.totalTokens, null,
					this.cacheReadInputTokens, this.cacheWriteInputTokens);
		}

	}

	record MessageForm(@Nullable String text, List<ToolCall> toolCalls, List<Media> media, Metadata metadata) {

		static MessageForm of(AssistantMessage message) {
			return new MessageForm(message.getText(), message.getToolCalls(), message.getMedia(),
					Metadata.content(message.getMetadata().entrySet()));
		}

		AssistantMessage create() {
			return AssistantMessage.builder()
				.content(this.text)
				.properties(this.metadata.present())
				.toolCalls(this.toolCalls)
				.media(this.media)
				.build();
		}

	}

	record GenerationMetadataForm(@Nullable String finishReason, SortedSet<String> contentFilters, Metadata more) {

		static GenerationMetadataForm of(ChatGenerationMetadata metadata) {
			return new GenerationMetadataForm(metadata.getFinishReason(), new TreeSet<>(metadata.getContentFilters()),
					Metadata.content(metadata.entrySet()));
		}

		ChatGenerationMetadata create() {
			return ChatGenerationMetadata.builder()
				.finishReason(this.finishReason)
				.contentFilters(this.contentFilters)
				.metadata(this.more.present())
				.build();
		}

	}

	record GenerationForm(AssistantMessage output, ChatGenerationMetadata metadata) {

		static GenerationForm of(Generation generation) {
			return new GenerationForm(generation.getOutput(), generation.getMetadata());
		}

		Generation create() {
			return new Generation(this.output, this.metadata);
		}

	}

	record ResponseMetadataForm(String id, String model, Usage usage, Metadata more) {

		static ResponseMetadataForm of(ChatResponseMetadata metadata) {
			return new ResponseMetadataForm(metadata.getId(), metadata.getModel(), metadata.getUsage(),
					Metadata.content(metadata.entrySet()));
		}

		ChatResponseMetadata create() {
			return ChatResponseMetadata.builder()
				.id(this.id)
				.model(this.model)
				.usage(this.usage)
				.metadata(this.more.present())
				.build();
		}

	}

	record ResponseForm(List<Generation> results, ChatResponseMetadata metadata) {

		static ResponseForm of(ChatResponse response) {
			return new ResponseForm(response.getResults(), response.getMetadata());
		}

		ChatResponse create() {
			return new ChatResponse(this.results, this.metadata);
		}

	}

	record EmbeddingForm(float[] output, Integer index, String documentId, ModalityType modalityType, String mimeType,
			Metadata more) {

		private static final String DOCUMENT_DATA = "documentData";

		static EmbeddingForm of(Embedding embedding) {
			EmbeddingResultMetadata metadata = embedding.getMetadata();
			Object data = MetadataContent.of(metadata.getDocumentData());
			return new EmbeddingForm(embedding.getOutput(), embedding.getIndex(), metadata.getDocumentId(),
					metadata.getModalityType(), metadata.getMimeType().toString(),
					new Metadata((data != null) ? Map.of(DOCUMENT_DATA, data) : Map.of()));
		}

		Embedding create() {
			return new Embedding(this.output, this.index, new EmbeddingResultMetadata(this.documentId,
					this.modalityType, MimeType.valueOf(this.mimeType), this.more.values().get(DOCUMENT_DATA)));
		}

	}

	record EmbeddingResponseForm(List<Embedding> results, String model, Usage usage, Metadata more) {

		static EmbeddingResponseForm of(EmbeddingResponse response) {
			EmbeddingResponseMetadata metadata = response.getMetadata();
			return new EmbeddingResponseForm(response.getResults(), metadata.getModel(), metadata.getUsage(),
					Metadata.content(metadata.entrySet()));
		}

		EmbeddingResponse create() {
			return new EmbeddingResponse(this.results,
					new EmbeddingResponseMetadata(this.model, this.usage, this.more.present()));
		}

	}

	record DocumentForm(String id, @Nullable String text, @Nullable Media media, Metadata metadata,
			@Nullable Double score) {

		static DocumentForm of(Document document) {
			return new DocumentForm(document.getId(), document.getText(), document.getMedia(),
					new Metadata(Map.copyOf(document.getMetadata())), document.getScore());
		}

		Document create() {
			return Document.builder()
				.id(this.id)
				.text(this.text)
				.media(this.media)
				.metadata(this.metadata.present())
				.score(this.score)
				.build();
		}

	}

}
