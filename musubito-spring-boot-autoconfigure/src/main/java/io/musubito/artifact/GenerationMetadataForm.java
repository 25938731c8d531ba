package io.musubito.artifact;

import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.ChatGenerationMetadata;

/**
 * How what a model says of one answer is stored.
 */
record GenerationMetadataForm(@Nullable String finishReason, SortedSet<String> contentFilters, Metadata more) {

	static GenerationMetadataForm of(ChatGenerationMetadata metadata) {
		return new GenerationMetadataForm(metadata.getFinishReason(), new TreeSet<>(metadata.getContentFilters()),
				Metadata.content(metadata.entrySet()));
	}

	ChatGenerationMetadata create() {
		return ChatGenerationMetadata.builder()
			.finishReason(this.finishReason)
			.contentFilters(this.contentFilters)
			.metadata(this.more.present())
			.build();
	}

}
