package io.musubito.value;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The shapes of what Spring AI's chat client hands over. Loaded only when it is there.
 */
final class ChatClientShapes {

	private static final Type CONTEXT = new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType();

	private ChatClientShapes() {
	}

	static @Nullable Shape find(Class<?> type) {
		return (type == ChatClientResponse.class) ? new TaggedShape(type, ChatClientShapes::writeResponse) : null;
	}

	private static void writeResponse(Walk walk, Object value, Type declared) {
		ChatClientResponse response = (ChatClientResponse) value;
		walk.sink().begin(Container.OBJECT);
		walk.property("chatResponse", response.chatResponse(), ChatResponse.class);
		// The order in it is an accident, whatever map holds it
		walk.property("context", new TreeMap<>(response.context()), CONTEXT);
		walk.sink().end(Container.OBJECT);
	}

}
