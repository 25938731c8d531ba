package io.musubito.ai;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.tool.ToolCallback;

/**
 * What of a tool is part of the identity of a call.
 *
 * @param name the name that the model knows
 * @param description what the model is told of it
 * @param inputSchema the schema of its arguments
 * @param returnDirect whether its result is the answer
 * @param callback the class that calls it; {@code null} when nothing that is recorded
 * does
 * @param behaviour what it does; {@code null} when nothing that is recorded calls it
 */
record ToolIdentity(String name, String description, String inputSchema, boolean returnDirect,
		@Nullable String callback, @Nullable Behaviour behaviour) {

	/**
	 * What a model is told of a tool that it can't call.
	 */
	static ToolIdentity told(ToolCallback tool) {
		return new ToolIdentity(tool.getToolDefinition().name(), tool.getToolDefinition().description(),
				tool.getToolDefinition().inputSchema(), tool.getToolMetadata().returnDirect(), null, null);
	}

	static ToolIdentity of(ToolCallback tool, Behaviours behaviours, CodeQuestions questions) {
		return new ToolIdentity(tool.getToolDefinition().name(), tool.getToolDefinition().description(),
				tool.getToolDefinition().inputSchema(), tool.getToolMetadata().returnDirect(),
				tool.getClass().getName(), behaviours.of(tool, questions));
	}

}
