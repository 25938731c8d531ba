package io.musubito.ai;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClientAttributes;

/**
 * The form that the answer is asked in. The last advisor of a chain writes it into the
 * prompt or the options, after the call was identified.
 *
 * @param instructions what the model is told
 * @param schema the JSON schema
 * @param enforced whether the provider enforces the schema
 */
record OutputFormat(@Nullable Object instructions, @Nullable Object schema, boolean enforced) {

	static OutputFormat of(Map<String, ?> context) {
		return new OutputFormat(context.get(ChatClientAttributes.OUTPUT_FORMAT.getKey()),
				context.get(ChatClientAttributes.STRUCTURED_OUTPUT_SCHEMA.getKey()),
				context.containsKey(ChatClientAttributes.STRUCTURED_OUTPUT_NATIVE.getKey()));
	}

}
