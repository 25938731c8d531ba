package io.musubito.sample.standin;

/**
 * A request for a chat completion.
 *
 * @param model the model that was asked for
 * @param prompt the text of all messages
 * @param messages how many messages
 * @param stream whether the answer comes in pieces
 * @param usageInStream whether the last piece tells the tokens
 */
record ChatRequest(String model, String prompt, int messages, boolean stream, boolean usageInStream) {

	private static final int TOKENS_PER_MESSAGE = 4;

	private static final int CHARACTERS_PER_TOKEN = 4;

	int tokens() {
		return tokens(this.prompt) + this.messages * TOKENS_PER_MESSAGE;
	}

	static int tokens(String text) {
		return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
	}

}
