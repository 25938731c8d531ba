package io.musubito.artifact;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * Stores what Spring AI's chat client hands over. Loaded only when it is on the class
 * path.
 */
final class ChatClientModule extends SimpleModule {

	ChatClientModule() {
		super("musubito-chat-client");
		addSerializer(ChatClientResponse.class, new SpringAiSerializer<>(ChatClientResponse.class, Form::of));
		addDeserializer(ChatClientResponse.class, new SpringAiDeserializer<>(Form.class, Form::create));
	}

	/**
	 * What a response is made of.
	 *
	 * @param chatResponse what the model answered
	 * @param context what advisors left; what of it can't be stored is refused, as it is
	 * not the client's but the application's
	 */
	record Form(@Nullable ChatResponse chatResponse, Metadata context) {

		static Form of(ChatClientResponse response) {
			return new Form(response.chatResponse(), new Metadata(response.context()));
		}

		@SuppressWarnings("NullAway") // A context may have null
		ChatClientResponse create() {
			return new ChatClientResponse(this.chatResponse, this.context.values());
		}

	}

}
