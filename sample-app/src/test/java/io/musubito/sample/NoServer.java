package io.musubito.sample;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Proves that a recorded test asks no model: the client has an address at which nobody
 * listens, unless the answers are being recorded.
 */
public final class NoServer {

	private NoServer() {
	}

	public static void isNeeded(DynamicPropertyRegistry properties) {
		if (System.getProperty("musubito.recording") == null && System.getenv("MUSUBITO_RECORDING") == null) {
			properties.add("spring.ai.openai.base-url", () -> "http://localhost:9/v1");
			properties.add("spring.ai.openai.api-key", () -> "none");
		}
	}

}
