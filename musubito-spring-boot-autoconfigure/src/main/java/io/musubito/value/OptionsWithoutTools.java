package io.musubito.value;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * The options of a model call without its tools and their context, for a caller who tells
 * those by themselves: as part of the options they have no content.
 *
 * @param options the options
 */
public record OptionsWithoutTools(ChatOptions options) {

}
