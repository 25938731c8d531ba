package io.musubito.value;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AbstractMessage;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.EmbeddingResultMetadata;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.MimeType;

/**
 * The shapes of what models answer, without what clients of theirs add for themselves:
 * native objects, rate limits and filters of the prompt. Loaded only when Spring AI is
 * there.
 */
final class ModelResultShapes {

	private static final Type METADATA = new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType();

	private static final Type GENERATIONS = new ParameterizedTypeReference<List<Generation>>() {
	}.getType();

	private static final Type EMBEDDINGS = new ParameterizedTypeReference<List<Embedding>>() {
	}.getType();

	private static final Type TOOL_CALLS = new ParameterizedTypeReference<List<AssistantMessage.ToolCall>>() {
	}.getType();

	private static final Type MEDIA = new ParameterizedTypeReference<List<Media>>() {
	}.getType();

	private static final Type FILTERS = new ParameterizedTypeReference<Set<String>>() {
	}.getType();

	private ModelResultShapes() {
	}

	/**
	 * Finds the shape of a class. Of what may be extended only the class itself is known,
	 * as a subclass may hold more.
	 */
	static @Nullable Shape find(Class<?> type) {
		if (type == ChatResponse.class) {
			return new TaggedShape(type, ModelResultShapes::tellChatResponse);
		}
		if (type == Generation.class) {
			return new TaggedShape(type, ModelResultShapes::tellGeneration);
		}
		if (type == AssistantMessage.class) {
			return new TaggedShape(type, ModelResultShapes::tellAssistantMessage);
		}
		if (type == ChatResponseMetadata.class) {
			return new TaggedShape(type, ModelResultShapes::tellChatResponseMetadata);
		}
		if (ChatGenerationMetadata.class.isAssignableFrom(type)) {
			return new TaggedShape(ChatGenerationMetadata.class, ModelResultShapes::tellChatGenerationMetadata);
		}
		if (Usage.class.isAssignableFrom(type)) {
			return new TaggedShape(Usage.class, ModelResultShapes::tellUsage);
		}
		return findEmbedding(type);
	}

	private static @Nullable Shape findEmbedding(Class<?> type) {
		if (type == EmbeddingResponse.class) {
			return new TaggedShape(type, ModelResultShapes::tellEmbeddingResponse);
		}
		if (type == Embedding.class) {
			return new TaggedShape(type, ModelResultShapes::tellEmbedding);
		}
		if (type == EmbeddingResponseMetadata.class) {
			return new TaggedShape(type, ModelResultShapes::tellEmbeddingResponseMetadata);
		}
		if (type == EmbeddingResultMetadata.class) {
			return new TaggedShape(type, ModelResultShapes::tellEmbeddingResultMetadata);
		}
		return null;
	}

	private static void tellChatResponse(Walk walk, Object value, Type declared) {
		ChatResponse response = (ChatResponse) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("results", response.getResults(), GENERATIONS);
		walk.property("metadata", response.getMetadata(), ChatResponseMetadata.class);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellGeneration(Walk walk, Object value, Type declared) {
		Generation generation = (Generation) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("output", generation.getOutput(), AssistantMessage.class);
		walk.property("metadata", generation.getMetadata(), ChatGenerationMetadata.class);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellAssistantMessage(Walk walk, Object value, Type declared) {
		AssistantMessage message = (AssistantMessage) value;
		Map<String, Object> metadata = new HashMap<>(MetadataContent.of(message.getMetadata().entrySet()));
		metadata.put(AbstractMessage.MESSAGE_TYPE, message.getMessageType());
		walk.sink().begin(Container.OBJECT);
		walk.property("media", message.getMedia(), MEDIA);
		walk.property("messageType", message.getMessageType(), MessageType.class);
		walk.property("metadata", metadata, METADATA);
		walk.property("text", message.getText(), String.class);
		walk.property("toolCalls", message.getToolCalls(), TOOL_CALLS);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellChatResponseMetadata(Walk walk, Object value, Type declared) {
		ChatResponseMetadata metadata = (ChatResponseMetadata) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("id", metadata.getId(), String.class);
		walk.property("model", metadata.getModel(), String.class);
		walk.property("usage", metadata.getUsage(), Usage.class);
		walk.property("more", MetadataContent.of(metadata.entrySet()), METADATA);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellChatGenerationMetadata(Walk walk, Object value, Type declared) {
		ChatGenerationMetadata metadata = (ChatGenerationMetadata) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("finishReason", metadata.getFinishReason(), String.class);
		walk.property("contentFilters", new TreeSet<>(metadata.getContentFilters()), FILTERS);
		walk.property("more", MetadataContent.of(metadata.entrySet()), METADATA);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellUsage(Walk walk, Object value, Type declared) {
		Usage usage = (Usage) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("promptTokens", count(usage.getPromptTokens()), Integer.class);
		walk.property("completionTokens", count(usage.getCompletionTokens()), Integer.class);
		walk.property("totalTokens", count(usage.getTotalTokens()), Integer.class);
		walk.property("cacheReadInputTokens", usage.getCacheReadInputTokens(), Long.class);
		walk.property("cacheWriteInputTokens", usage.getCacheWriteInputTokens(), Long.class);
		walk.sink().end(Container.OBJECT);
	}

	private static int count(@Nullable Integer tokens) {
		return (tokens != null) ? tokens : 0;
	}

	private static void tellEmbeddingResponse(Walk walk, Object value, Type declared) {
		EmbeddingResponse response = (EmbeddingResponse) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("results", response.getResults(), EMBEDDINGS);
		walk.property("metadata", response.getMetadata(), EmbeddingResponseMetadata.class);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellEmbedding(Walk walk, Object value, Type declared) {
		Embedding embedding = (Embedding) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("output", embedding.getOutput(), float[].class);
		walk.property("index", embedding.getIndex(), Integer.class);
		walk.property("metadata", embedding.getMetadata(), EmbeddingResultMetadata.class);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellEmbeddingResponseMetadata(Walk walk, Object value, Type declared) {
		EmbeddingResponseMetadata metadata = (EmbeddingResponseMetadata) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("model", metadata.getModel(), String.class);
		walk.property("usage", metadata.getUsage(), Usage.class);
		walk.property("more", MetadataContent.of(metadata.entrySet()), METADATA);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellEmbeddingResultMetadata(Walk walk, Object value, Type declared) {
		EmbeddingResultMetadata metadata = (EmbeddingResultMetadata) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("documentId", metadata.getDocumentId(), String.class);
		walk.property("modalityType", metadata.getModalityType(), EmbeddingResultMetadata.ModalityType.class);
		walk.property("mimeType", metadata.getMimeType(), MimeType.class);
		walk.property("documentData", MetadataContent.of(metadata.getDocumentData()), Object.class);
		walk.sink().end(Container.OBJECT);
	}

}
