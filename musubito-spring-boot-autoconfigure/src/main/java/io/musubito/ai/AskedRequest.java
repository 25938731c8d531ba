package io.musubito.ai;

import org.springframework.ai.chat.client.ChatClientRequest;

/**
 * A request at the place where it is recorded.
 *
 * @param request the request
 * @param original what it was when it came to the {@link MusubitoAdvisor}
 * @param repetitions counts those that came of the original
 */
record AskedRequest(ChatClientRequest request, ChatClientRequest original, Repetitions repetitions) {

	static AskedRequest of(ChatClientRequest request) {
		return new AskedRequest(request, request, new Repetitions());
	}

}
