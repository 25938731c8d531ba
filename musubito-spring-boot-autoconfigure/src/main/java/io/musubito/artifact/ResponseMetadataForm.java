package io.musubito.artifact;

import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;

/**
 * How what a model says of a call is stored.
 */
record ResponseMetadataForm(String id, String model, Usage usage, Metadata more) {

	static ResponseMetadataForm of(ChatResponseMetadata metadata) {
		return new ResponseMetadataForm(metadata.getId(), metadata.getModel(), metadata.getUsage(),
				Metadata.content(metadata.entrySet()));
	}

	ChatResponseMetadata create() {
		return ChatResponseMetadata.builder()
			.id(this.id)
			.model(this.model)
			.usage(this.usage)
			.metadata(this.more.present())
			.build();
	}

}
