package io.musubito.ai;

import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.musubito.state.StateReader;
import io.musubito.value.OptionsPart;
import io.musubito.value.OptionsWithoutTools;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.model.Model;
import org.springframework.ai.tool.ToolCallback;

/**
 * What counts of the objects of Spring AI that beans hold: of a model its class and the
 * options that it adds to each request, of a template its text, of a tool what it tells
 * the model and what it calls. Where a model sends its requests doesn't count.
 */
final class ModelStates implements StateReader {

	/** What a tool tells of itself in its definition. */
	private static final Set<String> TOLD_OF_TOOLS = Set.of("toolDefinition", "toolMetadata", "toolInputType");

	@Override
	public @Nullable Content read(Object object) {
		if (object instanceof Model<?, ?> model) {
			return model(model);
		}
		if (object instanceof ChatOptions options) {
			return options(options);
		}
		if (object instanceof OptionsPart part) {
			return part(part.value());
		}
		if (object instanceof PromptTemplate template) {
			// Variables may be added to it at any time
			return new Content(object.getClass().getName(), Held.fields(template, (name) -> true), false, true);
		}
		if (object instanceof ToolCallback tool) {
			return tool(tool);
		}
		if (object instanceof Message message) {
			return new Content(object.getClass().getName(), Held.fields(message, (name) -> true), false, true);
		}
		if (object instanceof ChatMemory) {
			return Content.uncounted(object.getClass().getName());
		}
		return null;
	}

	private static Content model(Model<?, ?> model) {
		Object options = (model instanceof ChatModel chat) ? chat.getOptions() : Held.options(model);
		return new Content(model.getClass().getName(), parts("options", options), true, true);
	}

	private static Content options(ChatOptions options) {
		Map<String, @Nullable Object> parts = Held.fields(options,
				(name) -> OptionsWithoutTools.counts(name) || OptionsWithoutTools.TOOLS.contains(name));
		if (options.getClass().getName().startsWith("org.springframework.ai.")) {
			parts.replaceAll((name, part) -> OptionsWithoutTools.TOOLS.contains(name) ? part : OptionsPart.of(part));
		}
		return new Content(options.getClass().getName(), parts, true, true);
	}

	/**
	 * A setting that a provider's module or client has a class of its own for.
	 */
	private static Content part(Object setting) {
		try {
			Map<String, @Nullable Object> parts = Held.fields(setting,
					(name) -> !name.endsWith("$delegate") && !name.equals("validated"));
			parts.replaceAll((name, part) -> OptionsPart.of(part));
			return new Content(setting.getClass().getName(), parts, false, true);
		}
		catch (InaccessibleObjectException ex) {
			return Content.uncounted(setting.getClass().getName());
		}
	}

	/**
	 * What a tool of a library calls for its part may be of the application.
	 */
	private static Content tool(ToolCallback tool) {
		Map<String, @Nullable Object> parts = Held.fields(tool, (name) -> !TOLD_OF_TOOLS.contains(name));
		parts.put("name", tool.getToolDefinition().name());
		parts.put("description", tool.getToolDefinition().description());
		parts.put("inputSchema", tool.getToolDefinition().inputSchema());
		parts.put("returnDirect", tool.getToolMetadata().returnDirect());
		return new Content(tool.getClass().getName(), parts, true, true);
	}

	static Map<String, @Nullable Object> parts(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> parts = new TreeMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			parts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return parts;
	}

}
