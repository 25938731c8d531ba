package io.musubito.artifact;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.Usage;

/**
 * How what a call of a model used is stored.
 */
record UsageForm(int promptTokens, int completionTokens, int totalTokens, @Nullable Long cacheReadInputTokens,
		@Nullable Long cacheWriteInputTokens) {

	static UsageForm of(Usage usage) {
		return new UsageForm(count(usage.getPromptTokens()), count(usage.getCompletionTokens()),
				count(usage.getTotalTokens()), usage.getCacheReadInputTokens(), usage.getCacheWriteInputTokens());
	}

	private static int count(@Nullable Integer tokens) {
		return (tokens != null) ? tokens : 0;
	}

	Usage create() {
		return new DefaultUsage(this.promptTokens, this.completionTokens, this.totalTokens, null,
				this.cacheReadInputTokens, this.cacheWriteInputTokens);
	}

}
