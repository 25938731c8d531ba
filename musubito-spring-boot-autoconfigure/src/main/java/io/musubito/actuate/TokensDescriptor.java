package io.musubito.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as the endpoint shows them.
 *
 * @param input what models read, what came from their caches included
 * @param output what models wrote
 * @param cachedInput what of the input came from the caches of models
 */
@JsonInclude(Include.NON_NULL)
record TokensDescriptor(long input, long output, long cachedInput) {

	static @Nullable TokensDescriptor of(Usage usage) {
		return usage.isEmpty() ? null
				: new TokensDescriptor(usage.inputTokens(), usage.outputTokens(), usage.cachedInputTokens());
	}

}
