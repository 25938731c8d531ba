package io.musubito.value;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AbstractMessage;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.content.Media;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The shapes of Spring AI's messages. Of what may be extended only the class itself is
 * known, as a subclass may hold more; subclasses count by field. Loaded only when Spring
 * AI is there.
 */
final class MessageShapes {

	private static final Type METADATA = new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType();

	private static final Type TOOL_CALLS = new ParameterizedTypeReference<List<AssistantMessage.ToolCall>>() {
	}.getType();

	private static final Type RESPONSES = new ParameterizedTypeReference<List<ToolResponseMessage.ToolResponse>>() {
	}.getType();

	private static final Type MEDIA = new ParameterizedTypeReference<List<Media>>() {
	}.getType();

	private MessageShapes() {
	}

	static @Nullable Shape find(Class<?> type, ObjectShapes objects) {
		if (type == AssistantMessage.class) {
			return objects.ofKnown(type, Set.of("messageType", "textContent", "metadata", "toolCalls", "media"),
					MessageShapes::writeAssistantMessage);
		}
		if (type == UserMessage.class) {
			return objects.ofKnown(type, Set.of("messageType", "textContent", "metadata", "media"),
					MessageShapes::writeUserMessage);
		}
		if (type == SystemMessage.class) {
			return objects.ofKnown(type, Set.of("messageType", "textContent", "metadata"), MessageShapes::writeMessage);
		}
		if (type == ToolResponseMessage.class) {
			return objects.ofKnown(type, Set.of("messageType", "textContent", "metadata", "responses"),
					MessageShapes::writeToolResponse);
		}
		return null;
	}

	private static void writeAssistantMessage(Walk walk, Object value, Type declared) {
		AssistantMessage message = (AssistantMessage) value;
		Map<String, Object> metadata = new HashMap<>(
				ModelResultShapes.metadata(walk, message.getMetadata().entrySet()));
		metadata.put(AbstractMessage.MESSAGE_TYPE, message.getMessageType());
		walk.property("media", message.getMedia(), MEDIA);
		walk.property("messageType", message.getMessageType(), MessageType.class);
		walk.property("metadata", metadata, METADATA);
		walk.property("text", message.getText(), String.class);
		walk.property("toolCalls", message.getToolCalls(), TOOL_CALLS);
	}

	private static void writeMessage(Walk walk, Object value, Type declared) {
		AbstractMessage message = (AbstractMessage) value;
		walk.property("messageType", message.getMessageType(), MessageType.class);
		walk.property("metadata", new HashMap<>(message.getMetadata()), METADATA);
		walk.property("text", message.getText(), String.class);
	}

	private static void writeUserMessage(Walk walk, Object value, Type declared) {
		walk.property("media", ((UserMessage) value).getMedia(), MEDIA);
		writeMessage(walk, value, declared);
	}

	private static void writeToolResponse(Walk walk, Object value, Type declared) {
		walk.property("responses", ((ToolResponseMessage) value).getResponses(), RESPONSES);
		writeMessage(walk, value, declared);
	}

}
