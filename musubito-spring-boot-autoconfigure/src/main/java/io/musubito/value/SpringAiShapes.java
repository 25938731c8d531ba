package io.musubito.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.ContentFormatter;
import org.springframework.ai.document.Document;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.MimeType;

/**
 * The shapes of Spring AI's classes whose fields hold more, or something else, than their
 * content. Fields that a later version adds count as soon as they are set. Loaded only
 * when Spring AI is there.
 */
final class SpringAiShapes {

	private static final Type METADATA = new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType();

	private static final Type MESSAGES = new ParameterizedTypeReference<List<Message>>() {
	}.getType();

	/**
	 * Credentials, transport, and what a provider is to remember of prompts at a lower
	 * price: another key or timeout asks the same of the model.
	 */
	static final Set<String> TRANSPORT = Set.of("apiKey", "credential", "organizationId", "baseUrl", "timeout",
			"maxRetries", "proxy", "cacheOptions");

	/** Headers may select what the model does, and may hold a credential. */
	static final Set<String> HEADERS = Set.of("customHeaders", "httpHeaders");

	private static final Pattern GENERATED_NAME = Pattern
		.compile("media-.+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	private SpringAiShapes() {
	}

	static @Nullable Shape find(Class<?> type, ObjectShapes objects) {
		if (type == Document.class) {
			return objects.ofKnown(type, Set.of("id", "text", "media", "metadata", "score", "contentFormatter"),
					SpringAiShapes::writeDocument);
		}
		if (type == Prompt.class) {
			return objects.ofKnown(type, Set.of("messages", "chatOptions"), SpringAiShapes::writePrompt);
		}
		if (type == Media.class) {
			return objects.ofKnown(type, Set.of("id", "name", "mimeType", "data"), SpringAiShapes::writeMedia);
		}
		if (ChatOptions.class.isAssignableFrom(type)) {
			return objects.ofSetFields(type, (field) -> !TRANSPORT.contains(field), HEADERS::contains);
		}
		return ModelResultShapes.find(type, objects);
	}

	private static void writeDocument(Walk walk, Object value, Type declared) {
		Document document = (Document) value;
		walk.property("id", document.getId(), String.class);
		walk.property("text", document.getText(), String.class);
		walk.property("media", document.getMedia(), Media.class);
		walk.property("metadata", document.getMetadata(), METADATA);
		walk.property("score", document.getScore(), Double.class);
		ContentFormatter formatter = document.getContentFormatter();
		if (formatter != Document.DEFAULT_CONTENT_FORMATTER) {
			walk.property("contentFormatter", formatter, ContentFormatter.class);
		}
	}

	private static void writePrompt(Walk walk, Object value, Type declared) {
		Prompt prompt = (Prompt) value;
		walk.property("instructions", prompt.getInstructions(), MESSAGES);
		walk.property("options", prompt.getOptions(), ChatOptions.class);
	}

	private static void writeMedia(Walk walk, Object value, Type declared) {
		Media media = (Media) value;
		String name = media.getName();
		walk.property("id", media.getId(), String.class);
		walk.property("name", (GENERATED_NAME.matcher(name).matches()) ? null : name, String.class);
		walk.property("mimeType", media.getMimeType(), MimeType.class);
		walk.property("data", media.getData(), Object.class);
	}

}
