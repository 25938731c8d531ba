package io.musubito.value;

import java.util.Set;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * The options of a model call without its tools and their context, for a caller who tells
 * those by themselves: as part of the options they have no content.
 *
 * @param options the options
 */
public record OptionsWithoutTools(ChatOptions options) {

	/** The fields of options that hold tools and their context. */
	public static final Set<String> TOOLS = Set.of("toolCallbacks", "toolContext");

	/**
	 * Whether a field of options counts: tools, credentials and transport don't.
	 * @param field the name of the field
	 * @return whether it counts
	 */
	public static boolean counts(String field) {
		return !TOOLS.contains(field) && !SpringAiShapes.TRANSPORT.contains(field);
	}

}
