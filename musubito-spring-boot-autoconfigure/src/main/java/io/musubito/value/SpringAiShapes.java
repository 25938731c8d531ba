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
import org.springframework.ai.document.Document;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.MimeType;

/**
 * The shapes of Spring AI's classes whose getters show more, or something else, than
 * their content. Loaded only when Spring AI is there.
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

	static @Nullable Shape find(Class<?> type) {
		if (type == Document.class) {
			return new TaggedShape(type, SpringAiShapes::tellDocument);
		}
		if (type == Prompt.class) {
			return new TaggedShape(type, SpringAiShapes::tellPrompt);
		}
		if (type == Media.class) {
			return new TaggedShape(type, SpringAiShapes::tellMedia);
		}
		if (ChatOptions.class.isAssignableFrom(type)) {
			return ObjectShapes.ofGetters(type, (property) -> !TRANSPORT.contains(property), HEADERS::contains);
		}
		if (type.getName().equals("com.openai.azure.AzureOpenAIServiceVersion")) {
			// An option whose value has no getter
			return Leaf.text(type, Object::toString);
		}
		return ModelResultShapes.find(type);
	}

	private static void tellDocument(Walk walk, Object value, Type declared) {
		Document document = (Document) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("id", document.getId(), String.class);
		walk.property("text", document.getText(), String.class);
		walk.property("media", document.getMedia(), Media.class);
		walk.property("metadata", document.getMetadata(), METADATA);
		walk.property("score", document.getScore(), Double.class);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellPrompt(Walk walk, Object value, Type declared) {
		Prompt prompt = (Prompt) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("instructions", prompt.getInstructions(), MESSAGES);
		walk.property("options", prompt.getOptions(), ChatOptions.class);
		walk.sink().end(Container.OBJECT);
	}

	private static void tellMedia(Walk walk, Object value, Type declared) {
		Media media = (Media) value;
		String name = media.getName();
		walk.sink().begin(Container.OBJECT);
		walk.property("id", media.getId(), String.class);
		walk.property("name", (GENERATED_NAME.matcher(name).matches()) ? null : name, String.class);
		walk.property("mimeType", media.getMimeType(), MimeType.class);
		walk.property("data", media.getData(), Object.class);
		walk.sink().end(Container.OBJECT);
	}

}
