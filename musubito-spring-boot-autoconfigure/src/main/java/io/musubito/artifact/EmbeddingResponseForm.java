package io.musubito.artifact;

import java.util.List;

import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;

/**
 * How what a call of an embedding model returned is stored.
 */
record EmbeddingResponseForm(List<Embedding> results, String model, Usage usage, Metadata more) {

	static EmbeddingResponseForm of(EmbeddingResponse response) {
		EmbeddingResponseMetadata metadata = response.getMetadata();
		return new EmbeddingResponseForm(response.getResults(), metadata.getModel(), metadata.getUsage(),
				Metadata.content(metadata.entrySet()));
	}

	EmbeddingResponse create() {
		return new EmbeddingResponse(this.results,
				new EmbeddingResponseMetadata(this.model, this.usage, this.more.present()));
	}

}
