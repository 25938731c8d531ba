package io.musubito.ai;

import org.springframework.ai.tool.ToolCallback;

/**
 * What of a tool is part of the identity of a call.
 *
 * @param name the name that the model knows
 * @param description what the model is told of it
 * @param inputSchema the schema of its arguments
 * @param returnDirect whether its result is the answer
 * @param callback the class that calls it
 * @param behaviour what it does
 */
record ToolIdentity(String name, String description, String inputSchema, boolean returnDirect, String callback,
		Behaviour behaviour) {

	static ToolIdentity of(ToolCallback tool, Behaviours behaviours, CodeQuestions questions) {
		return new ToolIdentity(tool.getToolDefinition().name(), tool.getToolDefinition().description(),
				tool.getToolDefinition().inputSchema(), tool.getToolMetadata().returnDirect(),
				tool.getClass().getName(), behaviours.of(tool, questions));
	}

}
