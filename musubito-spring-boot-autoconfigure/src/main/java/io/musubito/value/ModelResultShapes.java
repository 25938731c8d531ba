package io.musubito.value;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
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

	private static final Type FILTERS = new ParameterizedTypeReference<Set<String>>() {
	}.getType();

	private ModelResultShapes() {
	}

	/**
	 * Finds the shape of a class. Of what may be extended only the class itself is known,
	 * as a subclass may hold more.
	 */
	static @Nullable Shape find(Class<?> type, ObjectShapes objects) {
		if (type == ChatResponse.class) {
			return objects.ofKnown(type, Set.of("generations", "chatResponseMetadata"),
					ModelResultShapes::writeChatResponse);
		}
		if (type == Generation.class) {
			return objects.ofKnown(type, Set.of("assistantMessage", "chatGenerationMetadata"),
					ModelResultShapes::writeGeneration);
		}
		if (type == ChatResponseMetadata.class) {
			return objects.ofKnown(type, Set.of("id", "model", "usage", "map", "rateLimit", "promptMetadata"),
					ModelResultShapes::writeChatResponseMetadata);
		}
		if (ChatGenerationMetadata.class.isAssignableFrom(type)) {
			return new TaggedShape(ChatGenerationMetadata.class, (walk, value, declared) -> writeObject(walk, value,
					ModelResultShapes::writeChatGenerationMetadata));
		}
		if (Usage.class.isAssignableFrom(type)) {
			return new TaggedShape(Usage.class,
					(walk, value, declared) -> writeObject(walk, value, ModelResultShapes::writeUsage));
		}
		Shape message = MessageShapes.find(type, objects);
		return (message != null) ? message : findEmbedding(type, objects);
	}

	private static @Nullable Shape findEmbedding(Class<?> type, ObjectShapes objects) {
		if (type == EmbeddingResponse.class) {
			return objects.ofKnown(type, Set.of("embeddings", "metadata"), ModelResultShapes::writeEmbeddingResponse);
		}
		if (type == Embedding.class) {
			return objects.ofKnown(type, Set.of("embedding", "index", "metadata"), ModelResultShapes::writeEmbedding);
		}
		if (type == EmbeddingResponseMetadata.class) {
			return objects.ofKnown(type, Set.of("model", "usage", "map"),
					ModelResultShapes::writeEmbeddingResponseMetadata);
		}
		if (type == EmbeddingResultMetadata.class) {
			return objects.ofKnown(type, Set.of("documentId", "modalityType", "mimeType", "documentData"),
					ModelResultShapes::writeEmbeddingResultMetadata);
		}
		return null;
	}

	private static void writeObject(Walk walk, Object value, Shape writer) {
		walk.sink().begin(Container.OBJECT);
		writer.write(walk, value, value.getClass());
		walk.sink().end(Container.OBJECT);
	}

	private static void writeChatResponse(Walk walk, Object value, Type declared) {
		ChatResponse response = (ChatResponse) value;
		walk.property("results", response.getResults(), GENERATIONS);
		walk.property("metadata", response.getMetadata(), ChatResponseMetadata.class);
	}

	private static void writeGeneration(Walk walk, Object value, Type declared) {
		Generation generation = (Generation) value;
		walk.property("output", generation.getOutput(), AssistantMessage.class);
		walk.property("metadata", generation.getMetadata(), ChatGenerationMetadata.class);
	}

	private static void writeChatResponseMetadata(Walk walk, Object value, Type declared) {
		ChatResponseMetadata metadata = (ChatResponseMetadata) value;
		walk.property("id", metadata.getId(), String.class);
		walk.property("model", metadata.getModel(), String.class);
		walk.property("usage", metadata.getUsage(), Usage.class);
		walk.property("more", metadata(walk, metadata.entrySet()), METADATA);
	}

	private static void writeChatGenerationMetadata(Walk walk, Object value, Type declared) {
		ChatGenerationMetadata metadata = (ChatGenerationMetadata) value;
		walk.property("finishReason", metadata.getFinishReason(), String.class);
		walk.property("contentFilters", new TreeSet<>(metadata.getContentFilters()), FILTERS);
		walk.property("more", metadata(walk, metadata.entrySet()), METADATA);
	}

	private static void writeUsage(Walk walk, Object value, Type declared) {
		Usage usage = (Usage) value;
		walk.property("promptTokens", count(usage.getPromptTokens()), Integer.class);
		walk.property("completionTokens", count(usage.getCompletionTokens()), Integer.class);
		walk.property("totalTokens", count(usage.getTotalTokens()), Integer.class);
		walk.property("cacheReadInputTokens", usage.getCacheReadInputTokens(), Long.class);
		walk.property("cacheWriteInputTokens", usage.getCacheWriteInputTokens(), Long.class);
	}

	/** What a client adds of its own is left out, but nothing of the application. */
	static Map<String, Object> metadata(Walk walk, Collection<? extends Map.Entry<String, ?>> entries) {
		return MetadataContent.of(entries, counts(walk));
	}

	private static Predicate<Class<?>> counts(Walk walk) {
		return walk::counts;
	}

	private static int count(@Nullable Integer tokens) {
		return (tokens != null) ? tokens : 0;
	}

	private static void writeEmbeddingResponse(Walk walk, Object value, Type declared) {
		EmbeddingResponse response = (EmbeddingResponse) value;
		walk.property("results", response.getResults(), EMBEDDINGS);
		walk.property("metadata", response.getMetadata(), EmbeddingResponseMetadata.class);
	}

	private static void writeEmbedding(Walk walk, Object value, Type declared) {
		Embedding embedding = (Embedding) value;
		walk.property("output", embedding.getOutput(), float[].class);
		walk.property("index", embedding.getIndex(), Integer.class);
		walk.property("metadata", embedding.getMetadata(), EmbeddingResultMetadata.class);
	}

	private static void writeEmbeddingResponseMetadata(Walk walk, Object value, Type declared) {
		EmbeddingResponseMetadata metadata = (EmbeddingResponseMetadata) value;
		walk.property("model", metadata.getModel(), String.class);
		walk.property("usage", metadata.getUsage(), Usage.class);
		walk.property("more", metadata(walk, metadata.entrySet()), METADATA);
	}

	private static void writeEmbeddingResultMetadata(Walk walk, Object value, Type declared) {
		EmbeddingResultMetadata metadata = (EmbeddingResultMetadata) value;
		walk.property("documentId", metadata.getDocumentId(), String.class);
		walk.property("modalityType", metadata.getModalityType(), EmbeddingResultMetadata.ModalityType.class);
		walk.property("mimeType", metadata.getMimeType(), MimeType.class);
		walk.property("documentData", MetadataContent.of(metadata.getDocumentData(), counts(walk)), Object.class);
	}

}
