package io.musubito.ai;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.Usage;

/**
 * The tokens of one call, counted as Musubito counts them.
 *
 * @param input the tokens that the model read, those from its cache included
 * @param output the tokens that it wrote
 * @param cachedInput those of the tokens read which came from its cache
 */
record TokenCounts(long input, long output, long cachedInput) {

	static final TokenCounts NONE = new TokenCounts(0, 0, 0);

	/**
	 * Reads what a provider tells. Most count the tokens read from their caches, and
	 * written to them, among those of the prompt; Anthropic and Bedrock tell them in
	 * addition.
	 * @param usage what the provider tells; {@code null} when it tells nothing
	 * @return the tokens; zeros when nothing is told
	 */
	static TokenCounts of(@Nullable Usage usage) {
		if (usage == null) {
			return NONE;
		}
		long prompt = count(usage.getPromptTokens());
		long cacheRead = count(usage.getCacheReadInputTokens());
		long cached = cacheRead + count(usage.getCacheWriteInputTokens());
		long input = (cached > prompt || reportsCachedInAddition(usage.getNativeUsage())) ? prompt + cached : prompt;
		return new TokenCounts(input, count(usage.getCompletionTokens()), cacheRead);
	}

	/**
	 * Adds what a later part of the same answer tells: the same numbers or higher ones,
	 * or only some of them.
	 */
	TokenCounts updatedBy(TokenCounts later) {
		return new TokenCounts(Math.max(this.input, later.input), Math.max(this.output, later.output),
				Math.max(this.cachedInput, later.cachedInput));
	}

	boolean isNone() {
		return equals(NONE);
	}

	private static boolean reportsCachedInAddition(@Nullable Object nativeUsage) {
		String type = (nativeUsage != null) ? nativeUsage.getClass().getName() : "";
		return type.startsWith("com.anthropic.") || type.startsWith("software.amazon.awssdk.");
	}

	private static long count(@Nullable Number number) {
		return (number != null) ? Math.max(0, number.longValue()) : 0;
	}

}
