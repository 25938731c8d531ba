package io.musubito.artifact;

import java.util.function.Function;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;

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

}
